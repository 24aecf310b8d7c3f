"""Which addresses of a record may become links."""

from __future__ import annotations

from squatwatch.report.plain import plain


def safe_link(address: str) -> str:
    """The address when it is a web address that shows whole; else nothing.

    A record must bring neither a script nor an address that looks like another one.
    """
    of_the_web = address.startswith(("https://", "http://")) and plain(address) == address
    return address if of_the_web else ""

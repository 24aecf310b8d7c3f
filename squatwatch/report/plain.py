"""Text of others made safe to show: no escapes, no control characters, no direction tricks."""

from __future__ import annotations

import regex

_UNSHOWN = regex.compile(r"[\p{Cc}\p{Cs}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]")


def plain(text: str) -> str:
    r"""The text on one line, every character in it one that shows.

    A mark is whatever its applicant typed: a terminal must not obey it.

    >>> plain("A\x1b[31mB\nC")
    'A�[31mB C'
    """
    return _UNSHOWN.sub("�", text.replace("\r", "").replace("\n", " ").replace("\t", " "))

"""What a person may have meant by a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message that names the nearest known word; empty when none is near.

    >>> did_you_mean("Brand ID", ["brand_id", "note"]), did_you_mean("colour", ["note"])
    ('; did you mean brand_id?', '')
    """
    plain = word.lower().replace(" ", "_").replace("-", "_")
    near = difflib.get_close_matches(plain, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def shown(value: str) -> str:
    """A value as a message shows it: quoted, short, without characters a terminal would obey.

    >>> shown("九类"), shown("x" * 50)
    ("'九类'", "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'")
    """
    return repr(value if len(value) <= 40 else f"{value[:40]}…")


def shown_bare(value: str) -> str:
    """A value as ``shown`` gives it, but without the quotation marks."""
    return shown(value)[1:-1]

"""The sound fold: one class for the spellings of one Chinese sound (reference/sound_fold.csv)."""

from __future__ import annotations

import re
from functools import cache

from squatwatch import reference


@cache
def sound_rewrites() -> dict[str, str]:
    """What each spelling is rewritten to."""
    return dict(reference.table("sound_fold").select("from", "to").iter_rows())


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str]]:
    rewrites = sound_rewrites()
    longest_first = sorted(rewrites, key=lambda spelling: (-len(spelling), spelling))
    return re.compile("|".join(longest_first)), rewrites


def sound_fold(joined: str) -> str:
    """The sound classes of a joined, normalised text; what is no Latin letter stays.

    Equal folds sound alike. Classes are capitals, so folding twice changes nothing.

    >>> sound_fold("zhangyu") == sound_fold("changyu"), sound_fold("hsiao") == sound_fold("xiao")
    (True, True)
    """
    pattern, rewrites = _rules()
    return pattern.sub(lambda match: rewrites[match.group()], joined)

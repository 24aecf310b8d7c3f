"""The syllables of Mandarin and how each is written in other systems (``syllables.csv``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from squatwatch import reference


@cache
def spellings(system: str) -> Mapping[str, str]:
    """The spelling of every syllable, by its pinyin without tone; ``system`` is a column.

    >>> spellings("palladius")["hui"], spellings("hangul")["hui"]
    ('хуэй', '후이')
    """
    rows = reference.table("syllables").select("pinyin", system).iter_rows()
    return dict(rows)


@cache
def known_syllables() -> frozenset[str]:
    """The syllables of Mandarin in Hanyu Pinyin, without tones."""
    return frozenset(reference.table("syllables")["pinyin"])

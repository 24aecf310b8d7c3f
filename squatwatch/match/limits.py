"""How many edits a form of a script and length may differ by (reference/script_limits.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from squatwatch import reference

UNIT_WORDS = 4
"""A unit is a run of up to this many words, or the whole text."""

SIMILAR_FROM = 3
"""Characters of the shortest form in which one may be replaced by a similar one."""

SOUND_FROM = 5
SOUND_ONE_EDIT_FROM = 8
"""Shortest fold that is compared by sound; shortest fold that may differ by one edit."""


@dataclass(frozen=True, slots=True)
class ScriptLimits:
    """The limits of one script; lengths in letters.

    >>> latin = script_limits("latin")
    >>> [latin.edits(length) for length in (4, 5, 7, 8, 20)]
    [0, 1, 1, 2, 2]
    """

    shorter_only_whole: int
    one_edit_from: int
    two_edits_from: int
    inside_from: int
    affix_from: int

    def edits(self, length: int) -> int:
        """The edits allowed to a form of ``length`` letters: 0, 1 or 2."""
        return int(length >= self.one_edit_from) + int(length >= self.two_edits_from)

    def only_whole(self, length: int) -> bool:
        """Whether a form this short is compared with whole texts only."""
        return length < self.shorter_only_whole

    def inside(self, length: int) -> bool:
        """Whether a form this long is looked for inside longer words."""
        return length >= self.inside_from

    def affix(self, length: int) -> bool:
        """Whether a form this long is looked for, with one edit, at either end of a word."""
        return length >= self.affix_from


@cache
def script_limits(script: str) -> ScriptLimits:
    """The limits of a script; those of ``other`` for one that the table does not name."""
    rows = {row["script"]: row for row in reference.table("script_limits").iter_rows(named=True)}
    row = rows.get(script, rows["other"])
    return ScriptLimits(**{name: int(row[name]) for name in ScriptLimits.__slots__})


def sound_edits(length: int) -> int | None:
    """The edits allowed to a sound fold of ``length`` letters; None when it is too short.

    >>> sound_edits(4), sound_edits(5), sound_edits(8)
    (None, 0, 1)
    """
    if length < SOUND_FROM:
        return None
    return int(length >= SOUND_ONE_EDIT_FROM)

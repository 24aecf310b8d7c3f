"""What cannot be near any of a few forms, told by the set of its letters.

An edit brings in one letter at the most and takes away one at the most. So a unit within k edits
of a form lacks k letters of the form at the most, has k others at the most, and is k letters
longer or shorter at the most. Asked by sets of 64 bits this costs a few steps a form, without
looking at a letter; for a few forms most units go no further. For sounds it is asked of what the
letters of a unit may be rewritten to, and of what they are rewritten to whatever stands beside.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.neighbourhoods import Neighbourhoods
from squatwatch.match.ragged import Codes, Ragged, Starts
from squatwatch.match.segment import Segment
from squatwatch.text.sound import sound_rewrites

MOST_FORMS = 40
"""Forms up to which sifting pays: of more, most units are near some (benchmarks/RESULTS.md)."""

Sets = NDArray[np.uint64]

_MIXER = np.uint64(0x9E3779B97F4A7C15)
_ANY_LENGTH = np.iinfo(np.int64).max
_SHRINK = 3
"""A rewrite of the sound fold makes one letter of three at the most."""


class Wanted(NamedTuple):
    """What a unit must be like for one of several strings: arrays, a place a string.

    The ``letters`` of the string, the ``edits`` allowed, the ``least`` and ``most`` letters of the
    unit, whether it may have ``others`` in any number.
    """

    letters: Sets
    edits: NDArray[np.int64]
    least: NDArray[np.int64]
    most: NDArray[np.int64]
    others: NDArray[np.bool_]

    @classmethod
    def near(cls, index: Neighbourhoods, shrink: int = 1) -> Self:
        """Units near the strings of an index, rewritten or not."""
        lengths, edits = index.strings.lengths, index.edits.astype(np.int64)
        return cls(
            letter_sets(index.strings), edits, lengths - edits, shrink * (lengths + edits),
            np.zeros(len(edits), dtype=bool),
        )  # fmt: skip

    @classmethod
    def holding(cls, strings: Ragged, edits: int) -> Self:
        """Units that hold the strings, or all but ``edits`` of their letters."""
        allowed = np.full(len(strings), edits, dtype=np.int64)
        any_length = np.full(len(strings), _ANY_LENGTH, dtype=np.int64)
        return cls(
            letter_sets(strings), allowed, strings.lengths - edits, any_length,
            np.ones(len(strings), dtype=bool),
        )  # fmt: skip

    @classmethod
    def together(cls, several: Iterable[Wanted]) -> Self:
        """What any of several want."""
        return cls._make(np.concatenate(part) for part in zip(*several, strict=True))


class Sieve(NamedTuple):
    """What is wanted, each for a way of agreeing.

    Of units by spelling; by sound of their folds, and of units before they are folded; of words by
    their ends; of texts by what stands inside.
    """

    spelled: Wanted
    sounding: Wanted
    may_sound: Wanted
    ending: Wanted
    inside: Wanted

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> Self:
        """The sieve for all forms of some segments."""
        listed = list(segments)
        ends = [part.spelling.strings.taken(np.flatnonzero(part.ends.edits > 0)) for part in listed]
        inside = [standing.strings for part in listed for standing in part.standings]
        return cls(
            Wanted.together(Wanted.near(part.spelling) for part in listed),
            Wanted.together(Wanted.near(part.sound) for part in listed),
            Wanted.together(Wanted.near(part.sound, _SHRINK) for part in listed),
            Wanted.together(Wanted.holding(strings, 1) for strings in ends),
            Wanted.together(Wanted.holding(strings, 0) for strings in inside),
        )


class Sets3(NamedTuple):
    """The letters of units: as spelled, as they may sound, as they sound for certain."""

    spelled: Sets
    possible: Sets
    certain: Sets


def letter_sets(rows: Ragged) -> Sets:
    """The set of the letters of each row; several letters may share one of the 64 bits."""
    sets = np.zeros(len(rows), dtype=np.uint64)
    _fill_sets(rows.values, rows.starts, sets)
    return sets


def sets_of(letters: Ragged) -> Sets3:
    """The sets of rows of letters."""
    possible, certain = (np.zeros(len(letters), dtype=np.uint64) for _ in range(2))
    _fill_sound_sets(letters.values, letters.starts, *_of_letters(), possible, certain)
    return Sets3(letter_sets(letters), possible, certain)


@cache
def _of_letters() -> tuple[Sets, Sets]:
    """For each ASCII letter what it may be rewritten to, and what it is in any case."""
    rewrites = sound_rewrites()
    possible, certain = (np.zeros(128, dtype=np.uint64) for _ in range(2))
    for code in range(128):
        letter = chr(code)
        to = [result for spelling, result in rewrites.items() if letter in spelling]
        if letter not in rewrites:
            to.append(letter)
        sets = [letter_sets(Ragged.of_rows([map(ord, result)]))[0] for result in to]
        possible[code] = np.bitwise_or.reduce(sets)
        certain[code] = np.bitwise_and.reduce(sets)
    return possible, certain


@compiled
def bit_of(letter: np.uint64) -> np.uint64:
    """The bit of a letter in a set."""
    return np.uint64(1) << ((letter * _MIXER) >> np.uint64(58))


@compiled
def _fill_sets(values: Codes, starts: Starts, sets: Sets) -> None:
    for row in range(len(sets)):
        for place in range(starts[row], starts[row + 1]):
            sets[row] |= bit_of(np.uint64(values[place]))


@compiled
def _fill_sound_sets(
    values: Codes, starts: Starts, of_possible: Sets, of_certain: Sets, possible: Sets,
    certain: Sets,
) -> None:  # fmt: skip
    for row in range(len(possible)):
        for place in range(starts[row], starts[row + 1]):
            letter = values[place]
            if letter < 128:
                possible[row] |= of_possible[letter]
                certain[row] |= of_certain[letter]
            else:
                possible[row] |= bit_of(np.uint64(letter))
                certain[row] |= bit_of(np.uint64(letter))


@compiled
def passes(
    held: np.uint64, certain: np.uint64, length: int, letters: Sets, edits: NDArray[np.int64],
    least: NDArray[np.int64], most: NDArray[np.int64], others: NDArray[np.bool_],
) -> bool:  # fmt: skip
    """Whether a unit may be what any of the strings wants.

    ``held``: what letters it may have; ``certain``: those that it has.
    """
    for place in range(len(letters)):
        if length < least[place] or length > most[place]:
            continue
        lacking = letters[place] & ~held
        surplus = np.uint64(0) if others[place] else certain & ~letters[place]
        for _ in range(edits[place]):
            lacking &= lacking - np.uint64(1)
            surplus &= surplus - np.uint64(1)
        if lacking == 0 and surplus == 0:
            return True
    return False

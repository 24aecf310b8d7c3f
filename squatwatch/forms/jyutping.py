"""How a name is read in Cantonese: Jyutping syllables without tones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from squatwatch import reference
from squatwatch.forms.by_character import Options, Piece, ranked

DOUBLETS = (("aang", "ang"), ("aak", "ak"), ("eng", "ing"), ("ek", "ik"))
"""Rimes of colloquial and literary readings of one character: 生 saang and sang, 井 zeng, zing."""


@lru_cache(maxsize=1_024)
def cantonese_readings(traditional: str) -> CantoneseReadings:
    """The readings of one name; the last names asked for are kept."""
    return CantoneseReadings(traditional)


class CantoneseReadings:
    """The Cantonese readings of the characters of one name, in the company of the others.

    Source: ``cantonese.csv``, from traditional characters.

    >>> readings = CantoneseReadings("龍井")
    >>> [readings.of_character(character) for character in "龍井"]
    [('lung',), ('zeng', 'zing')]
    """

    def __init__(self, traditional: str) -> None:
        self._readings = dict(_readings(traditional))

    def of_character(self, character: str) -> tuple[str, ...]:
        """The reading of a character, and its literary or colloquial fellow; none if unknown."""
        return _with_doublets(self._readings.get(character) or _of_character(character))

    def of_piece(self, piece: Piece) -> Options:
        """The readings of a piece of a name as options."""
        return ranked(
            [reading for character in piece.characters for reading in self.of_character(character)]
        )


@lru_cache(maxsize=16_384)
def _with_doublets(readings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(other for other in readings if _are_doublets(readings[0], other))


def _are_doublets(first: str, second: str) -> bool:
    return first == second or any(
        {first, second} == {onset + one, onset + other}
        for one, other in DOUBLETS
        for onset in (first.removesuffix(one), first.removesuffix(other))
    )


def _readings(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Characters with their readings: as in the longest word here first, then those of their own.

    The order is that of ToJyutping's candidates.
    """
    in_words: list[list[str]] = [[] for _ in text]
    for start, readings in _words(text):
        for place, reading in enumerate(readings, start):
            in_words[place].append(reading)
    for character, found in zip(text, in_words, strict=True):
        yield character, tuple(dict.fromkeys((*found, *_of_character(character))))


def _words(text: str) -> Iterator[tuple[int, list[str]]]:
    """Where words of the table start in a text, and how they are read; the longest first."""
    table = _table()
    for size in range(min(len(text), _longest()), 1, -1):
        for start in range(len(text) - size + 1):
            if readings := table.get(text[start : start + size]):
                yield start, readings.split()


def _of_character(character: str) -> tuple[str, ...]:
    """All readings of a character by itself, the likeliest first."""
    return tuple(_table().get(character, "").split())


@cache
def _table() -> dict[str, str]:
    """Characters with all their readings, words with one a character, parted by spaces."""
    return dict(reference.table("cantonese").iter_rows())


@cache
def _longest() -> int:
    return max(map(len, _table()))

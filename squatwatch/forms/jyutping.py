"""How a name is read in Cantonese: Jyutping syllables without tones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType

from squatwatch.forms.by_character import Options, Piece, ranked

DOUBLETS = (("aang", "ang"), ("aak", "ak"), ("eng", "ing"), ("ek", "ik"))
"""Rimes of colloquial and literary readings of one character: 生 saang and sang, 井 zeng, zing."""


@lru_cache(maxsize=1_024)
def cantonese_readings(traditional: str) -> CantoneseReadings:
    """The readings of one name; the last names asked for are kept."""
    return CantoneseReadings(traditional)


class CantoneseReadings:
    """The Cantonese readings of the characters of one name, in the company of the others.

    Source: the package ToJyutping (BSD-2-Clause), from traditional characters.

    >>> readings = CantoneseReadings("龍井")
    >>> [readings.of_character(character) for character in "龍井"]
    [('lung',), ('zeng', 'zing')]
    """

    def __init__(self, traditional: str) -> None:
        self._candidates = dict(_candidates(traditional))

    def of_character(self, character: str) -> tuple[str, ...]:
        """The reading of a character, and its literary or colloquial fellow; none if unknown."""
        found = self._candidates.get(character)
        if found is None:
            found = next((readings for _, readings in _candidates(character)), ())
        if not found:
            return ()
        return _with_doublets(found)

    def of_piece(self, piece: Piece) -> Options:
        """The readings of a piece of a name as options."""
        return ranked(
            [reading for character in piece.characters for reading in self.of_character(character)]
        )


@lru_cache(maxsize=16_384)
def _with_doublets(candidates: tuple[str, ...]) -> tuple[str, ...]:
    first = candidates[0]
    return (first, *(other for other in candidates[1:] if _are_doublets(first, other)))


def _are_doublets(first: str, second: str) -> bool:
    return any(
        {first, second} == {onset + one, onset + other}
        for one, other in DOUBLETS
        for onset in (first.removesuffix(one), first.removesuffix(other))
    )


def _candidates(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Characters with their readings, the likeliest in this text first."""
    for character, candidates in _to_jyutping().get_jyutping_candidates(text):
        yield character, _toneless(tuple(candidates))


@lru_cache(maxsize=16_384)
def _toneless(candidates: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(candidate.rstrip("123456") for candidate in candidates))


@cache
def _to_jyutping() -> ModuleType:
    # Loading it takes a second, which only those who ask for Cantonese should wait.
    return import_module("ToJyutping")

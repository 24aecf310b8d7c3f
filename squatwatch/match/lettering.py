"""From code points to letters, and which code points are of a kind, for rows of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.ragged import Codes, Ragged
from squatwatch.text.letters import is_apart, letter_string, may_be_shared
from squatwatch.text.scripts import script_of_character

_FIRST_APART = 0x0300
_FIRST_HAN = 0x2E80
"""No letter below is of several code points (Combining Diacritical Marks), or Chinese (CJK
Radicals Supplement)."""


def spelled(points: Ragged) -> Ragged:
    """The letters of every row (``text.letters``); the rows themselves where those are the same.

    >>> rows = Ragged.of_points(pl.Series(["mi", "กี่"]))
    >>> spelled(rows).lengths.tolist()
    [2, 1]
    """
    apart = points.having(_marked(points.values, is_apart, _FIRST_APART))
    if not len(apart):
        return points
    texts = points.strings(apart)
    letters = Ragged.of_points(pl.Series([letter_string(text) for text in texts], dtype=pl.String))
    every = Ragged(
        np.concatenate([points.values, letters.values]),
        np.concatenate([points.starts, points.starts[-1] + letters.starts[1:]]),
    )
    rows = np.arange(len(points))
    rows[apart] = len(points) + np.arange(len(apart))
    return every.taken(rows)


def rows_with_han(points: Ragged) -> NDArray[np.intp]:
    """The rows that have a Chinese character."""
    return points.having(_marked(points.values, _is_han, _FIRST_HAN))


def rows_with_shared_letters(letters: Ragged) -> NDArray[np.intp]:
    """The rows that have a letter which stands for several code points, by a checksum."""
    return letters.having(_marked(letters.values, _shared, _FIRST_HAN))


def _is_han(character: str) -> bool:
    return script_of_character(character) == "han"


def _shared(character: str) -> bool:
    return may_be_shared(ord(character))


def _marked(values: Codes, belongs: Callable[[str], bool], first: int) -> NDArray[np.bool_]:
    """Which letters belong to a kind, none of which stands before the code point ``first``."""
    marked = np.zeros(len(values), dtype=bool)
    places = np.flatnonzero(values >= first)
    if len(places):
        distinct, of_place = np.unique(values[places], return_inverse=True)
        kinds = np.array([belongs(chr(code)) for code in distinct.tolist()])
        marked[places] = kinds[of_place]
    return marked

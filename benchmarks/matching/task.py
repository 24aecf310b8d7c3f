"""The task that all methods are given: forms on one side, texts and their units on the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.limits import UNIT_WORDS, script_limits
from squatwatch.text.letters import LetterStrings

Pairs = NDArray[np.uint64]
"""Distinct pairs in order, the row of the form in the upper half, of the other in the lower."""
Rows = tuple[NDArray[np.integer], NDArray[np.integer]]
"""Rows of forms and the rows of what they were found on, one below the other; may repeat."""
Query = Callable[[], Rows]
Channel = Literal["spelling", "inside"]
"""The part of the relation that a method is asked for."""


@dataclass(frozen=True)
class Task:
    """What is to be matched.

    ``forms`` are distinct Latin strings. ``texts`` are distinct and normalised; ``unit_texts``
    are their distinct units, ``units`` the same with one character a letter; ``whole`` are the
    rows of the units that are whole texts joined.
    """

    forms: pl.Series
    texts: pl.Series
    unit_texts: pl.Series
    units: pl.Series
    whole: NDArray[np.uint32]

    @property
    def edits(self) -> NDArray[np.uint8]:
        """The edits that each form allows."""
        allowed = script_limits("latin").edits
        lengths = self.forms.str.len_chars().to_list()
        return np.array([allowed(length) for length in lengths], dtype=np.uint8)


def task_of(forms: pl.Series, texts: pl.Series) -> Task:
    """The task of forms and normalised texts."""
    words = texts.str.split(" ").alias("word").to_frame().with_row_index("text").explode("word")
    wholes = texts.str.replace_all(" ", "", literal=True).unique(maintain_order=True).alias("unit")
    runs = [_runs(words, length) for length in range(1, UNIT_WORDS + 1)]
    units = pl.concat([wholes, *runs]).unique(maintain_order=True)
    strings = LetterStrings()
    spelled = pl.Series("unit", [strings(unit) for unit in units], dtype=pl.String)
    return Task(forms, texts, units, spelled, np.arange(wholes.len(), dtype=np.uint32))


def _runs(words: pl.DataFrame, length: int) -> pl.Series:
    """Every run of as many words, joined; the words of a text stand one below the other."""
    parts = [pl.col("word").shift(-offset) for offset in range(length)]
    in_one_text = pl.col("text").shift(-(length - 1)) == pl.col("text")
    runs = words.select(unit=pl.concat_str(parts), kept=in_one_text)
    return runs.filter("kept")["unit"].unique(maintain_order=True)


def packed(rows: Rows) -> Pairs:
    """The distinct pairs, in order."""
    forms, found = (np.asarray(column).astype(np.uint64) for column in rows)
    pairs = np.sort(forms << np.uint64(32) | found)
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))] if len(pairs) else pairs


def unpacked(pairs: Pairs) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The rows of the forms and of the others."""
    return (pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32)


def recall(truth: Pairs, found: Pairs) -> float:
    """The share of the true pairs that was found; 1 where there are none."""
    if not len(truth):
        return 1.0
    return float(np.isin(truth, found, assume_unique=True).mean())

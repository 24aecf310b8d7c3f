"""Rows of letters of unequal length, one after the other in one array."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.text.letters import LETTERS_APART, letter_string

Codes = NDArray[np.uint32]
Starts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row ``i`` is ``values[starts[i]:starts[i + 1]]``; ``starts`` has one number more than rows.

    >>> rows = Ragged.of_points(pl.Series(["mi", "", "vivo"]))
    >>> len(rows), rows.lengths.tolist(), rows.row(0).tolist()
    (3, [2, 0, 4], [109, 105])
    """

    values: Codes
    starts: Starts

    @classmethod
    def of_points(cls, texts: pl.Series) -> Self:
        """The code points of each text."""
        joined = "".join(texts.to_list()).encode("utf-32-le")
        lengths = texts.str.len_chars().to_numpy().astype(np.int64)
        return cls(np.frombuffer(joined, dtype=np.uint32), starts_of(lengths))

    @classmethod
    def of_letters(cls, texts: pl.Series) -> Self:
        """The letters of each text, as the relation counts them (``text.letters``)."""
        apart = texts.str.contains(LETTERS_APART)
        if not apart.any():
            return cls.of_points(texts)
        spelled = [
            letter_string(text) if one_apart else text
            for text, one_apart in zip(texts, apart, strict=True)
        ]
        return cls.of_points(pl.Series(spelled, dtype=pl.String))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The rows that ``save`` wrote, mapped into memory."""
        return cls(
            np.load(folder / f"{name}.values.npy", mmap_mode="r"),
            np.load(folder / f"{name}.starts.npy", mmap_mode="r"),
        )

    def save(self, folder: Path, name: str) -> None:
        """Write the rows into a folder, a file each array."""
        np.save(folder / f"{name}.values.npy", self.values)
        np.save(folder / f"{name}.starts.npy", self.starts)

    def taken(self, rows: NDArray[np.integer]) -> Self:
        """Some of the rows, in the order given."""
        lengths = self.lengths[rows]
        starts = starts_of(lengths)
        places = np.arange(starts[-1]) + np.repeat(self.starts[:-1][rows] - starts[:-1], lengths)
        return type(self)(self.values[places], starts)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Starts:
        """The length of each row."""
        lengths: Starts = np.diff(self.starts)
        return lengths

    def row(self, place: int) -> Codes:
        """One row."""
        return self.values[self.starts[place] : self.starts[place + 1]]


def starts_of(lengths: NDArray[np.int64]) -> Starts:
    """Where rows of these lengths start, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts

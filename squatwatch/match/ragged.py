"""Rows of letters of unequal length, one after the other in one array."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
    def of_rows(cls, rows: Iterable[Iterable[int]]) -> Self:
        """A few rows, given as numbers."""
        listed = [list(row) for row in rows]
        values = np.array([letter for row in listed for letter in row], dtype=np.uint32)
        return cls(values, starts_of(np.array([len(row) for row in listed], dtype=np.int64)))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The rows that ``save`` wrote, mapped into memory."""
        return cls(
            np.load(folder / f"{name}.values.npy", mmap_mode="c"),
            np.load(folder / f"{name}.starts.npy", mmap_mode="c"),
        )

    def save(self, folder: Path, name: str) -> None:
        """Write the rows into a folder, a file each array."""
        np.save(folder / f"{name}.values.npy", self.values)
        np.save(folder / f"{name}.starts.npy", self.starts)

    def strings(self, rows: NDArray[np.integer] | None = None) -> pl.Series:
        """The rows, or some of them, as strings."""
        chosen = self if rows is None else self.taken(rows)
        text = chosen.values.astype("<u4").tobytes().decode("utf-32-le")
        ends = chosen.starts.tolist()
        return pl.Series([text[start:end] for start, end in pairwise(ends)], dtype=pl.String)

    def having(self, letters: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The rows that have any of the letters marked in ``letters`` (one mark a letter)."""
        places = np.flatnonzero(letters)
        return np.unique(np.searchsorted(self.starts, places, side="right") - 1)

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

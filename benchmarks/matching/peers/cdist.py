"""rapidfuzz ``process.cdist`` with OSA, every form against every string of a possible length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from benchmarks.matching.task import Query, Rows, Task

CELLS_AT_ONCE = 200_000_000
"""A matrix of one byte a cell."""


def on_units(task: Task) -> Query:
    """Forms against all units: the relation itself."""
    return _query(task, np.arange(task.units.len(), dtype=np.uint32))


def on_whole_marks(task: Task) -> Query:
    """Forms against whole marks: what one would write first."""
    return _query(task, task.whole)


@dataclass(frozen=True)
class _Group:
    rows: NDArray[np.uint32]
    strings: list[str]


def _query(task: Task, searched: NDArray[np.uint32]) -> Query:
    forms = _by_length(task.forms, np.arange(task.forms.len(), dtype=np.uint32))
    others = _by_length(task.units.gather(searched), searched)
    edits = {length: int(task.edits[group.rows[0]]) for length, group in forms.items()}

    def query() -> Rows:
        found = [
            pairs
            for length, group in forms.items()
            for other in range(length - edits[length], length + edits[length] + 1)
            if other in others
            for pairs in _near(group, others[other], edits[length])
        ]
        left, right = zip(*found, strict=True)
        return np.concatenate(left), np.concatenate(right)

    return query


def _by_length(strings: pl.Series, rows: NDArray[np.uint32]) -> dict[int, _Group]:
    frame = pl.DataFrame({"string": strings, "row": rows})
    groups = frame.group_by(pl.col("string").str.len_chars().alias("length"))
    return {
        int(length): _Group(part["row"].to_numpy(), part["string"].to_list())
        for (length,), part in groups
    }


def _near(forms: _Group, others: _Group, edits: int) -> Iterator[Rows]:
    """Pairs within the edits, as many forms at once as the matrix has room for."""
    step = max(1, CELLS_AT_ONCE // len(others.strings))
    for first in range(0, len(forms.strings), step):
        distances = cdist(
            forms.strings[first : first + step],
            others.strings,
            scorer=OSA.distance,
            score_cutoff=edits,
            dtype=np.uint8,
            workers=-1,
        )
        left, right = np.nonzero(distances <= edits)
        yield forms.rows[first + left], others.rows[right]

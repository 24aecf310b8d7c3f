"""Which of many strings are within a few edits of which others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

_STRINGS_AT_ONCE = 100_000
"""Columns of one distance matrix: 100 forms by this many bytes is 10 MB."""

NEAR_SCHEMA = pl.Schema({"left": pl.String, "right": pl.String, "edits": pl.UInt8})


def near(left: pl.Series, right: pl.Series, allowed: Callable[[int], int | None]) -> pl.DataFrame:
    """All pairs within the edits that the length of the left string allows (``NEAR_SCHEMA``).

    ``allowed`` gives the edits for a length in characters, None to leave strings of it out.
    Exact: nothing is lost to blocking, since two strings within k edits differ in length by k
    at most.
    """
    rights = (
        right.unique()
        .alias("right")
        .to_frame()
        .with_columns(length=pl.col("right").str.len_chars())
    )
    by_length = {length: part["right"] for (length,), part in rights.group_by("length")}
    lefts = left.unique().sort()
    found = [
        frame
        for (length,), part in lefts.to_frame("left").group_by(pl.col("left").str.len_chars())
        for frame in _near_of_length(part["left"], int(length), by_length, allowed(int(length)))
    ]
    return pl.concat([pl.DataFrame(schema=NEAR_SCHEMA), *found])


def _near_of_length(
    lefts: pl.Series, length: int, by_length: dict[object, pl.Series], edits: int | None
) -> Iterator[pl.DataFrame]:
    if edits is None:
        return
    if edits == 0:
        yield from _equal(lefts, by_length.get(length))
        return
    within_reach = [
        by_length[n] for n in range(length - edits, length + edits + 1) if n in by_length
    ]
    for rights in within_reach:
        for start in range(0, rights.len(), _STRINGS_AT_ONCE):
            yield _near_by_matrix(lefts, rights.slice(start, _STRINGS_AT_ONCE), edits)


def _equal(lefts: pl.Series, rights: pl.Series | None) -> Iterator[pl.DataFrame]:
    if rights is not None:
        same = lefts.filter(lefts.is_in(rights.implode()))
        yield pl.DataFrame(
            {"left": same, "right": same, "edits": [0] * same.len()}, schema=NEAR_SCHEMA
        )


def _near_by_matrix(lefts: pl.Series, rights: pl.Series, edits: int) -> pl.DataFrame:
    distances = cdist(
        lefts.to_list(),
        rights.to_list(),
        scorer=OSA.distance,
        score_cutoff=edits,
        dtype=np.uint8,
        workers=-1,
    )
    row, column = np.nonzero(distances <= edits)
    return pl.DataFrame(
        {
            "left": lefts.gather(row),
            "right": rights.gather(column),
            "edits": distances[row, column],
        },
        schema=NEAR_SCHEMA,
    )

"""Which of many strings are within a few edits of which others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

NEAR_SCHEMA = pl.Schema({"left": pl.String, "right": pl.String, "edits": pl.UInt8})

_PAIRS_AT_ONCE = 2_000_000
"""Pairs that are verified together: their strings take some 200 MB as Python objects."""
_MIXER = np.uint64(0x9E3779B97F4A7C15)
"""An odd constant that spreads neighbouring code points over the bits of a mask."""

Masks = NDArray[np.uint64]


def near(left: pl.Series, right: pl.Series, allowed: Callable[[int], int | None]) -> pl.DataFrame:
    """All pairs within the edits that the length of the left string allows (``NEAR_SCHEMA``).

    ``allowed`` gives the edits for a length in characters, None to leave strings of it out.
    Exact: two strings within k edits differ in length by k at most, and in the set of their
    letters by 2 k at most; what passes both filters is verified.
    """
    rights = right.unique().to_frame("right")
    by_length = {
        int(length): _masked(part["right"])
        for (length,), part in rights.group_by(pl.col("right").str.len_chars())
    }
    lefts = left.unique().sort().to_frame("left")
    found = [
        frame
        for (length,), part in lefts.group_by(pl.col("left").str.len_chars())
        for frame in _near_of_length(part["left"], int(length), by_length, allowed(int(length)))
    ]
    return pl.concat([pl.DataFrame(schema=NEAR_SCHEMA), *found])


@dataclass(frozen=True, slots=True)
class _Masked:
    """Strings of one length, each with the set of its letters as a mask of 64 bits."""

    strings: pl.Series
    masks: Masks


def _masked(strings: pl.Series) -> _Masked:
    return _Masked(strings, letter_masks(strings))


def letter_masks(strings: pl.Series) -> Masks:
    """The set of letters of each string as 64 bits; several letters may share a bit.

    An edit changes two bits at the most: so k edits leave 2 k bits different at the most.

    >>> anta, tana = letter_masks(pl.Series(["anta", "tana"]))
    >>> bool(anta == tana)
    True
    """
    lengths = strings.str.len_chars().to_numpy().astype(np.int64)
    letters = np.frombuffer("".join(strings).encode("utf-32-le"), dtype=np.uint32)
    bits = np.uint64(1) << ((letters.astype(np.uint64) * _MIXER) >> np.uint64(58))
    masks = np.zeros(len(lengths), dtype=np.uint64)
    filled = lengths > 0
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1][filled]
    if len(starts):
        masks[filled] = np.bitwise_or.reduceat(bits, starts)
    return masks


def _near_of_length(
    lefts: pl.Series, length: int, by_length: dict[int, _Masked], edits: int | None
) -> Iterator[pl.DataFrame]:
    if edits is None:
        return
    if edits == 0:
        if length in by_length:
            yield _equal(lefts, by_length[length].strings)
        return
    masks = letter_masks(lefts)
    for other in range(length - edits, length + edits + 1):
        if other in by_length:
            yield from _verified_pairs(lefts, masks, by_length[other], edits)


def _equal(lefts: pl.Series, rights: pl.Series) -> pl.DataFrame:
    same = lefts.filter(lefts.is_in(rights.implode()))
    return pl.DataFrame(
        {"left": same, "right": same, "edits": [0] * same.len()}, schema=NEAR_SCHEMA
    )


def _verified_pairs(
    lefts: pl.Series, masks: Masks, rights: _Masked, edits: int
) -> Iterator[pl.DataFrame]:
    """Pairs that pass the masks, verified by as many as fit into memory."""
    waiting: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
    pairs = 0
    for row, mask in enumerate(masks):
        columns = np.flatnonzero(np.bitwise_count(rights.masks ^ mask) <= 2 * edits)
        waiting.append((np.full(len(columns), row), columns))
        pairs += len(columns)
        if pairs >= _PAIRS_AT_ONCE:
            yield _verified(lefts, rights.strings, waiting, edits)
            waiting, pairs = [], 0
    if pairs:
        yield _verified(lefts, rights.strings, waiting, edits)


def _verified(
    lefts: pl.Series,
    rights: pl.Series,
    pairs: list[tuple[NDArray[np.intp], NDArray[np.intp]]],
    edits: int,
) -> pl.DataFrame:
    left = lefts.gather(np.concatenate([rows for rows, _ in pairs]))
    right = rights.gather(np.concatenate([columns for _, columns in pairs]))
    distances = cpdist(
        left.to_list(),
        right.to_list(),
        scorer=OSA.distance,
        score_cutoff=edits,
        dtype=np.uint8,
        workers=-1,
    )
    found = pl.DataFrame({"left": left, "right": right, "edits": distances}, schema=NEAR_SCHEMA)
    return found.filter(pl.col("edits") <= edits)

"""From rests to pairs: what stands in the buckets, each pair measured once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.bitmaps import bits_shift
from squatwatch.match.compiled import compiled
from squatwatch.match.distance import distance_within
from squatwatch.match.hashing import Hashes
from squatwatch.match.neighbourhoods import Edits, Neighbourhoods, longest_row
from squatwatch.match.ragged import Codes, Starts

Rows = NDArray[np.uint32]

_AT_ONCE = 1 << 20
"""Pairs that are held at a time."""


class Pairs(NamedTuple):
    """Which asked string (``row``) is within how many ``edits`` of which ``string``."""

    row: Rows
    string: Rows
    edits: Edits

    @classmethod
    def of(cls, found: list[Pairs]) -> Pairs:
        """Several findings as one."""
        none = cls(np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint8))
        return cls._make(np.concatenate(part) for part in zip(none, *found, strict=True))


class Rests(NamedTuple):
    """Rests that are looked for: their keys, of which asked row, how many letters left out."""

    key: Hashes
    row: Rows
    left_out: Edits


class Parts(NamedTuple):
    """What is asked for: row ``i`` is ``lengths[i]`` of the ``values`` from ``begins[i]`` on."""

    values: Codes
    begins: Starts
    lengths: Starts


def resolved(
    index: Neighbourhoods, edits: NDArray[np.integer], asked: Parts, looked_for: Rests,
    effort: NDArray[np.int64],
) -> list[Pairs]:  # fmt: skip
    """The pairs that rests lead to, those of one row one after the other.

    ``edits`` are those allowed to each string of the index: its own, or fewer.
    """
    rests, of_row, left_out = looked_for
    found: list[Pairs] = []
    seen = np.full(len(index), np.iinfo(np.uint32).max, dtype=np.uint32)
    place, room = 0, _AT_ONCE
    while place < len(rests):
        pairs = Pairs(
            np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint8)
        )
        following, count = resolve(
            *asked, rests, of_row, left_out, place,
            index.values, index.starts, edits, index.buckets, index.entries,
            seen, pairs.row, pairs.string, pairs.edits, effort,
        )  # fmt: skip
        if following == place:
            room *= 2
            continue
        place = following
        found.append(Pairs._make(part[:count].copy() for part in pairs))
    return found


@compiled
def resolve(
    asked_values: Codes, asked_starts: Starts, asked_lengths: Starts, rests: Hashes, of_row: Rows,
    left_out: Edits, first: int, values: Codes, starts: Starts, edits: NDArray[np.integer],
    buckets: NDArray[np.int64], entries: Hashes, seen: Rows,
    out_row: Rows, out_string: Rows, out_edits: Edits, effort: NDArray[np.int64],
) -> tuple[int, int]:  # fmt: skip
    """The pairs that the rests from ``first`` on lead to, each once and measured.

    ``seen`` holds for each string the last row that it was measured with. Ends before a row whose
    pairs might not fit; gives the place of its first rest and the number of pairs.
    """
    bucket_shift = bits_shift(len(buckets) - 1)
    longest = longest_row(starts)
    upper = np.empty(longest + 4, dtype=np.int64)
    middle = np.empty(longest + 4, dtype=np.int64)
    lower = np.empty(longest + 4, dtype=np.int64)
    count = 0
    candidates = 0
    place = first
    while place < len(rests):
        row = of_row[place]
        count_before = count
        end = place
        full = False
        while end < len(rests) and of_row[end] == row:
            key = rests[end]
            bucket = np.int64(key >> bucket_shift)
            mark = key << np.uint64(32)
            for entry in range(buckets[bucket], buckets[bucket + 1]):
                if (entries[entry] >> np.uint64(32)) << np.uint64(32) != mark:
                    continue
                string = np.uint32(entries[entry])
                allowed = np.int64(edits[string])
                if left_out[end] > allowed or seen[string] == row:
                    continue
                seen[string] = row
                candidates += 1
                distance = distance_within(
                    asked_values, asked_starts[row], asked_lengths[row],
                    values, starts[string], starts[string + 1] - starts[string],
                    allowed, upper, middle, lower,  # type: ignore[arg-type]
                )  # fmt: skip
                if distance <= allowed:
                    if count == len(out_row):
                        full = True
                        break
                    out_row[count] = row
                    out_string[count] = string
                    out_edits[count] = distance
                    count += 1
            if full:
                break
            end += 1
        if full:
            # The row begins anew with more room: what it has seen is forgotten.
            for other in range(len(seen)):
                if seen[other] == row:
                    seen[other] = np.uint32(0xFFFFFFFF)
            effort[3] += candidates
            return place, count_before
        place = end
    effort[3] += candidates
    return place, count

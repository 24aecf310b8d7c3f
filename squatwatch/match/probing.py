"""Asking an index of deletion neighbourhoods: which strings are within a few edits of which.

In two steps. ``probe`` makes the rests of every asked string and keeps those whose bits are set:
a fraction of a percent of them, found without leaving the processor's cache. ``resolving`` looks
those up in their buckets and measures the distance of every string found there, once a pair.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.bitmaps import Bitmap, bits_shift, has_bit, has_two_bits
from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import (
    BASE_INVERSE,
    Hashes,
    guard_hash,
    mixed,
    powers,
    prefix_hashes,
)
from squatwatch.match.neighbourhoods import Edits, Neighbourhoods
from squatwatch.match.ragged import Codes, Ragged, Starts
from squatwatch.match.resolving import Pairs, Parts, Rests, resolved
from squatwatch.match.threads import THREADS, in_threads

Rows = NDArray[np.uint32]

_AT_ONCE = 1 << 20
"""Rests that are held at a time."""
_WORTH_A_THREAD = 10_000
"""Rows from which on they are shared among threads."""


class Effort(NamedTuple):
    """What asking cost, in numbers that do not depend on the machine.

    ``guards`` and ``probes``: looks at the small bitmaps and at the large one; ``rests``: what
    passed them; ``candidates``: pairs that were measured.
    """

    guards: int
    probes: int
    rests: int
    candidates: int


def near(index: Neighbourhoods, asked: Ragged) -> tuple[Pairs, Effort]:
    """All pairs of an asked string and one of the index within the edits of the latter. Exact."""
    if not len(index):
        return Pairs.of([]), Effort(0, 0, 0, 0)
    parts = in_threads(lambda part: _near_part(index, asked, *part), parts_of(len(asked)))
    efforts = [effort for _, effort in parts]
    return Pairs.of([pairs for pairs, _ in parts]), Effort(*map(sum, zip(*efforts, strict=True)))


def parts_of(rows: int) -> list[tuple[int, int]]:
    """The rows that each thread takes; few rows are left to one."""
    threads = THREADS if rows >= _WORTH_A_THREAD else 1
    ends = [rows * part // threads for part in range(threads + 1)]
    return list(pairwise(ends))


def _near_part(index: Neighbourhoods, asked: Ragged, first: int, last: int) -> tuple[Pairs, Effort]:
    """``near`` for the rows from ``first`` to ``last``."""
    found: list[Pairs] = []
    effort = np.zeros(4, dtype=np.int64)
    part = Ragged(asked.values, asked.starts[first : last + 1])
    longest, edits = int(np.diff(index.starts).max()), int(index.edits.max())
    row, rest_room = 0, _AT_ONCE
    while row < len(part):
        rests = np.empty(rest_room, dtype=np.uint64)
        of_row = np.empty(rest_room, dtype=np.uint32)
        left_out = np.empty(rest_room, dtype=np.uint8)
        following, count = probe(
            part.values, part.starts, row, longest, edits,
            index.rests, index.heads, index.tails, rests, of_row, left_out, effort,
        )  # fmt: skip
        if following == row:  # one string has more rests than there is room for
            rest_room *= 2
            continue
        row = following
        survivors = Rests(rests[:count], of_row[:count], left_out[:count])
        places = Parts(part.values, part.starts[:-1], part.lengths)
        found += resolved(index, index.edits, places, survivors, effort)
    pairs = Pairs.of(found)
    return pairs._replace(row=pairs.row + np.uint32(first)), Effort(*effort.tolist())


@compiled
def probe(
    values: Codes, starts: Starts, first: int, longest: int, edits: int,
    rests: Bitmap, heads: Bitmap, tails: Bitmap,
    out_rest: Hashes, out_row: Rows, out_left_out: Edits, effort: NDArray[np.int64],
) -> tuple[int, int]:  # fmt: skip
    """The rests of the rows from ``first`` on that may be in the index.

    One long function with like blocks: a helper that takes the arrays, called in the innermost
    loop, made such a kernel several times slower.

    Ends before the first row that might not fit into the output; gives that row and the number of
    rests. Rows longer than ``longest + edits`` have none.
    """
    most = longest + edits
    power = powers(most)
    prefixes = np.empty(most + 1, dtype=np.uint64)
    heads_that_pass = np.empty(most + 1, dtype=np.uint64)
    rest_shift = bits_shift(len(rests))
    guard_shift = bits_shift(len(heads)) - np.uint64(6)
    twice = BASE_INVERSE * BASE_INVERSE
    count = 0
    guards = 0
    probes = 0
    row = first
    while row < len(starts) - 1:
        start = starts[row]
        length = starts[row + 1] - start
        if length == 0 or length > most:
            row += 1
            continue
        if count + 1 + length + length * (length - 1) // 2 > len(out_rest):
            break
        prefix_hashes(values, start, length, power, prefixes)
        whole = prefixes[length]
        key = mixed(whole)
        probes += 1
        if has_two_bits(rests, key, rest_shift):
            out_rest[count] = key
            out_row[count] = row
            out_left_out[count] = 0
            count += 1
        if edits >= 1 and length >= 2:
            shorter = length - 1
            half = shorter // 2
            guards += 2
            if has_bit(heads, guard_hash(prefixes[half], shorter), guard_shift):
                for i in range(half, length):
                    if i > half and values[start + i] == values[start + i - 1]:
                        continue
                    key = mixed(prefixes[i] + (whole - prefixes[i + 1]) * BASE_INVERSE)
                    probes += 1
                    if has_two_bits(rests, key, rest_shift):
                        out_rest[count] = key
                        out_row[count] = row
                        out_left_out[count] = 1
                        count += 1
            tail = (whole - prefixes[half + 1]) * BASE_INVERSE
            if has_bit(tails, guard_hash(tail, shorter), guard_shift):
                for i in range(half):
                    if i > 0 and values[start + i] == values[start + i - 1]:
                        continue
                    key = mixed(prefixes[i] + (whole - prefixes[i + 1]) * BASE_INVERSE)
                    probes += 1
                    if has_two_bits(rests, key, rest_shift):
                        out_rest[count] = key
                        out_row[count] = row
                        out_left_out[count] = 1
                        count += 1
        if edits >= 2 and length >= 3:
            shorter = length - 2
            half = shorter // 2
            # Both letters are left out behind the head: the head stands as it is.
            guards += 2
            if has_bit(heads, guard_hash(prefixes[half], shorter), guard_shift):
                for i in range(half, length - 1):
                    if i > half and values[start + i] == values[start + i - 1]:
                        continue
                    for j in range(i + 1, length):
                        if j > i + 1 and values[start + j] == values[start + j - 1]:
                            continue
                        key = mixed(
                            prefixes[i]
                            + (prefixes[j] - prefixes[i + 1]) * BASE_INVERSE
                            + (whole - prefixes[j + 1]) * twice
                        )
                        probes += 1
                        if has_two_bits(rests, key, rest_shift):
                            out_rest[count] = key
                            out_row[count] = row
                            out_left_out[count] = 2
                            count += 1
            # Both before the tail: the tail stands as it is.
            tail = (whole - prefixes[half + 2]) * twice
            if has_bit(tails, guard_hash(tail, shorter), guard_shift):
                for i in range(half):
                    if i > 0 and values[start + i] == values[start + i - 1]:
                        continue
                    for j in range(i + 1, half + 1):
                        if j > i + 1 and values[start + j] == values[start + j - 1]:
                            continue
                        key = mixed(
                            prefixes[i]
                            + (prefixes[j] - prefixes[i + 1]) * BASE_INVERSE
                            + (whole - prefixes[j + 1]) * twice
                        )
                        probes += 1
                        if has_two_bits(rests, key, rest_shift):
                            out_rest[count] = key
                            out_row[count] = row
                            out_left_out[count] = 2
                            count += 1
            # One in each: a head and a tail that both pass.
            passing = 0
            for i in range(half):
                if i > 0 and values[start + i] == values[start + i - 1]:
                    continue
                head = prefixes[i] + (prefixes[half + 1] - prefixes[i + 1]) * BASE_INVERSE
                guards += 1
                if has_bit(heads, guard_hash(head, shorter), guard_shift):
                    heads_that_pass[passing] = head
                    passing += 1
            if passing > 0:
                for j in range(half + 1, length):
                    if j > half + 1 and values[start + j] == values[start + j - 1]:
                        continue
                    tail = (prefixes[j] - prefixes[half + 1]) * BASE_INVERSE + (
                        whole - prefixes[j + 1]
                    ) * twice
                    guards += 1
                    if has_bit(tails, guard_hash(tail, shorter), guard_shift):
                        for i in range(passing):
                            key = mixed(heads_that_pass[i] + tail)
                            probes += 1
                            if has_two_bits(rests, key, rest_shift):
                                out_rest[count] = key
                                out_row[count] = row
                                out_left_out[count] = 2
                                count += 1
        row += 1
    effort[0] += guards
    effort[1] += probes
    effort[2] += count
    return row, count

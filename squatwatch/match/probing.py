"""Asking an index of deletion neighbourhoods: which strings are within a few edits of which.

In two steps. ``probe`` makes the rests of every asked string and keeps those whose bits are set:
a fraction of a percent of them, found without leaving the processor's cache. ``resolve`` looks
those up in their buckets and measures the distance of every string found there, once a pair.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import (
    BASE_INVERSE,
    Hashes,
    guard_hash,
    mixed,
    powers,
    prefix_hashes,
)
from squatwatch.match.neighbourhoods import (
    Bitmap,
    Edits,
    Neighbourhoods,
    bits_shift,
    longest_row,
)
from squatwatch.match.ragged import Codes, Ragged, Starts
from squatwatch.match.threads import THREADS, in_threads

Rows = NDArray[np.uint32]

_AT_ONCE = 1 << 20
"""Rests and pairs that are held at a time."""
_WORTH_A_THREAD = 10_000
"""Rows from which on they are shared among threads."""


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
def has_bit(bitmap: Bitmap, found: np.uint64, shift: np.uint64) -> bool:
    """Whether ``set_bit`` may have set the bit of this hash."""
    place = found >> shift
    return bool((bitmap[np.int64(place >> np.uint64(6))] >> (place & np.uint64(63))) & np.uint64(1))


@compiled
def has_two_bits(bitmap: Bitmap, found: np.uint64, shift: np.uint64) -> bool:
    """Whether ``set_two_bits`` may have set the bits of this hash."""
    word = bitmap[np.int64(found >> shift)]
    return bool(
        (word >> (found & np.uint64(63)))
        & (word >> ((found >> np.uint64(6)) & np.uint64(63)))
        & np.uint64(1)
    )


@compiled
def probe(
    values: Codes, starts: Starts, first: int, longest: int, edits: int,
    rests: Bitmap, heads: Bitmap, tails: Bitmap,
    out_rest: Hashes, out_row: Rows, out_left_out: Edits, effort: NDArray[np.int64],
) -> tuple[int, int]:  # fmt: skip
    """The rests of the rows from ``first`` on that may be in the index.

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
                allowed = edits[string]
                if left_out[end] > allowed or seen[string] == row:
                    continue
                seen[string] = row
                candidates += 1
                distance = distance_within(
                    asked_values, asked_starts[row], asked_lengths[row],
                    values, starts[string], starts[string + 1] - starts[string],
                    allowed, upper, middle, lower,
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


@compiled
def distance_within(
    left: Codes, left_start: int, left_length: int,
    right: Codes, right_start: int, right_length: int, most: int,
    upper: NDArray[np.int64], middle: NDArray[np.int64], lower: NDArray[np.int64],
) -> int:  # fmt: skip
    """The optimal string alignment distance if it is ``most`` or less, ``most + 1`` otherwise.

    Common beginnings and ends cost nothing and are passed over; of the table only the diagonals
    within ``most`` of the middle one are filled (Ukkonen, Information and Control 64, 1985).
    """
    far = most + 1
    if abs(left_length - right_length) > most:
        return far
    while left_length > 0 and right_length > 0 and left[left_start] == right[right_start]:
        left_start += 1
        right_start += 1
        left_length -= 1
        right_length -= 1
    while (
        left_length > 0
        and right_length > 0
        and left[left_start + left_length - 1] == right[right_start + right_length - 1]
    ):
        left_length -= 1
        right_length -= 1
    if left_length == 0 or right_length == 0:
        return left_length + right_length
    if most == 0 or (most == 1 and min(left_length, right_length) > 2):
        return far  # one replacement leaves one letter between the ends, a swap two
    for j in range(right_length + 1):
        middle[j] = j if j <= most else far
    nearest_before = 0
    for i in range(1, left_length + 1):
        from_, to = max(1, i - most), min(right_length, i + most)
        lower[from_ - 1] = i if from_ == 1 and i <= most else far
        nearest = lower[from_ - 1]
        for j in range(from_, to + 1):
            a, b = left[left_start + i - 1], right[right_start + j - 1]
            best = middle[j - 1] + (a != b)
            if j < i + most:
                best = min(best, middle[j] + 1)
            best = min(best, lower[j - 1] + 1)
            if (
                i > 1
                and j > 1
                and a == right[right_start + j - 2]
                and b == left[left_start + i - 2]
            ):
                best = min(best, upper[j - 2] + 1)
            lower[j] = min(best, far)
            nearest = min(nearest, lower[j])
        if to < right_length:
            lower[to + 1] = far
        # A swap reaches over one row: only two rows beyond the limit end it.
        if nearest > most and nearest_before > most:
            return far
        nearest_before = nearest
        upper, middle, lower = middle, lower, upper
    return int(min(middle[right_length], far))

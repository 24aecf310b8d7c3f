"""Deletion neighbourhoods: an index of strings by what is left of them without a letter or two.

Two strings within k edits (optimal string alignment) have a common rest when up to k letters are
left out of each: an insertion or deletion is one letter left out of one of them, a replacement or
a swap of neighbours one letter left out of both (the observation behind SymSpell and FastSS). So
every string is entered under the hashes of its rests, and asked for by the hashes of the rests of
another. Two small bitmaps tell whether any rest begins, or ends, like the one that is asked for,
so that most rests need no look at the large one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.bitmaps import Bitmap, bits_shift, set_bit, set_two_bits
from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import (
    BASE_INVERSE,
    Hashes,
    guard_hash,
    mixed,
    powers,
    prefix_hashes,
)
from squatwatch.match.ragged import Codes, Ragged, Starts, starts_of
from squatwatch.match.threads import in_threads

Edits = NDArray[np.uint8]

_KEYS_A_BUCKET = 4
_BITS_A_KEY = 8
_WORTH_A_THREAD = 10_000
_GUARD_BITS = 21
"""A bitmap of 2**21 to 2**25 bits: 256 KiB to 4 MiB, near the processor."""


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """Strings with the edits that each may be found at (0, 1 or 2), and the index of their rests.

    ``entries`` holds for each rest 32 bits of its hash above 32 bits of the row of the string;
    those of bucket ``b`` are ``entries[buckets[b]:buckets[b + 1]]``. ``rests``, ``heads`` and
    ``tails`` are bitmaps of the hashes of the rests and of their first and second halves.
    """

    values: Codes
    starts: Starts
    edits: Edits
    buckets: NDArray[np.int64]
    entries: Hashes
    rests: Bitmap
    heads: Bitmap
    tails: Bitmap

    @classmethod
    def of(cls, strings: Ragged, edits: Edits) -> Self:
        """The index of these strings. Empty strings are never found."""
        bits = max(1, int(np.ceil(np.log2(max(1, _rests_of(strings, edits)) / _KEYS_A_BUCKET))))
        guard_bits = min(25, max(_GUARD_BITS, bits + 2))
        rests = np.zeros(max(2, _KEYS_A_BUCKET * _BITS_A_KEY * (1 << bits) // 64), dtype=np.uint64)
        heads = np.zeros((1 << guard_bits) // 64, dtype=np.uint64)
        tails = np.zeros((1 << guard_bits) // 64, dtype=np.uint64)
        halves = _halves(len(edits))
        counts = np.zeros((len(halves), 1 << bits), dtype=np.int64)
        bitmaps = [[np.zeros_like(part) for part in (rests, heads, tails)] for _ in halves]
        in_threads(
            lambda half: _count(
                strings.values, strings.starts, edits, *halves[half], counts[half], *bitmaps[half]
            ),
            range(len(halves)),
        )
        for of_half in bitmaps:
            for bitmap, part in zip((rests, heads, tails), of_half, strict=True):
                bitmap |= part
        buckets = starts_of(counts.sum(axis=0))
        # The rests of the second half stand behind those of the first in every bucket.
        filled = buckets[:-1] + np.cumsum(counts, axis=0) - counts
        entries = np.empty(int(buckets[-1]), dtype=np.uint64)
        in_threads(
            lambda half: _enter(
                strings.values, strings.starts, edits, *halves[half], filled[half], entries
            ),
            range(len(halves)),
        )
        return cls(strings.values, strings.starts, edits, buckets, entries, rests, heads, tails)

    def __len__(self) -> int:
        """How many strings."""
        return len(self.edits)

    @property
    def strings(self) -> Ragged:
        """The strings themselves."""
        return Ragged(self.values, self.starts)

    @property
    def nbytes(self) -> int:
        """The bytes that the arrays take."""
        return sum(getattr(self, item.name).nbytes for item in fields(self))

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays into a folder, a file each."""
        for item in fields(self):
            np.save(folder / f"{name}.{item.name}.npy", getattr(self, item.name))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The arrays that ``save`` wrote, mapped into memory and read as they are needed."""
        return cls(
            **{
                item.name: np.load(folder / f"{name}.{item.name}.npy", mmap_mode="c")
                for item in fields(cls)
            }
        )


def _halves(rows: int) -> list[tuple[int, int]]:
    """The rows that each thread takes; few rows are left to one."""
    if rows < _WORTH_A_THREAD:
        return [(0, rows)]
    return [(0, rows // 2), (rows // 2, rows)]


def _rests_of(strings: Ragged, edits: Edits) -> int:
    """How many rests the strings have at the most."""
    lengths = strings.lengths
    one = np.where(edits >= 1, lengths, 0)
    two = np.where(edits >= 2, lengths * (lengths - 1) // 2, 0)
    return int((1 + one + two).sum())


@compiled
def rests_of_row(
    values: Codes, start: int, length: int, edits: int, power: Hashes, prefixes: Hashes,
    rests: Hashes, heads: Hashes, tails: Hashes,
) -> int:  # fmt: skip
    """The hashes of the rests of one string and the guards of their halves; how many.

    A letter that is the same as the one before it is not left out by itself: the rest is the same.
    """
    prefix_hashes(values, start, length, power, prefixes)
    whole = prefixes[length]
    half = length // 2
    rests[0] = whole
    heads[0] = guard_hash(prefixes[half], length)
    tails[0] = guard_hash(whole - prefixes[half], length)
    count = 1
    if edits >= 1:
        shorter = length - 1
        half = shorter // 2
        for i in range(length):
            if i > 0 and values[start + i] == values[start + i - 1]:
                continue
            rest = prefixes[i] + (whole - prefixes[i + 1]) * BASE_INVERSE
            head = prefixes[half]
            if i < half:
                head = prefixes[i] + (prefixes[half + 1] - prefixes[i + 1]) * BASE_INVERSE
            rests[count] = rest
            heads[count] = guard_hash(head, shorter)
            tails[count] = guard_hash(rest - head, shorter)
            count += 1
    if edits >= 2:
        twice = BASE_INVERSE * BASE_INVERSE
        shorter = length - 2
        half = shorter // 2
        for i in range(length - 1):
            if i > 0 and values[start + i] == values[start + i - 1]:
                continue
            for j in range(i + 1, length):
                before = prefixes[i] + (prefixes[j] - prefixes[i + 1]) * BASE_INVERSE
                rest = before + (whole - prefixes[j + 1]) * twice
                if i >= half:
                    head = prefixes[half]
                elif j > half:
                    head = prefixes[i] + (prefixes[half + 1] - prefixes[i + 1]) * BASE_INVERSE
                else:
                    head = before + (prefixes[half + 2] - prefixes[j + 1]) * twice
                rests[count] = rest
                heads[count] = guard_hash(head, shorter)
                tails[count] = guard_hash(rest - head, shorter)
                count += 1
    return count


@compiled
def longest_row(starts: Starts) -> int:
    """The length of the longest row."""
    longest = 0
    for row in range(len(starts) - 1):
        longest = max(longest, starts[row + 1] - starts[row])
    return longest


@compiled
def _count(
    values: Codes, starts: Starts, edits: Edits, first: int, last: int,
    counts: NDArray[np.int64], rests: Bitmap, heads: Bitmap, tails: Bitmap,
) -> None:  # fmt: skip
    """Count the rests of each bucket and set the bits, for the rows from ``first`` to ``last``."""
    longest = longest_row(starts)
    power = powers(longest)
    prefixes = np.empty(longest + 1, dtype=np.uint64)
    most = 1 + longest + longest * longest // 2
    of_row = np.empty(most, dtype=np.uint64)
    heads_of_row = np.empty(most, dtype=np.uint64)
    tails_of_row = np.empty(most, dtype=np.uint64)
    bucket_shift = bits_shift(len(counts))
    rest_shift = bits_shift(len(rests))
    guard_shift = bits_shift(len(heads)) - np.uint64(6)
    for row in range(first, last):
        length = starts[row + 1] - starts[row]
        if length == 0:
            continue
        found = rests_of_row(
            values, starts[row], length, edits[row], power, prefixes,
            of_row, heads_of_row, tails_of_row,
        )  # fmt: skip
        for place in range(found):
            key = mixed(of_row[place])
            counts[np.int64(key >> bucket_shift)] += 1
            set_two_bits(rests, key, rest_shift)
            set_bit(heads, heads_of_row[place], guard_shift)
            set_bit(tails, tails_of_row[place], guard_shift)


@compiled
def _enter(
    values: Codes, starts: Starts, edits: Edits, first: int, last: int,
    filled: NDArray[np.int64], entries: Hashes,
) -> None:  # fmt: skip
    """Enter every rest into its bucket; ``filled`` is where the next entry of a bucket goes."""
    longest = longest_row(starts)
    power = powers(longest)
    prefixes = np.empty(longest + 1, dtype=np.uint64)
    most = 1 + longest + longest * longest // 2
    of_row = np.empty(most, dtype=np.uint64)
    unused = np.empty(most, dtype=np.uint64)
    bucket_shift = bits_shift(len(filled))
    for row in range(first, last):
        length = starts[row + 1] - starts[row]
        if length == 0:
            continue
        found = rests_of_row(
            values, starts[row], length, edits[row], power, prefixes, of_row, unused, unused
        )
        for place in range(found):
            key = mixed(of_row[place])
            bucket = np.int64(key >> bucket_shift)
            entries[filled[bucket]] = (key << np.uint64(32)) | np.uint64(row)
            filled[bucket] += 1

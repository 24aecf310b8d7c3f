"""Strings that stand inside longer ones: found by the first letters of the string."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.bitmaps import Bitmap, bits_shift, has_two_bits
from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import BASE_INVERSE, Hashes, mixed, powers, prefix_hashes
from squatwatch.match.lookup import Lookup
from squatwatch.match.ragged import Codes, Ragged, Starts

Rows = NDArray[np.uint32]

_AT_ONCE = 1 << 20
"""Places that are held at a time."""


class Places(NamedTuple):
    """Which ``string`` stands in which ``text`` from which letter (``start``) on."""

    string: Rows
    text: Rows
    start: Rows

    @classmethod
    def of(cls, found: list[Places]) -> Places:
        """Several findings as one."""
        none = cls._make(np.empty(0, np.uint32) for _ in range(3))
        return cls._make(np.concatenate(part) for part in zip(none, *found, strict=True))


@dataclass(frozen=True, slots=True)
class Standing:
    """Strings of ``head`` letters or more, under the hash of their first ``head`` letters."""

    strings: Ragged
    head: int
    lookup: Lookup

    @classmethod
    def of(cls, strings: Ragged, head: int) -> Self:
        """The index; strings that are shorter than ``head`` are never found."""
        rows = np.flatnonzero(strings.lengths >= head).astype(np.uint32)
        keys = np.empty(len(rows), dtype=np.uint64)
        _head_keys(strings.values, strings.starts, rows, head, keys)
        return cls(strings, head, Lookup.of(keys, rows))

    def save(self, folder: Path, name: str) -> None:
        """Write the index into a folder."""
        self.strings.save(folder, f"{name}.strings")
        self.lookup.save(folder, name)
        np.save(folder / f"{name}.head.npy", np.array(self.head))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The index that ``save`` wrote."""
        strings = Ragged.load(folder, f"{name}.strings")
        return cls(strings, int(np.load(folder / f"{name}.head.npy")), Lookup.load(folder, name))

    def within(self, texts: Ragged) -> Places:
        """Every place where a string stands in one of the joined texts. Exact."""
        found: list[Places] = []
        text, start, room = 0, 0, _AT_ONCE
        while len(self.lookup.entries) and text < len(texts):
            places = Places._make(np.empty(room, np.uint32) for _ in range(3))
            text, start, count = _stand_within(
                texts.values, texts.starts, text, start, self.head,
                self.strings.values, self.strings.starts,
                self.lookup.buckets, self.lookup.entries, self.lookup.bits,
                places.string, places.text, places.start,
            )  # fmt: skip
            if count == 0 and text < len(texts):
                room *= 2
            found.append(Places._make(part[:count].copy() for part in places))
        return Places.of(found)


@compiled
def _head_keys(values: Codes, starts: Starts, rows: Rows, head: int, keys: Hashes) -> None:
    power = powers(head)
    prefixes = np.empty(head + 1, dtype=np.uint64)
    for place in range(len(rows)):
        prefix_hashes(values, starts[rows[place]], head, power, prefixes)
        keys[place] = mixed(prefixes[head])


@compiled
def _stand_within(
    values: Codes, starts: Starts, first_text: int, first_start: int, head: int,
    string_values: Codes, string_starts: Starts, buckets: NDArray[np.int64], entries: Hashes,
    bits: Bitmap, out_string: Rows, out_text: Rows, out_start: Rows,
) -> tuple[int, int, int]:  # fmt: skip
    """Places from a letter of a text on, until the output is full; where it stopped, how many."""
    power = powers(head)
    top = power[head - 1]
    bits_shifted = bits_shift(len(bits))
    bucket_shift = bits_shift(len(buckets) - 1)
    count = 0
    begin = first_start
    for text in range(first_text, len(starts) - 1):
        start, end = starts[text], starts[text + 1]
        if end - start >= head + begin:
            # The hash of a window is that of the one before, less its first letter, moved by one.
            window = np.uint64(0)
            for place in range(head):
                letter = np.uint64(values[start + begin + place]) + np.uint64(1)
                window += letter * power[place]
            for at in range(start + begin, end - head + 1):
                key = mixed(window)
                if has_two_bits(bits, key, bits_shifted):
                    bucket = np.int64(key >> bucket_shift)
                    if count + buckets[bucket + 1] - buckets[bucket] > len(out_string):
                        return text, at - start, count
                    mark = key << np.uint64(32)
                    for entry in range(buckets[bucket], buckets[bucket + 1]):
                        if (entries[entry] >> np.uint64(32)) << np.uint64(32) != mark:
                            continue
                        string = np.uint32(entries[entry])
                        length = string_starts[string + 1] - string_starts[string]
                        if length > end - at:
                            continue
                        same = True
                        for place in range(length):
                            if values[at + place] != string_values[string_starts[string] + place]:
                                same = False
                                break
                        if same:
                            out_string[count] = string
                            out_text[count] = text
                            out_start[count] = at - start
                            count += 1
                if at + head < end:
                    window = (window - (np.uint64(values[at]) + np.uint64(1))) * BASE_INVERSE
                    window += (np.uint64(values[at + head]) + np.uint64(1)) * top
        begin = 0
    return len(starts) - 1, 0, count

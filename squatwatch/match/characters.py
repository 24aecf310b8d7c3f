"""Forms in Chinese characters: as they stand, and with one character replaced by a similar one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.bitmaps import Bitmap, bits_shift, has_two_bits
from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import Hashes, guard_hash, mixed, powers, prefix_hashes
from squatwatch.match.limits import SIMILAR_FROM
from squatwatch.match.lookup import Lookup
from squatwatch.match.neighbourhoods import longest_row
from squatwatch.match.ragged import Codes, Ragged, Starts
from squatwatch.match.standing import Places, Standing
from squatwatch.text.similar_characters import is_similar

Rows = NDArray[np.uint32]

_AT_ONCE = 1 << 20


class CharacterHits(NamedTuple):
    """Where a form stands in which joined text, and with how many edits (0 or 1)."""

    string: Rows
    text: Rows
    start: Rows
    edits: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Characters:
    """Folded forms in characters, by their first two and by what is left without any one."""

    strings: Ragged
    standing: Standing
    without_one: Lookup

    @classmethod
    def of(cls, folded: Ragged) -> Self:
        """The index of folded forms. Those of a single character are compared with wholes only."""
        keys, rows = _keys_without_one(folded)
        return cls(folded, Standing.of(folded, 2), Lookup.of(keys, rows))

    def save(self, folder: Path, name: str) -> None:
        """Write the index into a folder."""
        self.standing.save(folder, f"{name}.standing")
        self.without_one.save(folder, f"{name}.without-one")

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The index that ``save`` wrote."""
        standing = Standing.load(folder, f"{name}.standing")
        without_one = Lookup.load(folder, f"{name}.without-one")
        return cls(standing.strings, standing, without_one)

    def within(self, texts: Ragged) -> CharacterHits:
        """Every place where a form stands in one of the folded, joined texts. Exact."""
        found = [self._same(texts), self._alone(texts), self._similar(texts)]
        return CharacterHits._make(np.concatenate(part) for part in zip(*found, strict=True))

    def _same(self, texts: Ragged) -> CharacterHits:
        places = self.standing.within(texts)
        return CharacterHits(*places, np.zeros(len(places.string), dtype=np.uint8))

    def _alone(self, texts: Ragged) -> CharacterHits:
        """Forms of one character that are a whole text."""
        forms = np.flatnonzero(self.strings.lengths == 1)
        alone = np.flatnonzero(texts.lengths == 1)
        characters = texts.values[texts.starts[alone]]
        of_form = self.strings.values[self.strings.starts[forms]]
        order = np.argsort(of_form, kind="stable")
        low = np.searchsorted(of_form[order], characters, side="left")
        high = np.searchsorted(of_form[order], characters, side="right")
        times = high - low
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        string = forms[order][np.repeat(low, times) + within].astype(np.uint32)
        text = np.repeat(alone, times).astype(np.uint32)
        nothing = np.zeros(len(text), dtype=np.uint32)
        return CharacterHits(string, text, nothing, nothing.astype(np.uint8))

    def _similar(self, texts: Ragged) -> CharacterHits:
        places, replaced = self._one_replaced(texts)
        form_letter = self.strings.values[self.strings.starts[places.string] + replaced]
        text_letter = texts.values[texts.starts[places.text] + places.start + replaced]
        pairs = form_letter.astype(np.uint64) << np.uint64(32) | text_letter
        distinct, row = np.unique(pairs, return_inverse=True)
        similar = np.array(
            [is_similar(chr(int(pair) >> 32), chr(int(pair) & 0xFFFFFFFF)) for pair in distinct],
            dtype=bool,
        )
        kept = similar[row] if len(row) else np.zeros(0, dtype=bool)
        string, text, start = (part[kept] for part in places)
        return CharacterHits(string, text, start, np.ones(len(string), dtype=np.uint8))

    def _one_replaced(self, texts: Ragged) -> tuple[Places, Rows]:
        """Places where all but one character stand, and which one it is."""
        found: list[Places] = []
        which: list[Rows] = []
        text, start, room = 0, 0, _AT_ONCE
        lengths = np.unique(self.strings.lengths)
        lengths = lengths[lengths >= SIMILAR_FROM]
        while len(lengths) and text < len(texts):
            places = Places._make(np.empty(room, np.uint32) for _ in range(3))
            replaced = np.empty(room, np.uint32)
            text, start, count = _find_replaced(
                texts.values, texts.starts, text, start, lengths,
                self.strings.values, self.strings.starts,
                self.without_one.buckets, self.without_one.entries, self.without_one.bits,
                places.string, places.text, places.start, replaced,
            )  # fmt: skip
            if count == 0 and text < len(texts):
                room *= 2
            found.append(Places._make(part[:count].copy() for part in places))
            which.append(replaced[:count].copy())
        return Places.of(found), np.concatenate([np.empty(0, np.uint32), *which])


def _keys_without_one(strings: Ragged) -> tuple[Hashes, Rows]:
    """The keys of what is left of each form of three or more without any one character."""
    rows = np.flatnonzero(strings.lengths >= SIMILAR_FROM)
    keys = np.empty(int(strings.lengths[rows].sum()), dtype=np.uint64)
    _fill_keys(strings.values, strings.starts, rows, keys)
    return keys, np.repeat(rows, strings.lengths[rows]).astype(np.uint32)


@compiled
def _key_without(window: np.uint64, letter: np.uint64, place: int, length: int) -> np.uint64:
    """The key of a string whose hash is ``window`` with a hole where ``letter`` stood."""
    return mixed(guard_hash(window - letter, length * 4096 + place))


@compiled
def _fill_keys(values: Codes, starts: Starts, rows: NDArray[np.int64], keys: Hashes) -> None:
    longest = longest_row(starts)
    power = powers(longest)
    prefixes = np.empty(longest + 1, dtype=np.uint64)
    count = 0
    for row in rows:
        length = starts[row + 1] - starts[row]
        prefix_hashes(values, starts[row], length, power, prefixes)
        for place in range(length):
            letter = (np.uint64(values[starts[row] + place]) + np.uint64(1)) * power[place]
            keys[count] = _key_without(prefixes[length], letter, place, length)
            count += 1


@compiled
def _find_replaced(
    values: Codes, starts: Starts, first_text: int, first_start: int,
    lengths: NDArray[np.int64], string_values: Codes, string_starts: Starts,
    buckets: NDArray[np.int64], entries: Hashes, bits: Bitmap,
    out_string: Rows, out_text: Rows, out_start: Rows, out_replaced: Rows,
) -> tuple[int, int, int]:  # fmt: skip
    """Places of all strings but for one letter, from a letter of a text on; where it stopped."""
    most = lengths[len(lengths) - 1]
    power = powers(most)
    prefixes = np.empty(most + 1, dtype=np.uint64)
    bits_shifted = bits_shift(len(bits))
    bucket_shift = bits_shift(len(buckets) - 1)
    count = 0
    begin = first_start
    for text in range(first_text, len(starts) - 1):
        for at in range(starts[text] + begin, starts[text + 1]):
            count_before = count
            room = min(most, starts[text + 1] - at)
            prefix_hashes(values, at, room, power, prefixes)
            for length in lengths:
                if length > room:
                    break
                for place in range(length):
                    letter = (np.uint64(values[at + place]) + np.uint64(1)) * power[place]
                    key = _key_without(prefixes[length], letter, place, length)
                    if not has_two_bits(bits, key, bits_shifted):
                        continue
                    bucket = np.int64(key >> bucket_shift)
                    if count + buckets[bucket + 1] - buckets[bucket] > len(out_string):
                        return text, at - starts[text], count_before
                    mark = key << np.uint64(32)
                    for entry in range(buckets[bucket], buckets[bucket + 1]):
                        if (entries[entry] >> np.uint64(32)) << np.uint64(32) != mark:
                            continue
                        string = np.uint32(entries[entry])
                        of_string = string_starts[string]
                        if string_starts[string + 1] - of_string != length:
                            continue
                        differing = 0
                        for other in range(length):
                            differs = values[at + other] != string_values[of_string + other]
                            differing += differs
                        if (
                            differing == 1
                            and values[at + place] != string_values[of_string + place]
                        ):
                            out_string[count] = string
                            out_text[count] = text
                            out_start[count] = at - starts[text]
                            out_replaced[count] = place
                            count += 1
        begin = 0
    return len(starts) - 1, 0, count

"""Strings that stand, with one edit at the most, at an end of a single word (SUPERXAOMI).

All beginnings of a word have their first letters in common: unless those begin some string of the
index, with a letter left out or not, no beginning of the word is near any. So one look rules out
all beginnings of most words, and one all their ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.bitmaps import Bitmap, bits_shift, has_two_bits, set_two_bits
from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import BASE_INVERSE, Hashes, mixed, powers, prefix_hashes
from squatwatch.match.neighbourhoods import Neighbourhoods, longest_row
from squatwatch.match.probing import parts_of
from squatwatch.match.ragged import Codes, Ragged, Starts
from squatwatch.match.resolving import Pairs, Parts, Rests, resolved
from squatwatch.match.threads import in_threads

Rows = NDArray[np.uint32]
EditsOrNever = NDArray[np.int8]

_AT_ONCE = 1 << 20
_GUARDED = 5
_GUARDED_AT_LEAST = 4
_LATIN = 0x250
"""Letters below this are Latin."""
_GUARD_WORDS = 1 << 16
"""Words of a guard's bitmap: 4 million bits."""


@dataclass(frozen=True, slots=True)
class WordEnds:
    """An index of strings that are looked for at the ends of words; shares their neighbourhoods.

    ``edits``: 1 for the strings that are looked for, -1 for the others. ``heads``, ``tails``:
    bitmaps of the first and last letters of their rests; ``guarded`` letters of those that begin
    or end in Latin, four of others.
    """

    index: Neighbourhoods
    edits: EditsOrNever
    heads: Bitmap
    tails: Bitmap
    guarded: int
    shortest: int

    @classmethod
    def of(cls, index: Neighbourhoods, looked_for: NDArray[np.bool_]) -> Self:
        """The index for those strings, which have five letters or more and an edit allowed.

        Raises ``ValueError`` for shorter ones.
        """
        lengths = np.diff(index.starts)
        edits = np.where(looked_for, 1, -1).astype(np.int8)
        shortest = int(lengths[looked_for].min()) if looked_for.any() else 0
        if shortest and (shortest <= _GUARDED_AT_LEAST or index.edits[looked_for].min() < 1):
            raise ValueError("only strings of five letters or more are looked for at word ends")
        # Latin strings have six letters or more; a shorter one may hold a Latin letter.
        latin = np.add.reduceat(np.append(index.values, 0) < _LATIN, index.starts[:-1]) > 0
        mixed_short = looked_for & (lengths <= _GUARDED) & latin
        guarded = _GUARDED_AT_LEAST if mixed_short.any() else _GUARDED
        heads, tails = np.zeros(_GUARD_WORDS, np.uint64), np.zeros(_GUARD_WORDS, np.uint64)
        _set_guards(index.values, index.starts, edits, guarded, heads, tails)
        return cls(index, edits, heads, tails, guarded, shortest)

    def save(self, folder: Path, name: str) -> None:
        """Write into a folder what is not in the neighbourhoods."""
        for part in ("edits", "heads", "tails"):
            np.save(folder / f"{name}.{part}.npy", getattr(self, part))
        np.save(folder / f"{name}.sizes.npy", np.array([self.guarded, self.shortest]))

    @classmethod
    def load(cls, folder: Path, name: str, index: Neighbourhoods) -> Self:
        """What ``save`` wrote, over the same neighbourhoods."""
        edits, heads, tails = (
            np.load(folder / f"{name}.{part}.npy", mmap_mode="c")
            for part in ("edits", "heads", "tails")
        )
        guarded, shortest = np.load(folder / f"{name}.sizes.npy").tolist()
        return cls(index, edits, heads, tails, guarded, shortest)

    def near(self, words: Ragged) -> Pairs:
        """Words and the strings within one edit of a beginning or an end of them. Exact.

        Each pair once, with the fewest edits.
        """
        if not self.shortest:
            return Pairs.of([])
        parts = in_threads(lambda part: self._near_part(words, *part), parts_of(len(words)))
        return _fewest_edits(Pairs.of(parts))

    def _near_part(self, words: Ragged, first: int, last: int) -> Pairs:
        """The pairs of the words from ``first`` to ``last``."""
        part = Ragged(words.values, words.starts[first : last + 1])
        longest = int(longest_row(self.index.starts))
        found: list[Pairs] = []
        word, room = 0, _AT_ONCE
        while word < len(part):
            ends = _Ends.empty(room)
            following, count = _probe_ends(
                part.values, part.starts, word, self.shortest, longest, self.guarded,
                self.index.rests, self.heads, self.tails, *ends,
            )  # fmt: skip
            if following == word:
                room *= 2
                continue
            word = following
            found += self._resolved(part, _Ends._make(part[:count] for part in ends))
        pairs = Pairs.of(found)
        return pairs._replace(row=pairs.row + np.uint32(first))

    def _resolved(self, words: Ragged, ends: _Ends) -> list[Pairs]:
        rows = np.arange(len(ends.word), dtype=np.uint32)
        looked_for = Rests(ends.key, rows, ends.left_out)
        parts = Parts(words.values, ends.begin, ends.length)
        effort = np.zeros(4, dtype=np.int64)
        pairs = resolved(self.index, self.edits, parts, looked_for, effort)
        return [Pairs(ends.word[found.row], found.string, found.edits) for found in pairs]


def _fewest_edits(pairs: Pairs) -> Pairs:
    """Each pair once: several ends of a word may be near the same string."""
    key = pl.Series(pairs.row.astype(np.uint64) << np.uint64(32) | pairs.string)
    fewest = (
        pl.DataFrame({"pair": key, "edits": pairs.edits})
        .group_by("pair")
        .agg(pl.col("edits").min())
        .sort("pair")
    )
    pair = fewest["pair"].to_numpy()
    return Pairs(
        (pair >> np.uint64(32)).astype(np.uint32),
        (pair & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        fewest["edits"].to_numpy(),
    )


class _Ends(NamedTuple):
    """Rests of parts of words: of which word, where the part begins, its length, the key."""

    word: Rows
    begin: Starts
    length: Starts
    key: Hashes
    left_out: NDArray[np.uint8]

    @classmethod
    def empty(cls, room: int) -> Self:
        """Room for so many."""
        kinds = (np.uint32, np.int64, np.int64, np.uint64, np.uint8)
        return cls._make(np.empty(room, kind) for kind in kinds)


@compiled
def _guard_of(letter: int, guarded: int) -> int:
    """How many letters of a rest are guarded that begins or ends with this letter."""
    return guarded if letter < _LATIN else _GUARDED_AT_LEAST


@compiled
def _set_guards(
    values: Codes, starts: Starts, edits: EditsOrNever, guarded: int, heads: Bitmap, tails: Bitmap
) -> None:
    power = powers(guarded)
    prefixes = np.empty(guarded + 1, dtype=np.uint64)
    shift = bits_shift(len(heads))
    rest = np.empty(longest_row(starts), dtype=np.uint32)
    for row in range(len(edits)):
        if edits[row] < 0:
            continue
        begin, length = starts[row], starts[row + 1] - starts[row]
        for left_out in range(-1, length):
            size = 0
            for place in range(length):
                if place != left_out:
                    rest[size] = values[begin + place]
                    size += 1
            guard = _guard_of(rest[0], guarded)
            prefix_hashes(rest, 0, guard, power, prefixes)
            set_two_bits(heads, mixed(prefixes[guard]), shift)
            guard = _guard_of(rest[size - 1], guarded)
            prefix_hashes(rest, size - guard, guard, power, prefixes)
            set_two_bits(tails, mixed(prefixes[guard]), shift)


@compiled
def _probe_ends(
    values: Codes, starts: Starts, first: int, shortest: int, longest: int, guarded: int,
    rests: Bitmap, heads: Bitmap, tails: Bitmap,
    out_word: Rows, out_begin: Starts, out_length: Starts, out_key: Hashes,
    out_left_out: NDArray[np.uint8],
) -> tuple[int, int]:  # fmt: skip
    """The rests of beginnings and ends of the words from ``first`` on that may be in the index.

    Ends before the first word whose rests might not fit; gives that word and how many there are.
    """
    most = max(longest_row(starts), 1)
    power = powers(most)
    back = np.ones(most + 1, dtype=np.uint64)
    for place in range(most):
        back[place + 1] = back[place] * BASE_INVERSE
    prefixes = np.empty(most + 1, dtype=np.uint64)
    rest_shift = bits_shift(len(rests))
    guard_shift = bits_shift(len(heads))
    count = 0
    word = first
    while word < len(starts) - 1:
        begin, length = starts[word], starts[word + 1] - starts[word]
        if length < shortest - 1:
            word += 1
            continue
        sizes = min(length, longest + 1)
        if count + 2 * sizes * (sizes + 1) > len(out_word):
            break
        prefix_hashes(values, begin, length, power, prefixes)
        for left_out in range(-1, length):
            # Beginnings: the guard's letters are those of the rest of any of them. Of a letter
            # that is the same as the one before, the rest is known already.
            known = left_out > 0 and values[begin + left_out] == values[begin + left_out - 1]
            if left_out < longest + 1 and not known:
                head = values[begin] if left_out != 0 else values[begin + min(1, length - 1)]
                guard = _guard_of(head, guarded)
                within = 0 <= left_out < guard
                passed = length >= guard + within
                if passed:
                    found = prefixes[guard]
                    if within:
                        found = (
                            prefixes[left_out]
                            + (prefixes[guard + 1] - prefixes[left_out + 1]) * back[1]
                        )
                    passed = has_two_bits(heads, mixed(found), guard_shift)
                if passed:
                    for size in range(max(shortest - 1, left_out + 1, guard + within), sizes + 1):
                        if left_out < 0:
                            key = mixed(prefixes[size])
                        else:
                            key = mixed(
                                prefixes[left_out]
                                + (prefixes[size] - prefixes[left_out + 1]) * back[1]
                            )
                        if has_two_bits(rests, key, rest_shift):
                            out_word[count] = word
                            out_begin[count] = begin
                            out_length[count] = size
                            out_key[count] = key
                            out_left_out[count] = left_out >= 0
                            count += 1
            # Ends alike, seen from the last letter.
            last = length - 1
            from_end = last - left_out
            known = 0 <= left_out < last and (
                values[begin + left_out] == values[begin + left_out + 1]
            )
            if (left_out < 0 or from_end < longest + 1) and not known:
                tail = values[begin + last]
                if left_out == last:
                    tail = values[begin + max(last - 1, 0)]
                guard = _guard_of(tail, guarded)
                within = left_out >= 0 and from_end < guard
                passed = length >= guard + within
                if passed:
                    start = length - guard - within
                    if within:
                        found = (
                            prefixes[left_out]
                            - prefixes[start]
                            + (prefixes[length] - prefixes[left_out + 1]) * back[1]
                        ) * back[start]
                    else:
                        found = (prefixes[length] - prefixes[start]) * back[start]
                    passed = has_two_bits(tails, mixed(found), guard_shift)
                if passed:
                    smallest = max(shortest - 1, guard + within)
                    if left_out >= 0:
                        smallest = max(smallest, from_end + 1)
                    for size in range(smallest, sizes + 1):
                        start = length - size
                        if left_out < 0:
                            found = (prefixes[length] - prefixes[start]) * back[start]
                        else:
                            found = (
                                prefixes[left_out]
                                - prefixes[start]
                                + (prefixes[length] - prefixes[left_out + 1]) * back[1]
                            ) * back[start]
                        key = mixed(found)
                        if has_two_bits(rests, key, rest_shift):
                            out_word[count] = word
                            out_begin[count] = begin + start
                            out_length[count] = size
                            out_key[count] = key
                            out_left_out[count] = left_out >= 0
                            count += 1
        word += 1
    return word, count

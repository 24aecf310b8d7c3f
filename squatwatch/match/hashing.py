"""Hashes of strings and of what is left of them without a letter or two, each in a few steps.

A string has the polynomial hash of its letters modulo 2**64, from prefix sums, so that leaving
out a letter costs two multiplications whatever the length. Equal strings have equal hashes;
unequal ones may: whatever is found by a hash is looked at once more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled

Hashes = NDArray[np.uint64]

BASE = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that it has an inverse modulo 2**64; the golden ratio's digits, with nothing special."""
BASE_INVERSE = np.uint64(pow(int(BASE), -1, 1 << 64))
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
"""The multipliers of splitmix64 (Steele, Lea and Flood, OOPSLA 2014)."""
_LENGTH = np.uint64(0xD6E8FEB86659FD93)


@compiled
def powers(longest: int) -> Hashes:
    """The powers of the base from 0 to ``longest``."""
    found = np.ones(longest + 1, dtype=np.uint64)
    for place in range(1, longest + 1):
        found[place] = found[place - 1] * BASE
    return found


@compiled
def prefix_hashes(
    values: NDArray[np.uint32], start: int, length: int, power: Hashes, prefixes: Hashes
) -> None:
    """Fill ``prefixes[0..length]`` with the hashes of the beginnings of one row."""
    prefixes[0] = np.uint64(0)
    for place in range(length):
        letter = np.uint64(values[start + place]) + np.uint64(1)
        prefixes[place + 1] = prefixes[place] + letter * power[place]


@compiled
def mixed(found: np.uint64) -> np.uint64:
    """A hash with its bits spread: the upper ones choose a bucket, the lower ones tell keys apart.

    >>> mixed(np.uint64(1)) != mixed(np.uint64(2))
    True
    """
    spread = (found ^ (found >> np.uint64(31))) * _FIRST
    spread = (spread ^ (spread >> np.uint64(29))) * _SECOND
    return spread ^ (spread >> np.uint64(32))


@compiled
def guard_hash(found: np.uint64, length: int) -> np.uint64:
    """The hash of a half of a string that is ``length`` letters long as a whole."""
    return (found + np.uint64(length) * _LENGTH) * _FIRST

"""Bitmaps of hashes: whether a hash may be known, without looking it up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled

Bitmap = NDArray[np.uint64]


@compiled
def set_bit(bitmap: Bitmap, found: np.uint64, shift: np.uint64) -> None:
    """Set the bit that the upper bits of a hash name."""
    place = found >> shift
    bitmap[np.int64(place >> np.uint64(6))] |= np.uint64(1) << (place & np.uint64(63))


@compiled
def set_two_bits(bitmap: Bitmap, found: np.uint64, shift: np.uint64) -> None:
    """Set two bits of one word: the upper bits of a hash name the word, lower ones the bits."""
    word = np.int64(found >> shift)
    bitmap[word] |= (np.uint64(1) << (found & np.uint64(63))) | (
        np.uint64(1) << ((found >> np.uint64(6)) & np.uint64(63))
    )


@compiled
def bits_shift(size: int) -> np.uint64:
    """How far a hash is shifted so that it names one of ``size`` places, a power of two."""
    bits = 0
    while (1 << bits) < size:
        bits += 1
    return np.uint64(64 - bits)


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

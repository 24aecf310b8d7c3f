"""Rows by a 64-bit key: a bitmap, buckets, entries."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.bitmaps import Bitmap, bits_shift, set_two_bits
from squatwatch.match.compiled import compiled
from squatwatch.match.hashing import Hashes

_BITS_A_KEY = 16


@dataclass(frozen=True, slots=True)
class Lookup:
    """Rows under keys whose bits are well mixed; several rows may have one key.

    The entries of bucket ``b``, ``entries[buckets[b]:buckets[b + 1]]``, hold 32 bits of the key
    above 32 bits of the row.
    """

    buckets: NDArray[np.int64]
    entries: Hashes
    bits: Bitmap

    @classmethod
    def of(cls, keys: Hashes, rows: NDArray[np.uint32]) -> Self:
        """The rows under their keys."""
        size = 2
        while size < len(keys):
            size *= 2
        shift = bits_shift(size)
        bucket = (keys >> shift).astype(np.int64)
        order = np.argsort(bucket, kind="stable")
        buckets = np.zeros(size + 1, dtype=np.int64)
        np.cumsum(np.bincount(bucket, minlength=size), out=buckets[1:])
        entries = (keys[order] << np.uint64(32)) | rows[order].astype(np.uint64)
        bits = np.zeros(max(2, size * _BITS_A_KEY // 64), dtype=np.uint64)
        _set_bits(bits, keys)
        return cls(buckets, entries, bits)

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays into a folder, a file each."""
        for item in fields(self):
            np.save(folder / f"{name}.{item.name}.npy", getattr(self, item.name))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The arrays that ``save`` wrote, mapped into memory."""
        return cls(
            **{
                item.name: np.load(folder / f"{name}.{item.name}.npy", mmap_mode="c")
                for item in fields(cls)
            }
        )


@compiled
def _set_bits(bits: Bitmap, keys: Hashes) -> None:
    shift = bits_shift(len(bits))
    for place in range(len(keys)):
        set_two_bits(bits, keys[place], shift)

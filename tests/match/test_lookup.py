"""Rows by key: every row under its key."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.bitmaps import bits_shift, has_two_bits
from squatwatch.match.lookup import Lookup

keyed = st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1)), max_size=40)


def made(pairs: list[tuple[int, int]]) -> Lookup:
    keys = np.array([key for key, _ in pairs], dtype=np.uint64)
    return Lookup.of(keys, np.array([row for _, row in pairs], dtype=np.uint32))


def rows_under(lookup: Lookup, key: int) -> list[int]:
    bucket = key >> int(bits_shift(len(lookup.buckets) - 1))
    entries = lookup.entries[lookup.buckets[bucket] : lookup.buckets[bucket + 1]].tolist()
    return [entry & 0xFFFFFFFF for entry in entries if entry >> 32 == key & 0xFFFFFFFF]


@pytest.mark.usefixtures("kernels")
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(keyed)
def test_rows_stand_under_their_keys(pairs: list[tuple[int, int]]) -> None:
    lookup = made(pairs)
    assert len(lookup.entries) == len(pairs)
    for key, row in pairs:
        assert row in rows_under(lookup, key)
        assert has_two_bits(lookup.bits, np.uint64(key), bits_shift(len(lookup.bits)))


def test_rows_of_one_key_keep_their_order() -> None:
    key = 0xFEDC_BA98_7654_3210
    assert rows_under(made([(key, 3), (5, 9), (key, 1), (key, 2)]), key) == [3, 1, 2]


def test_a_lookup_of_nothing() -> None:
    assert not len(made([]).entries)
    assert not made([]).bits.any()


def test_a_lookup_comes_back_from_a_folder(tmp_path: Path) -> None:
    lookup = made([(7, 1), (2**63, 2)])
    lookup.save(tmp_path, "some")
    loaded = Lookup.load(tmp_path, "some")
    for name in Lookup.__dataclass_fields__:
        assert np.array_equal(getattr(loaded, name), getattr(lookup, name)), name

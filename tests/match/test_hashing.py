"""Hashes: those of the definition, and what the index makes of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match import hashing
from squatwatch.match.hashing import BASE, BASE_INVERSE
from tests.match.cases import of_one_hash, ragged

MODULUS = 1 << 64
strings = st.lists(st.integers(0, 2**32 - 1), max_size=30)
in_both_ways = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def polynomial(letters: list[int]) -> int:
    """The hash as the module defines it."""
    terms = ((letter + 1) * pow(int(BASE), place) for place, letter in enumerate(letters))
    return int(sum(terms)) % MODULUS


def prefixes_of(letters: list[int]) -> list[int]:
    prefixes = np.empty(len(letters) + 1, dtype=np.uint64)
    power = hashing.powers(len(letters))
    rows = ragged([[7, 7], letters])
    hashing.prefix_hashes(rows.values, int(rows.starts[1]), len(letters), power, prefixes)
    return [int(found) for found in prefixes]


def test_the_base_has_its_inverse() -> None:
    assert int(BASE) * int(BASE_INVERSE) % MODULUS == 1


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings)
def test_prefix_hashes_are_those_of_the_beginnings(letters: list[int]) -> None:
    expected = [polynomial(letters[:length]) for length in range(len(letters) + 1)]
    assert prefixes_of(letters) == expected


@in_both_ways
@given(strings, st.data())
def test_a_letter_is_left_out_of_the_hash(letters: list[int], data: st.DataObject) -> None:
    if not letters:
        return
    place = data.draw(st.integers(0, len(letters) - 1))
    prefixes = prefixes_of(letters)
    moved = (prefixes[-1] - prefixes[place + 1]) * int(BASE_INVERSE)
    rest = letters[:place] + letters[place + 1 :]
    assert (prefixes[place] + moved) % MODULUS == polynomial(rest)


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(st.lists(st.integers(0, MODULUS - 1), unique=True, max_size=50))
def test_mixing_keeps_hashes_apart(hashes: list[int]) -> None:
    assert len({int(hashing.mixed(np.uint64(found))) for found in hashes}) == len(hashes)


@pytest.mark.usefixtures("kernels")
def test_mixing_spreads_neighbours_over_buckets_and_fingerprints() -> None:
    mixed = [int(hashing.mixed(np.uint64(found))) for found in range(4096)]
    assert len({found >> 52 for found in mixed}) > 2400  # 4096 balls in 4096 bins fill 2589
    assert len({found & 0xFFFFFFFF for found in mixed}) == 4096


@pytest.mark.usefixtures("kernels")
def test_a_guard_tells_the_lengths_apart() -> None:
    guards = {int(hashing.guard_hash(np.uint64(12345), length)) for length in range(70)}
    assert len(guards) == 70


@pytest.mark.parametrize(("length", "lowest"), [(2, 0), (5, ord("一")), (12, ord("d")), (20, 100)])
def test_unequal_strings_may_have_one_hash(length: int, lowest: int) -> None:
    one, other = of_one_hash(length, lowest)
    assert one != other
    assert polynomial(list(one)) == polynomial(list(other)) == prefixes_of(list(one))[-1]

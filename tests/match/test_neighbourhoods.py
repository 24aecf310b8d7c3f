"""The index of rests: every rest of every string is in it, and told by its bitmaps."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match import bitmaps, neighbourhoods
from squatwatch.match.hashing import BASE, guard_hash, mixed, powers
from squatwatch.match.neighbourhoods import Neighbourhoods
from tests.match.cases import LETTERS, ragged

MODULUS = 1 << 64
strings = LETTERS.flatmap(
    lambda alphabet: st.lists(st.text(alphabet, max_size=12), min_size=1, max_size=5)
)
in_both_ways = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def polynomial(text: str) -> int:
    return int(sum((ord(x) + 1) * pow(int(BASE), place) for place, x in enumerate(text))) % MODULUS


def rests(text: str, left_out: int) -> set[str]:
    """What is left of a text without so many letters."""
    kept = combinations(range(len(text)), len(text) - left_out) if left_out <= len(text) else ()
    return {"".join(text[place] for place in places) for places in kept}


def allowed(text: str) -> int:
    """The edits of a string by its length, as for Latin."""
    return (len(text) >= 5) + (len(text) >= 8)


def index_of(texts: list[str]) -> Neighbourhoods:
    edits = np.array([allowed(text) for text in texts], dtype=np.uint8)
    return Neighbourhoods.of(ragged(texts), edits)


def guards(rest: str) -> tuple[int, int]:
    """The guards of the halves; the second half stands where it stands in the rest."""
    half = len(rest) // 2
    head = polynomial(rest[:half])
    tail = (polynomial(rest) - head) % MODULUS
    of_head, of_tail = (int(guard_hash(np.uint64(part), len(rest))) for part in (head, tail))
    return of_head, of_tail


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings)
def test_rests_of_a_row_are_all_its_rests_with_their_guards(texts: list[str]) -> None:
    rows = ragged(texts)
    for row, text in enumerate(texts):
        for edits in range(min(2, max(0, len(text) - 1)) + 1):
            room = [np.empty(200, dtype=np.uint64) for _ in range(3)]
            count = neighbourhoods.rests_of_row(
                rows.values, rows.starts[row], len(text), edits, powers(12),
                np.empty(13, dtype=np.uint64), *room,
            )  # fmt: skip
            found = set(zip(*(part[:count].tolist() for part in room), strict=True))
            every = set().union(*(rests(text, out) for out in range(edits + 1)))
            assert found == {(polynomial(rest), *guards(rest)) for rest in every}


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings)
def test_every_rest_is_in_its_bucket_and_has_its_bits(texts: list[str]) -> None:
    index = index_of(texts)
    shift = bitmaps.bits_shift(len(index.buckets) - 1)
    bits = bitmaps.bits_shift(len(index.rests))
    guard = bitmaps.bits_shift(len(index.heads)) - np.uint64(6)
    for row, text in enumerate(texts):
        for rest in set().union(*(rests(text, out) for out in range(allowed(text) + 1))) - {""}:
            key = np.uint64(int(mixed(np.uint64(polynomial(rest)))))
            bucket = int(key >> np.uint64(shift))
            of_bucket = index.entries[index.buckets[bucket] : index.buckets[bucket + 1]]
            assert (int(key) << 32) % MODULUS | row in of_bucket.tolist()
            assert bitmaps.has_two_bits(index.rests, key, bits)
            head, tail = guards(rest)
            assert bitmaps.has_bit(index.heads, np.uint64(head), guard)
            assert bitmaps.has_bit(index.tails, np.uint64(tail), guard)


@given(strings)
def test_there_is_an_entry_for_every_rest_and_no_other(texts: list[str]) -> None:
    index = index_of(texts)
    shortest = sum(
        len(rests(text, out)) for text in texts if text for out in range(allowed(text) + 1)
    )
    most = sum(
        len(list(combinations(text, out)))
        for text in texts if text for out in range(allowed(text) + 1)
    )  # fmt: skip
    # A letter that is the same as its neighbour may be entered twice where two are left out.
    assert shortest <= len(index.entries) <= most


def test_two_threads_make_the_arrays_that_one_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["xiaomi", "", "huawei", "deepseek", "haier", "anta", "xiaomi"]
    one = index_of(texts)
    monkeypatch.setattr(neighbourhoods, "_WORTH_A_THREAD", 2)
    two = index_of(texts)
    for name in Neighbourhoods.__dataclass_fields__:
        assert np.array_equal(getattr(one, name), getattr(two, name)), name


def test_an_index_comes_back_from_a_folder(tmp_path: Path) -> None:
    index = index_of(["xiaomi", "deepseek"])
    index.save(tmp_path, "some")
    loaded = Neighbourhoods.load(tmp_path, "some")
    assert loaded.nbytes == index.nbytes
    for name in Neighbourhoods.__dataclass_fields__:
        assert np.array_equal(getattr(loaded, name), getattr(index, name)), name
    assert (len(loaded), loaded.strings.strings().to_list()) == (2, ["xiaomi", "deepseek"])


@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_an_index_of_nothing(texts: list[str]) -> None:
    index = index_of(texts)
    assert len(index) == len(texts)
    assert not len(index.entries)
    assert not index.rests.any()


def test_the_index_grows_with_the_square_of_the_letters_and_no_faster() -> None:
    index = index_of(["".join(chr(0x4E00 + place) for place in range(64))])
    assert len(index.entries) == 1 + 64 + 64 * 63 // 2


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize("size", [1, 2, 64, 1 << 20])
def test_a_shifted_hash_names_one_of_so_many_places(size: int) -> None:
    shift = int(bitmaps.bits_shift(size))
    assert (MODULUS - 1) >> shift == size - 1


@pytest.mark.usefixtures("kernels")
def test_longest_row() -> None:
    assert neighbourhoods.longest_row(ragged(["ab", "", "abcd"]).starts) == 4
    assert neighbourhoods.longest_row(ragged([]).starts) == 0


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(st.lists(st.integers(0, MODULUS - 1), max_size=20), st.integers(0, MODULUS - 1))
def test_bits_that_were_set_are_there(hashes: list[int], other: int) -> None:
    one, two = np.zeros(4, dtype=np.uint64), np.zeros(4, dtype=np.uint64)
    for found in hashes:
        bitmaps.set_bit(one, np.uint64(found), np.uint64(56))
        bitmaps.set_two_bits(two, np.uint64(found), np.uint64(62))
    for found in hashes:
        assert bitmaps.has_bit(one, np.uint64(found), np.uint64(56))
        assert bitmaps.has_two_bits(two, np.uint64(found), np.uint64(62))
    if not hashes:
        assert not bitmaps.has_bit(one, np.uint64(other), np.uint64(56))
        assert not bitmaps.has_two_bits(two, np.uint64(other), np.uint64(62))

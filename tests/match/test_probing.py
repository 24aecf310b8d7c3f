"""Near strings by the index: exactly those that comparing each with each gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match import distance
from squatwatch.match.edits import osa_distance
from squatwatch.match.hashing import mixed, powers, prefix_hashes
from squatwatch.match.neighbourhoods import Neighbourhoods
from squatwatch.match.probing import Effort, near
from squatwatch.match.ragged import Ragged
from tests.match.cases import EDITS, LETTERS, of_one_hash, ragged

Row = Sequence[int] | str

in_both_ways = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def strings_and_asked(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Strings, and others most of which are a few edits from one of them."""
    alphabet = draw(LETTERS)
    strings = draw(st.lists(st.text(alphabet, max_size=11), max_size=6))
    edits = st.tuples(st.sampled_from(EDITS), st.integers(0, 11), st.sampled_from(alphabet))
    copies = []
    for _ in range(8 if strings else 0):
        copy = draw(st.sampled_from(strings))
        for edit, place, letter in draw(st.lists(edits, max_size=3)):
            copy = edit(copy, place, letter)
        copies.append(copy)
    return strings, [*copies, *draw(st.lists(st.text(alphabet, max_size=13), max_size=4)), ""]


def allowed(length: int) -> int:
    return int(length >= 4) + int(length >= 7)


def index_of(strings: Sequence[Row]) -> Neighbourhoods:
    edits = np.array([allowed(len(string)) for string in strings], dtype=np.uint8)
    return Neighbourhoods.of(ragged(strings), edits)


def returned(strings: Sequence[Row], asked: Sequence[Row]) -> list[tuple[int, int, int]]:
    pairs, _ = near(index_of(strings), ragged(asked))
    return sorted(zip(*(part.tolist() for part in pairs), strict=True))


def each_with_each(strings: Sequence[Row], asked: Sequence[Row]) -> list[tuple[int, int, int]]:
    return sorted(
        (row, string, edits)
        for row, one in enumerate(asked)
        for string, other in enumerate(strings)
        if one and other
        if (edits := osa_distance(list(map(str, one)), list(map(str, other))))
        <= allowed(len(other))
    )


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings_and_asked())
def test_near_is_each_with_each(both: tuple[list[str], list[str]]) -> None:
    assert returned(*both) == each_with_each(*both)


@pytest.mark.usefixtures("little_room")
@in_both_ways
@given(strings_and_asked())
def test_near_goes_on_where_the_room_ended(both: tuple[list[str], list[str]]) -> None:
    assert returned(*both) == each_with_each(*both)


@pytest.mark.usefixtures("little_room")
def test_thousands_of_strings_near_one() -> None:
    strings = ["xiaomi"[:place] + chr(letter) + "xiaomi"[place + 1 :]
               for place in range(6) for letter in range(0x400, 0x400 + 850)]  # fmt: skip
    assert len(strings) == 5_100
    expected = [(0, row, 1) for row in range(5_100)]
    assert returned(strings, ["xiaomi", "somethingelse"]) == expected


@pytest.mark.usefixtures("kernels", "little_room")
def test_one_string_many_times_is_near_as_often() -> None:
    assert returned(["haier"] * 50, ["hair"]) == [(0, row, 1) for row in range(50)]


def test_a_string_may_be_longer_than_any_of_the_index() -> None:
    found = returned(["deepseek"], ["x" * 1_000_000, "deepseekxx", "deepseekxxx"])
    assert found == [(1, 0, 2)]


@pytest.mark.parametrize(("strings", "asked"), [([], ["a"]), (["a"], []), ([], []), ([""], [""])])
def test_nothing_is_near_nothing(strings: list[str], asked: list[str]) -> None:
    assert returned(strings, asked) == []


# Collisions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "lowest"), [(2, 9), (5, 0x4E00), (12, ord("d")), (20, 100)])
def test_a_string_of_the_same_hash_neither_hits_nor_hides(length: int, lowest: int) -> None:
    one, other = of_one_hash(length, lowest)
    for strings in ((one,), (one, other), (other, one), (other,)):
        found = returned(strings, [one, other, one])
        assert found == each_with_each(strings, [one, other, one])
        assert found


def test_rests_of_the_same_hash_neither_hit_nor_hide() -> None:
    one, other = of_one_hash(12, ord("d"))
    strings = [one, other, (*one, 0x61), (0x61, *other)]
    asked = [
        *((*row[:place], 0x7A, *row[place:]) for row in (one, other) for place in range(13)),
        *((*row[:place], 0x7A, *row[place + 1 :]) for row in (one, other) for place in range(12)),
    ]
    found = returned(strings, asked)
    assert found == each_with_each(strings, asked)
    assert len(found) > len(asked)


def fingerprints(rows: Ragged, buckets: int) -> tuple[np.ndarray, np.ndarray]:
    """What an index of so many buckets keeps of the hash of each row: bucket, and 32 bits."""
    keys = np.empty(len(rows), dtype=np.uint64)
    prefixes = np.empty(7, dtype=np.uint64)
    for row in range(len(rows)):
        prefix_hashes(rows.values, rows.starts[row], 6, powers(6), prefixes)
        keys[row] = mixed(prefixes[6])
    return keys, (
        keys >> np.uint64(32) >> np.uint64(33 - buckets.bit_length()) << np.uint64(32)
    ) | (keys & np.uint64(0xFFFFFFFF))


def test_a_string_of_the_same_fingerprint_neither_hits_nor_hides() -> None:
    letters = np.random.default_rng(20260115).integers(0x61, 0x7B, (400_000, 6))
    asked = Ragged(letters.astype(np.uint32).ravel(), np.arange(0, 2_400_001, 6))
    index = index_of([asked.row(0).tolist()])
    keys, marks = fingerprints(asked, len(index.buckets) - 1)
    order = np.argsort(marks, kind="stable")
    same = np.flatnonzero((np.diff(marks[order]) == 0) & (keys[order][1:] != keys[order][:-1]))
    assert len(same), "no two strings share a fingerprint"
    for place in same:
        one, other = (asked.row(int(row)).tolist() for row in order[place : place + 2])
        assert returned([one], [other, one]) == each_with_each([one], [other, one])
        assert returned([one, other], [other, one]) == each_with_each([one, other], [other, one])
        _, effort = near(index_of([one]), ragged([other]))
        assert effort.candidates == 1


# Effort ------------------------------------------------------------------------------------------


def test_effort_is_counted() -> None:
    _, effort = near(index_of(["xiaomi"]), ragged(["xiaomi", "unrelated"]))
    assert effort.candidates == 1
    assert effort.rests >= effort.candidates
    assert effort.probes >= 2
    assert effort.guards >= 2
    assert near(index_of([]), ragged(["xiaomi"]))[1] == Effort(0, 0, 0, 0)


def test_most_rests_of_other_strings_are_not_looked_for() -> None:
    chance = np.random.default_rng(20260115)
    asked = [chance.integers(0x61, 0x7B, 10).tolist() for _ in range(2_000)]
    _, effort = near(index_of(["xiaomixiao", "huaweihuawei"]), ragged(asked))
    assert effort.candidates == 0
    # A string of ten letters has 56 rests; without the guards all of them would be looked up.
    assert effort.probes < 2 * len(asked)


# Distance ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("kernels")
@settings(
    deadline=None, max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 3))
def test_distance_within_is_the_distance_up_to_the_limit(one: str, other: str, most: int) -> None:
    room = [np.full(13, 99, dtype=np.int64) for _ in range(3)]
    rows = ragged(["zz", one, other])
    starts = rows.starts.tolist()
    found = distance.distance_within(
        rows.values, starts[1], len(one), rows.values, starts[2], len(other), most, *room
    )
    assert found == min(osa_distance(one, other), most + 1)

"""The sieve: whatever is near a string passes it; most of the rest does not."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match import sieve
from squatwatch.match.edits import osa_distance
from squatwatch.match.neighbourhoods import Neighbourhoods
from squatwatch.match.sieve import Wanted, letter_sets, sets_of
from squatwatch.text.sound import sound_fold, sound_rewrites
from tests.match.cases import ragged

in_both_ways = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
strings = st.one_of(st.text("abcd", min_size=1, max_size=7), st.text("aбカ\U00040000", min_size=1))
sounds = st.lists(
    st.one_of(st.sampled_from(sorted(sound_rewrites())), st.sampled_from("abhouxя")), min_size=1,
    max_size=5,
).map("".join)  # fmt: skip


def wanted(string: str, edits: int, shrink: int = 1) -> Wanted:
    index = Neighbourhoods.of(ragged([string]), np.array([edits], dtype=np.uint8))
    return Wanted.near(index, shrink)


def passing(unit: str, wish: Wanted) -> bool:
    held = letter_sets(ragged([unit]))[0]
    return bool(sieve.passes(held, held, len(unit), *wish))


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings, strings, st.integers(0, 2))
def test_what_is_near_passes(string: str, unit: str, edits: int) -> None:
    if osa_distance(string, unit) <= edits:
        assert passing(unit, wanted(string, edits))


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings, strings, strings)
def test_what_holds_a_string_passes(string: str, before: str, behind: str) -> None:
    assert passing(before + string + behind, Wanted.holding(ragged([string]), 0))
    for place in range(len(string)):
        lacking = before + string[:place] + string[place + 1 :] + behind
        assert passing(lacking, Wanted.holding(ragged([string]), 1))


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(sounds)
def test_letters_sound_as_they_may_and_as_they_must(text: str) -> None:
    sets = sets_of(ragged([text]))
    folded = letter_sets(ragged([sound_fold(text)]))[0]
    assert int(folded) & ~int(sets.possible[0]) == 0
    assert int(sets.certain[0]) & ~int(folded) == 0


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(sounds, sounds, st.integers(0, 1))
def test_what_sounds_alike_passes(string: str, unit: str, edits: int) -> None:
    folded = sound_fold(string)
    sets = sets_of(ragged([unit]))
    if osa_distance(folded, sound_fold(unit)) <= edits:
        wish = wanted(folded, edits, shrink=3)
        assert sieve.passes(sets.possible[0], sets.certain[0], len(unit), *wish)


def test_letters_may_sound_as_any_spelling_with_them_is_written() -> None:
    for spelling, written in sound_rewrites().items():
        sets = sets_of(ragged([*spelling]))
        of_result = int(letter_sets(ragged([written]))[0])
        assert all(of_result & ~int(possible) == 0 for possible in sets.possible)


def test_most_of_what_is_far_does_not_pass() -> None:
    units = ["".join(letters) for letters in product("mnopqrst", repeat=4)]
    kept = [unit for unit in units if passing(unit, wanted("abcdefgh", 2))]
    assert not kept
    assert not passing("abcdefghijk", wanted("abcdefgh", 2))
    assert not passing("abcde", wanted("abcdefgh", 2))


def test_several_wishes_are_granted_one_by_one() -> None:
    both = Wanted.together([wanted("xiaomi", 1), wanted("haier", 1)])
    assert [passing(unit, both) for unit in ("xaomi", "hair", "lenovo")] == [True, True, False]
    assert not passing("xiaomi", Wanted.holding(ragged([]), 0))

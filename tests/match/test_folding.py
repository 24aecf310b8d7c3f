"""Folds of rows: those of the strings."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.folding import han_folded, sound_folded
from squatwatch.match.ragged import Ragged
from squatwatch.text.han import han_fold
from squatwatch.text.sound import sound_fold, sound_rewrites
from tests.match.cases import LETTERS

pieces = st.one_of(st.sampled_from(sorted(sound_rewrites())), st.text("abchjouxyz", max_size=3))
texts = st.lists(
    st.one_of(
        st.lists(pieces, max_size=6).map("".join),
        LETTERS.flatmap(lambda alphabet: st.text(alphabet, max_size=8)),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    ),
    max_size=8,
)
in_both_ways = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def points(given_texts: list[str]) -> Ragged:
    return Ragged.of_points(pl.Series(given_texts, dtype=pl.String))


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(texts)
def test_the_sound_fold_of_rows_is_that_of_their_strings(given_texts: list[str]) -> None:
    folded = sound_folded(points(given_texts))
    assert folded.strings().to_list() == [sound_fold(text) for text in given_texts]


@in_both_ways
@given(texts)
def test_the_character_fold_of_rows_is_that_of_their_strings(given_texts: list[str]) -> None:
    folded = han_folded(points([*given_texts, "華為広澤"]))
    assert folded.strings().to_list()[:-1] == [han_fold(text) for text in given_texts]


def test_rows_without_characters_stay_the_same_object() -> None:
    rows = points(["xiaomi", ""])
    assert han_folded(rows) is rows


def test_a_rewrite_takes_three_letters_for_one_at_the_most_and_makes_no_more_of_them() -> None:
    # How long a unit may be that sounds like a form rests on it (segment.Segment.longest).
    for spelling, written in sound_rewrites().items():
        assert len(written) <= len(spelling) <= 3 * len(written)

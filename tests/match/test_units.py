"""Units of many texts: of each text those of the relation."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.units import Units
from squatwatch.text.letters import letter_string
from squatwatch.text.normalize import joined, normalize
from tests.match.cases import LETTERS

texts = st.lists(
    LETTERS.flatmap(lambda letters: st.text(letters + "  ", max_size=16)).map(normalize),
    max_size=6,
)
in_both_ways = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def made(given_texts: list[str]) -> Units:
    return Units.of(pl.Series(given_texts, dtype=pl.String))


@given(texts)
def test_words_are_told_once_and_texts_in_words(given_texts: list[str]) -> None:
    units = made(given_texts)
    assert len(units) == len(given_texts)
    assert [units.words_of(row) for row in range(len(units))] == [t.split() for t in given_texts]
    assert not units.words.is_duplicated().any()
    assert "" not in units.words.to_list()


@given(texts, st.data())
def test_some_of_the_texts(given_texts: list[str], data: st.DataObject) -> None:
    units = made(given_texts)
    chosen = data.draw(st.lists(st.sampled_from(range(len(units))), unique=True)) if units else []
    part = units.part(np.array(chosen, dtype=np.int64))
    if len(chosen) == len(units):
        assert part is units
    else:
        assert [part.words_of(row) for row in range(len(part))] == [
            given_texts[row].split() for row in chosen
        ]


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(texts)
def test_texts_are_joined(given_texts: list[str]) -> None:
    units = made(given_texts)
    assert units.joined(units.points).strings().to_list() == [joined(text) for text in given_texts]
    letters = [len(letter_string(word)) for text in given_texts for word in text.split()]
    assert units.joined_lengths().sum() == sum(letters)
    assert (units.joined(units.letters).lengths == units.joined_lengths()).all()


@pytest.mark.parametrize("none", [[], [""], ["", ""]])
def test_texts_of_nothing_have_no_units(none: list[str]) -> None:
    units = made(none)
    assert len(units) == len(none)
    assert units.words.is_empty()
    assert units.joined(units.points).lengths.tolist() == [0] * len(none)

"""What is compared of texts: all units, or those that may be near any of a few forms."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match import relation
from squatwatch.match.form_index import FormIndex
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.sieve import Sieve
from squatwatch.match.units import Units
from squatwatch.text.letters import letter_string
from squatwatch.text.normalize import normalize
from tests.match.cases import LETTERS, by_reference, forms_and_texts, frame

texts = st.lists(
    LETTERS.flatmap(lambda letters: st.text(letters + "  ", max_size=16)).map(normalize),
    max_size=6,
)
in_both_ways = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def units_of(given_texts: list[str]) -> Units:
    return Units.of(pl.Series(given_texts, dtype=pl.String))


def runs_of(units: Units, laid_out: LaidOut) -> set[tuple[int, str, str]]:
    """Text, words joined and letters of every run."""
    runs = laid_out.runs
    return {
        (int(text), "".join(units.words_of(text)[first : first + words]), letters)
        for text, first, words, letters in zip(
            runs.text.tolist(), runs.first.tolist(), runs.words.tolist(),
            runs.letters.strings().to_list(), strict=True,
        )
    }  # fmt: skip


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(texts, st.integers(0, 20))
def test_runs_are_the_units_of_several_words(given_texts: list[str], longest: int) -> None:
    expected = {
        (row, "".join(unit), "".join(map(letter_string, unit)))
        for row, text in enumerate(given_texts)
        for unit in relation.units(text)
        if len(unit) > 1
    }
    units = units_of(given_texts)
    kept = {unit for unit in expected if len(unit[2]) <= longest}
    assert runs_of(units, LaidOut.of(units, longest)) == kept
    assert runs_of(units, LaidOut.of(units, 10_000)) == expected


@given(texts)
def test_all_words_and_texts_are_compared(given_texts: list[str]) -> None:
    units = units_of(given_texts)
    laid_out = LaidOut.of(units, 100)
    assert laid_out.words.rows.tolist() == list(range(len(units.letters)))
    assert laid_out.words.letters is laid_out.ending.letters is units.letters
    assert laid_out.texts.tolist() == list(range(len(units)))


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(LETTERS.flatmap(forms_and_texts))
def test_the_sieve_lets_every_hit_pass(both: tuple[list[str], list[str]]) -> None:
    forms, haystack = both
    segment = FormIndex.build(frame(forms)).segments[0]
    units = units_of(haystack)
    sifted = LaidOut.sifted(units, segment.longest, Sieve.of([segment]))
    names = units.words.to_list()
    words = {names[row] for row in sifted.words.rows.tolist()}
    ending = {names[row] for row in sifted.ending.rows.tolist()}
    runs = {(row, unit) for row, unit, _ in runs_of(units, sifted)}
    texts_left = {haystack[row] for row in sifted.texts.tolist()}
    for _, text, found, unit, edits in by_reference(forms, haystack):
        if found == "inside":
            assert text in texts_left if edits == 0 else unit in ending
        elif found != "hanzi":
            assert unit in words or (haystack.index(text), unit) in runs


def test_what_is_left_is_a_part_of_all() -> None:
    units = units_of(["super xiaomi phone", "nothing of the kind at all", "xiao mi"])
    segment = FormIndex.build(frame(["xiaomi"])).segments[0]
    sifted = LaidOut.sifted(units, segment.longest, Sieve.of([segment]))
    every = LaidOut.of(units, segment.longest)
    assert runs_of(units, sifted) < runs_of(units, every)
    assert sifted.words.letters.strings().to_list() == ["xiaomi"]
    assert sifted.texts.tolist() == [0, 2]


def test_a_text_of_many_words_has_three_runs_a_word_at_the_most() -> None:
    units = units_of([" ".join(["xiaomi"] * 150_000)])
    runs = LaidOut.of(units, 200).runs
    assert units.words.to_list() == ["xiaomi"]
    assert np.bincount(runs.words).tolist() == [0, 0, 149_999, 149_998, 149_997]


def test_a_word_of_a_million_letters_is_in_no_run() -> None:
    units = units_of(["x" * 1_000_000, "a " + "y" * 1_000_000 + " b c"])
    assert runs_of(units, LaidOut.of(units, 200)) == {(1, "bc", "bc")}


@pytest.mark.parametrize("none", [[], [""], ["", ""]])
def test_texts_of_nothing_have_no_runs(none: list[str]) -> None:
    assert not len(LaidOut.of(units_of(none), 100).runs.text)

"""Units of a batch: those of each text by itself, with its number."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.match import relation
from squatwatch.match.small.units import Units, units_of
from squatwatch.text.normalize import joined, normalize
from tests.text.unicode_texts import TEXTS

texts = st.lists(
    st.one_of(st.lists(st.text("abж", min_size=1, max_size=3), max_size=7).map(" ".join), TEXTS),
    max_size=6,
)


def made(haystack: list[str]) -> Units:
    return units_of(pl.Series(haystack, dtype=pl.String))


@settings(max_examples=200, deadline=None)
@given(texts)
def test_units_are_those_of_the_relation(raw: list[str]) -> None:
    # Polars takes no lone surrogates, which no reader lets through either.
    haystack = [normalize(text.encode("utf-8", "ignore").decode()) for text in raw]
    units = made(haystack)
    posted = [(text, unit) for text, unit in units.postings.select("text", "unit").iter_rows()]
    assert set(posted) == {
        (row, "".join(unit))
        for row, text in enumerate(haystack)
        if text
        for unit in relation.units(text)
    }
    assert sorted(units.words.select("text", "unit").rows()) == sorted(
        {(row, word) for row, text in enumerate(haystack) for word in text.split()}
    )
    assert units.texts.select("text", "words", "whole").rows() == [
        (row, text, joined(text)) for row, text in enumerate(haystack) if text
    ]


def test_runs_do_not_cross_from_one_text_to_the_next() -> None:
    assert sorted(made(["a b", "c d"]).postings["unit"]) == ["a", "ab", "b", "c", "cd", "d"]


def test_a_text_of_more_than_four_words_is_a_unit_too() -> None:
    assert "abcdef" in made(["a b c d e f"]).postings["unit"]
    assert "abcde" not in made(["a b c d e f"]).postings["unit"]


def test_empty_texts_have_no_units_and_keep_the_numbers_of_the_others() -> None:
    units = made(["", "a", ""])
    assert units.postings.rows() == [(1, "a", "a")]
    assert units.texts["text"].to_list() == [1]


def test_no_texts_have_no_units() -> None:
    assert made([]).postings.is_empty()
    assert made([]).wholes.is_empty()

"""Letters of rows: those that ``text.letters`` gives each string."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.match.lettering import rows_with_han, rows_with_shared_letters, spelled
from squatwatch.match.ragged import Ragged
from squatwatch.text.letters import letter_string, letters, may_be_shared
from squatwatch.text.scripts import script_of_character
from tests.match.cases import LETTERS, ragged

texts = st.lists(
    st.one_of(
        LETTERS.flatmap(lambda alphabet: st.text(alphabet, max_size=8)),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    ),
    max_size=8,
)


def points(given_texts: list[str]) -> Ragged:
    return Ragged.of_points(pl.Series(given_texts, dtype=pl.String))


@given(texts)
def test_rows_are_spelled_as_their_strings(given_texts: list[str]) -> None:
    found = spelled(points(given_texts))
    assert found.strings().to_list() == [letter_string(text) for text in given_texts]
    assert found.lengths.tolist() == [len(letters(text)) for text in given_texts]


def test_rows_of_plain_letters_stay_the_same_object() -> None:
    rows = points(["xiaomi", "лабубу", "华为", "مي"])
    assert spelled(rows) is rows


@given(texts)
def test_rows_with_chinese_characters(given_texts: list[str]) -> None:
    expected = [
        row
        for row, text in enumerate(given_texts)
        if any(script_of_character(character) == "han" for character in text)
    ]
    assert rows_with_han(points(given_texts)).tolist() == expected


@given(texts)
def test_rows_with_letters_of_several_code_points(given_texts: list[str]) -> None:
    rows = spelled(points(given_texts))
    expected = [row for row in range(len(rows)) if any(map(may_be_shared, rows.row(row).tolist()))]
    assert rows_with_shared_letters(rows).tolist() == expected


def test_an_unassigned_code_point_may_be_a_letter_of_several() -> None:
    assert rows_with_shared_letters(ragged(["a", "\U00040000", "\U000e0000"])).tolist() == [1]

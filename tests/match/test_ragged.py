"""Rows of letters: as a list of lists has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.match.ragged import Ragged, starts_of
from tests.match.cases import ragged

texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=8)


def rows_of(rows: Ragged) -> list[str]:
    return ["".join(map(chr, rows.row(place))) for place in range(len(rows))]


@given(texts)
def test_rows_are_the_code_points(given_texts: list[str]) -> None:
    rows = Ragged.of_points(pl.Series(given_texts, dtype=pl.String))
    assert rows_of(rows) == given_texts == rows.strings().to_list()
    assert rows.lengths.tolist() == [len(text) for text in given_texts]
    assert rows.values.dtype == np.uint32
    assert rows.starts.dtype == np.int64


@given(texts, st.data())
def test_rows_are_taken_in_any_order_and_number(
    given_texts: list[str], data: st.DataObject
) -> None:
    some = (
        st.lists(st.integers(0, len(given_texts) - 1), max_size=9) if given_texts else st.just([])
    )
    chosen = data.draw(some)
    rows = Ragged.of_points(pl.Series(given_texts, dtype=pl.String))
    places = np.array(chosen, dtype=np.int64)
    expected = [given_texts[place] for place in chosen]
    assert rows_of(rows.taken(places)) == expected == rows.strings(places).to_list()


@given(texts)
def test_rows_that_have_a_letter(given_texts: list[str]) -> None:
    rows = Ragged.of_points(pl.Series(given_texts, dtype=pl.String))
    having = rows.having(rows.values % 2 == 1)
    expected = [row for row, text in enumerate(given_texts) if any(ord(x) % 2 for x in text)]
    assert having.tolist() == expected


def test_rows_come_back_from_a_folder(tmp_path: Path) -> None:
    rows = ragged(["mi", "", "华为", [2**32 - 1]])
    rows.save(tmp_path, "some")
    loaded = Ragged.load(tmp_path, "some")
    assert loaded.values.tolist() == rows.values.tolist()
    assert loaded.starts.tolist() == rows.starts.tolist()


def test_starts_of_no_rows() -> None:
    assert starts_of(np.empty(0, dtype=np.int64)).tolist() == [0]

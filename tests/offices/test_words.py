"""Words for statuses and kinds of marks."""

from __future__ import annotations

import polars as pl
import pytest

from squatwatch import reference
from squatwatch.model import MARK_KINDS, STATUSES
from squatwatch.offices.words import known, mark_kind_of, meanings, plain, status_of


def test_the_table_has_terms_of_the_model_only() -> None:
    assert set(meanings("status").values()) == set(STATUSES)
    assert set(meanings("mark_kind").values()) == set(MARK_KINDS)


def test_no_word_stands_twice() -> None:
    rows = reference.table("status_words").select("field", "word").rows()
    listed = [(field, plain(word)) for field, word in rows]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Application  Published", "published"),
        ("Marke eingetragen, Widerspruchsverfahren läuft", "opposed"),
        ("출원", "filed"),
        ("Действует", "registered"),
        ("registered", "registered"),
        ("not registered", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_status_is_looked_up_whole(word: str, status: str) -> None:
    assert status_of(word) == status


def test_columns_and_single_values_agree() -> None:
    words = ["Figurative", "(彩色)(立體)", "hologram", None, "WORD "]
    column = pl.select(known(pl.lit(pl.Series(words)), "mark_kind", "other")).to_series()
    assert column.to_list() == ["figurative", "3d", "other", None, "word"]
    assert [mark_kind_of(word or "") or None for word in words] == column.to_list()
    assert mark_kind_of("Figurative", with_words=True) == "combined"

"""What is compared: forms as they are compared, texts as words and read back."""

from __future__ import annotations

import polars as pl

from squatwatch.forms import forms_of_brands
from squatwatch.forms.kinds import compared_as
from squatwatch.search.texts import spelled_forms, words_of
from squatwatch.text.normalize import normalize
from tests.search.scenario import BRANDS

COLUMNS = ("office", "application_key", "source", "text")


def texts(*rows: tuple[str, str, str]) -> pl.DataFrame:
    schema = dict.fromkeys(COLUMNS, pl.String)
    return pl.DataFrame([("EM", *row) for row in rows], schema=schema, orient="row")


def test_forms_are_spelled_as_they_are_compared() -> None:
    forms = forms_of_brands(BRANDS)
    spelled = spelled_forms(forms)
    assert spelled.drop("spelled").equals(forms)
    for form, kind, compared in spelled.select("form", "kind", "spelled").iter_rows():
        assert compared == compared_as(form, kind)


def test_texts_are_words_and_empty_ones_left_out() -> None:
    found = words_of(
        texts(("1", "mark", "Hong-Li GmbH"), ("1", "description", "..."), ("2", "mark", "红力"))
    )
    assert found.rows() == [
        ("EM", "1", "mark", normalize("Hong-Li GmbH")),
        ("EM", "2", "mark", "红力"),
    ]


def test_other_scripts_are_read_back_as_well() -> None:
    found = words_of(texts(("1", "mark", "ХУНЛИ"), ("2", "translation", "HONGLI")))
    read = found.filter(pl.col("source") == "read-back")
    assert found.filter(pl.col("source") != "read-back").height == 2
    assert set(read["application_key"]) == {"1"}
    assert "hongli" in read["words"].to_list()


def test_no_texts_have_no_words() -> None:
    assert words_of(texts()).is_empty()
    assert words_of(texts()).columns == ["office", "application_key", "source", "words"]

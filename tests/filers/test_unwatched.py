"""Marks that look like Chinese brands, by the mark alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.filers.unwatched import OF_CHARACTERS, look
from squatwatch.reference import table


@pytest.mark.parametrize("mark", ["桂花楼", "OSMANTHUS 桂花", "桂花楼及图", "桂花 GUI HUA"])
def test_characters_look_so_where_marks_are_not_written_in_them(mark: str) -> None:
    assert look(mark, "DE") == "characters"
    assert look("桂花楼", "TW") == ""


@pytest.mark.parametrize("mark", ["桂", "さくら花見", "ハナ花子", "", "Nordlicht"])
def test_one_character_or_kana_does_not(mark: str) -> None:
    assert look(mark, "DE") == ""


@pytest.mark.parametrize(
    "mark", ["GUI HUA LOU", "Xiangyuan", "FENG XIANG", "LAO LI JI", "zhenghua", "QIANXI", "HUA-DUO"]
)
def test_pinyin_of_several_syllables_does(mark: str) -> None:
    assert look(mark) == "pinyin"


@pytest.mark.parametrize(
    "mark",
    [
        "BANANA", "PANDA", "MILAN", "TANAKA", "HANNA", "AQUA", "QUE PASA", "MENIQUE", "Xi'an",
        "BEIJING", "ZHANG", "XIAO", "GUIHUALOU GMBH & FRIENDS", "NANO", "DIN", "LINEN", "SHANGHAI",
    ],
)  # fmt: skip
def test_words_places_single_syllables_and_other_languages_do_not(mark: str) -> None:
    assert look(mark) == ""


@given(st.text(max_size=30), st.sampled_from(["", "EM", "TW"]))
def test_any_text_has_a_look(mark: str, office: str) -> None:
    assert look(mark, office) in ("characters", "pinyin", "")


def test_the_offices_are_offices() -> None:
    assert set(table("office_codes")["code"]) >= OF_CHARACTERS


def test_hardly_any_mark_of_a_register_looks_so(real_data: Path) -> None:
    marks = pl.read_parquet(
        real_data / "filings" / "filings_all.parquet", columns=["office", "mark_text", "source"]
    ).filter(pl.col("office") == "EM", pl.col("source").str.starts_with("Denchick"))
    distinct = marks["mark_text"].drop_nulls().unique()
    share = sum(bool(look(mark, "EM")) for mark in distinct) / len(distinct)
    assert share < 0.004
    pinyin = pl.read_parquet(
        real_data / "filings" / "pinyin_like_subset.parquet", columns=["mark_text"]
    )
    likely = pinyin["mark_text"].drop_nulls().unique()
    assert sum(bool(look(mark, "US")) for mark in likely) / len(likely) > 0.5

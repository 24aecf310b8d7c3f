"""Similarity ranks hits: its range, and what is nearer than what."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.match import match_few
from squatwatch.match.similarity import with_similarity
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of
from squatwatch.text.similarity import sound_similarity


def scored(form: str, *texts: str) -> pl.DataFrame:
    """The hits of a form on texts, with similarity and share."""
    spelled = joined(normalize(form))
    words = [normalize(text) for text in texts]
    hits = match_few(
        pl.DataFrame({"form": [spelled], "script": [script_of(spelled)]}), pl.Series(words)
    )
    wholes = pl.Series([joined(words[text]) for text in hits["text"]], dtype=pl.String)
    return with_similarity(
        hits.with_columns(spelled=pl.lit(spelled, dtype=pl.String), whole=wholes)
    )


def similarity(form: str, text: str) -> float:
    """That of the best hit."""
    best = scored(form, text)["similarity"].max()
    assert isinstance(best, float), f"{form} and {text} do not match"
    return best


NEARER = [
    ("XIAOMI", "XIAOMI", "XIAOME"),
    ("XIAOMI", "XIAOME", "SUPERXAOMI"),
    ("XIAOMI", "SUPER XIAOMI", "SUPERXAOMI"),
    ("XIAOMI", "XIAOMIS", "MEGAXIAOMIPHONE"),
    ("XIAOMI", "SHIAOMI", "SUPERXAOMI"),
    ("DEEPSEEK", "DEEPSEEX", "DEEPZEEX"),
    ("GUIFAXIANG", "GUIFAXIAN", "GUIFAXIA"),
    ("HUAWEI", "HUAVEI", "HUAZEI"),
    ("HISENSE", "HISENXE", "QISENSE"),
    ("QINGDAO", "CHINGDAO", "QINGDAX"),
    ("华为", "华为", "新华为手机"),
    ("王老吉", "王老吉茶", "新王老吉凉茶"),
    ("ЛАБУБУ", "ЛАБУБУ", "ЛАБУБА"),
    ("シャオミ", "シャオミ", "シャオビ"),
]


@pytest.mark.parametrize(("form", "nearer", "farther"), NEARER)
def test_nearer(form: str, nearer: str, farther: str) -> None:
    assert similarity(form, farther) < similarity(form, nearer)


@pytest.mark.parametrize(
    "name", ["MI", "ANTA", "XIAOMI", "华为", "茶", "ЛАБУБУ", "샤오미", "หัวเว่ย", "シャオミ"]
)
def test_equal_is_1_and_words_around_it_take_nothing_but_share(name: str) -> None:
    assert similarity(name, name) == 1
    assert scored(name, name)["share"].max() == 1


def test_traditional_characters_are_equal_too() -> None:
    assert similarity("华为", "華為") == 1


def test_share_is_the_part_of_the_whole_mark() -> None:
    shares = scored("ANTA", "ANTA", "ANTA TEAM", "ANTA SPORTING GOODS")["share"].to_list()
    assert shares == [1.0, 0.5, 4 / 17]


def test_what_stands_inside_loses_by_what_is_left_over() -> None:
    [inside] = scored("华为", "新华为机")["similarity"]
    assert inside == pytest.approx(0.5**0.5)


NAMES = st.one_of(
    st.text("abghinostx ", min_size=1, max_size=14), st.text("华為为王a ", min_size=1, max_size=6)
)


@settings(max_examples=150, deadline=None)
@given(NAMES, st.lists(NAMES, max_size=4))
def test_similarity_and_share_are_within_0_and_1(form: str, texts: list[str]) -> None:
    hits = scored(form, form, f"{form} xyz", f"q{form}", *texts)
    assert hits["similarity"].null_count() == 0
    assert hits["similarity"].is_between(0, 1).all()
    assert hits.filter(~pl.col("share").is_between(0, 1, closed="right")).is_empty()
    columns = ["form", "text", "unit", "relation"]
    assert hits.select(columns).is_unique().all()


@settings(max_examples=100, deadline=None)
@given(NAMES, st.lists(NAMES, max_size=4))
def test_what_does_not_stand_inside_is_as_like_as_the_spellings(
    form: str, texts: list[str]
) -> None:
    hits = scored(form, form, f"{form}a xyz", *texts)
    others = hits.filter(~pl.col("relation").is_in(["inside", "hanzi"]) | (pl.col("edits") > 0))
    expected = [sound_similarity(*pair) for pair in others.select("spelled", "unit").rows()]
    assert others["similarity"].to_list() == expected


def test_the_hits_keep_their_order() -> None:
    hits = pl.DataFrame(
        {
            "spelled": ["huawei"] * 3,
            "unit": ["huawai", "huaweigo", "huawei"],
            "whole": ["huawaiphone", "huaweigo", "huawei"],
            "relation": ["spelling", "inside", "spelling"],
            "edits": [1, 0, 0],
        }
    )
    found = with_similarity(hits)
    assert found.select(hits.columns).equals(hits)
    like = [sound_similarity("huawei", "huawai"), (6 / 8) ** 0.5, 1.0]
    assert found["similarity"].to_list() == pytest.approx(like)


def test_no_hits_have_no_similarity() -> None:
    assert scored("XIAOMI", "SOMETHING ELSE").is_empty()
    assert "similarity" in scored("XIAOMI", "SOMETHING ELSE").columns

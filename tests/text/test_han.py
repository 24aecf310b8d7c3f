"""The character fold: traditional, Japanese and simplified as one, place by place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.text.han import convert, fold_character, han_fold
from tests.text.unicode_texts import ANY_UNICODE

WATCHLIST = Path(__file__).resolve().parents[2] / "data" / "watchlist.csv"

# 聯 is 連 in Japanese, which is another character as well: the fold keeps the two apart.
NOT_ONE = {"联想"}


def watched_names() -> list[str]:
    with WATCHLIST.open(encoding="utf-8", newline="") as file:
        cells = [row["name_zh"] for row in csv.DictReader(file)]
    return sorted({name for cell in cells for name in cell.split(";") if name})


def spellings(name: str) -> set[str]:
    """A simplified name as it is written on the mainland, in Hong Kong or Taiwan, in Japan."""
    traditional = convert(name, "s2t")
    return {name, traditional, convert(traditional, "t2jp")}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(reason="see NOT_ONE")] * (name in NOT_ONE))
        for name in watched_names()
    ],
)
def test_the_spellings_of_a_watched_name_are_one(name: str) -> None:
    assert len({han_fold(spelling) for spelling in spellings(name)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("華為", "华为"),
        ("廣汽", "广汽"),
        ("広汽", "广汽"),
        ("廣澤", "広沢"),
        ("氣", "気"),
        ("龍", "竜"),
        ("豐田", "丰田"),
        ("臺灣", "台湾"),
    ],
)
def test_variants_of_a_character_are_one(one: str, other: str) -> None:
    assert han_fold(one) == han_fold(other)


@pytest.mark.parametrize(("one", "other"), [("大", "太"), ("己", "已"), ("王", "玉"), ("米", "来")])
def test_characters_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert han_fold(one) != han_fold(other)


@pytest.mark.parametrize("text", ["", "huawei", "ЛАБУБУ", "アンタ", "안타", "กี่", "1 2-3"])
def test_other_scripts_are_left_alone(text: str) -> None:
    assert han_fold(text) == text


TEXTS = st.one_of(ANY_UNICODE, st.text("华為広廣a 氣気龍竜臺麼乾后後发發髮面麵", max_size=8))


@given(TEXTS)
def test_the_length_stays(text: str) -> None:
    assert len(han_fold(text)) == len(text)
    assert [len(fold_character(character)) for character in text] == [1] * len(text)


@given(TEXTS, TEXTS, TEXTS)
def test_a_run_of_a_text_folds_to_a_run_of_the_fold(before: str, run: str, after: str) -> None:
    folded = han_fold(before + run + after)
    assert folded[len(before) : len(before) + len(run)] == han_fold(run)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    ["衛卫", "滬沪", "緒绪", "餅饼", "並并", "併并", "敘叙", "戱戯", "頴颕"],
)
def test_a_traditional_character_and_its_simplified_are_one(
    traditional: str, simplified: str
) -> None:
    assert han_fold(traditional) == han_fold(simplified)

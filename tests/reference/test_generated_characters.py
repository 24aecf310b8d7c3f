"""The tables of characters: their notices, their size, and that they can be made again."""

from __future__ import annotations

import os
from pathlib import Path
from runpy import run_path

import pytest

from squatwatch import reference

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "squatwatch" / "reference"
NOTICE = ROOT / "NOTICE"
TOOLS = ROOT / "tools"

UNIHAN = ("sino_korean", "onyomi", "character_shapes", "character_variants")
MOST_BYTES = 600_000

needs_tools = pytest.mark.skipif(
    not TOOLS.is_dir(), reason="the tools are not part of this distribution"
)


def words(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", [*UNIHAN, "sino_vietnamese", "traditional_alternates", "hokkien"])
def test_each_character_stands_once_and_in_order(name: str) -> None:
    rows = reference.table(name).rows()
    keys = [row[:2] if name == "sino_vietnamese" else row[:1] for row in rows]
    assert keys == sorted(set(keys))


def test_the_tables_of_unihan_are_small_and_carry_the_notice() -> None:
    assert sum((TABLES / f"{name}.csv").stat().st_size for name in UNIHAN) < MOST_BYTES
    for name in UNIHAN:
        assert "Copyright (c) 1991-2022 Unicode, Inc." in words(TABLES / f"{name}.csv")
    assert "Copyright © 1991-2022 Unicode, Inc." in words(NOTICE)


@needs_tools
def test_making_the_tables_of_unihan_again_gives_the_same_bytes(tmp_path: Path) -> None:
    named = os.environ.get("SQUATWATCH_UNIHAN", "")
    if not named:
        pytest.skip("SQUATWATCH_UNIHAN names no folder of the Unihan files (unicode-data 15.0.0)")
    assert run_path(str(TOOLS / "make_unihan.py"))["main"]([named, "--out", str(tmp_path)]) == 0
    for name in UNIHAN:
        again = (tmp_path / f"{name}.csv").read_bytes()
        assert again == (TABLES / f"{name}.csv").read_bytes(), name


@needs_tools
def test_making_the_vietnamese_readings_again_gives_the_same_bytes(tmp_path: Path) -> None:
    named = os.environ.get("SQUATWATCH_HANVIET", "")
    if not named:
        pytest.skip("SQUATWATCH_HANVIET names no folder of hanviet-pinyin-words 2.1.7")
    again = tmp_path / "sino_vietnamese.csv"
    tool = run_path(str(TOOLS / "make_sino_vietnamese.py"))
    assert tool["main"]([named, "--out", str(again)]) == 0
    assert again.read_bytes() == (TABLES / "sino_vietnamese.csv").read_bytes()
    licence = (Path(named) / "LICENSE").read_text(encoding="utf-8")
    assert " ".join(licence.split()) in words(NOTICE)


@needs_tools
def test_making_the_traditional_alternates_again_gives_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "traditional_alternates.csv"
    tool = run_path(str(TOOLS / "make_traditional_alternates.py"))
    assert tool["main"](["--out", str(again)]) == 0
    assert again.read_bytes() == (TABLES / "traditional_alternates.csv").read_bytes()


@needs_tools
@pytest.mark.parametrize(
    ("romanized", "kana"),
    [("JUU", "ジュウ"), ("KYOKU", "キョク"), ("SHIN", "シン"), ("SHYUU", ""), ("", "")],
)
def test_readings_in_katakana(romanized: str, kana: str) -> None:
    assert run_path(str(TOOLS / "make_unihan.py"))["katakana"](romanized) == kana


@needs_tools
@pytest.mark.parametrize(
    ("romanized", "hangul"),
    [("YEN", "연"), ("SANG", "상"), ("KWANG", "광"), ("PHWUM", "품"), ("A", "아"), ("XX", "")],
)
def test_korean_readings_in_yale_romanization(romanized: str, hangul: str) -> None:
    assert run_path(str(TOOLS / "make_unihan.py"))["from_yale"](romanized) == hangul

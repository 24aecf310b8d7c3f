"""Katakana: as companies write with and without long marks, plain voiced, voiceless."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch.forms.katakana import STYLES, katakana_forms
from squatwatch.forms.name import Name
from squatwatch.forms.readings import Reading
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "ワンラオジー"),
        ("华为", "ファーウェイ"),
        ("小米", "シャオミ"),
        ("茅台", "マオタイ"),
        ("海尔", "ハイアール"),
        ("红旗", "ホンチー"),
        ("吉利", "ジーリー"),
        ("狗不理", "ゴウブリ"),
        ("海底捞", "ハイディラオ"),
        ("同仁堂", "トンレンタン"),
        ("青岛", "チンタオ"),
        ("广州", "グアンジョウ"),
        ("广州", "コワンチョウ"),
        ("贵阳", "コイヤン"),
        ("元气", "ユエンチー"),
    ],
)
def test_names_are_among_the_styles(name: str, form: str) -> None:
    assert form in texts(list(katakana_forms(Name(name))))


def test_styles_that_agree_give_one_form() -> None:
    assert texts(list(katakana_forms(Name("茅台")))) == ["マオタイ"]


@given(name=NAMES)
def test_any_name_has_each_form_once_a_reading(name: str) -> None:
    made = list(katakana_forms(Name(name)))
    assert len(made) <= len(STYLES) * len(Name(name).readings)
    assert all(item.form for item in made)


@given(reading=READINGS)
def test_a_syllable_it_does_not_know_gives_no_form(reading: Reading) -> None:
    heard = zip(reading.syllables, reading.tones, strict=True)
    unknown = any(tone and syllable in {"ng", "hm", "xyz"} for syllable, tone in heard)
    assert not (unknown and list(katakana_forms(Read(reading))))

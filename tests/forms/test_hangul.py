"""Hangul from Mandarin, by the table of 외래어 표기법."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch.forms.hangul import hangul_forms
from squatwatch.forms.name import Name
from squatwatch.forms.readings import Reading
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "왕라오지"),
        ("华为", "화웨이"),
        ("小米", "샤오미"),
        ("茅台", "마오타이"),
        ("全聚德", "취안쥐더"),
        ("云南白药", "윈난바이야오"),
        ("加多宝", "자둬바오"),
        ("永久", "융주"),
        ("熊猫", "슝마오"),
        ("女儿红", "뉘얼훙"),
        ("奇瑞", "치루이"),
        ("双喜", "솽시"),
        ("苏州", "쑤저우"),
        ("TCL王牌", "TCL 왕파이"),
    ],
)
def test_names_are_one_word(name: str, form: str) -> None:
    assert texts(list(hangul_forms(Name(name)))) == [form]


@given(name=NAMES)
def test_any_name_has_one_form_a_reading(name: str) -> None:
    made = list(hangul_forms(Name(name)))
    assert len(made) <= len(Name(name).readings)
    assert all(item.form for item in made)


@given(reading=READINGS)
def test_a_syllable_it_does_not_know_gives_no_form(reading: Reading) -> None:
    heard = zip(reading.syllables, reading.tones, strict=True)
    unknown = any(tone and syllable in {"ng", "hm", "xyz"} for syllable, tone in heard)
    assert not (unknown and list(hangul_forms(Read(reading))))

"""Sino-Korean: readings and the initial sound law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.hangul_sino import MOST, hangul_sino_forms, initial_sound
from squatwatch.forms.name import Name


def forms(name: str) -> list[str]:
    return [made.form for made in hangul_sino_forms(Name(name))]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "왕로길"),
        ("同仁堂", "동인당"),
        ("青岛", "청도"),
        ("龙井", "용정"),
        ("女儿红", "여아홍"),
        ("六必居", "육필거"),
        ("58同城", "58동성"),
    ],
)
def test_the_reading_with_the_law_at_the_beginning_is_first(name: str, form: str) -> None:
    assert forms(name)[0] == form


@pytest.mark.parametrize(
    ("name", "form"), [("王老吉", "왕노길"), ("龙井", "룡정"), ("茅台", "모태"), ("群光", "군광")]
)
def test_other_readings_are_reached(name: str, form: str) -> None:
    assert form in forms(name)


def test_a_reading_that_only_the_law_makes_is_no_reading_of_its_own() -> None:
    assert forms("老") == ["노", "로"]


def test_ryul_after_a_vowel() -> None:
    assert forms("比率")[0].startswith("비")
    assert "비율" in forms("比率")


@pytest.mark.parametrize(
    ("syllable", "sounds"),
    [("락", "낙"), ("려", "여"), ("녕", "영"), ("나", "나"), ("가", "가"), ("x", "x"), ("", "")],
)
def test_initial_sound(syllable: str, sounds: str) -> None:
    assert initial_sound(syllable) == sounds


@given(st.text(max_size=10) | st.text("王老吉龙女率58ZA·の", max_size=8))
def test_any_text_has_few_forms_each_once(text: str) -> None:
    made = forms(text)
    assert len(made) == len(set(made)) <= MOST

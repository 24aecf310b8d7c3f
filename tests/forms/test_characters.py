"""Names in characters: the conversions of OpenCC, and the characters that it may take wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.alternates import traditional_alternates
from squatwatch.forms.characters import MOST_SHINJITAI, MOST_TRADITIONAL, character_forms
from squatwatch.forms.name import Made, Name


def made(name: str, kind: str) -> list[Made]:
    return [form for form in character_forms(Name(name)) if form.kind == kind]


@pytest.mark.parametrize(
    ("name", "traditional"),
    [
        ("华为", "華為"),
        ("华为", "華爲"),
        ("同仁堂", "同仁堂"),
        ("老干妈", "老干媽"),
        ("老干妈", "老乾媽"),
        ("郁美净", "郁美淨"),
        ("余仁生", "余仁生"),
        ("康师傅方便面", "康師傅方便麵"),
        ("58同城", "58同城"),
    ],
)
def test_the_traditional_form_is_reached(name: str, traditional: str) -> None:
    assert traditional in [form.form for form in character_forms(Name(name))]


@pytest.mark.parametrize(
    ("name", "japanese"), [("荣宝斋", "栄宝斎"), ("鼎泰丰", "鼎泰豊"), ("龙井", "竜井")]
)
def test_the_japanese_form_is_reached(name: str, japanese: str) -> None:
    assert japanese in [form.form for form in made(name, "shinjitai")]


def test_conversion_by_words_stands_before_other_choices() -> None:
    weights = [form.weight for form in made("老干妈", "trad")]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 0.98 and weights[-1] == 0.9


def test_a_traditional_name_is_given_in_simplified_characters_too() -> None:
    assert [form.form for form in made("華為", "hanzi")] == ["華為", "华为"]


def test_the_alternates_are_several_and_distinct() -> None:
    assert traditional_alternates("面") == ("面", "麪")
    assert traditional_alternates("啡") == ()


@given(st.text(max_size=12) | st.text("余干发里面复钟58A·", max_size=8))
def test_any_text_has_few_forms_each_once(text: str) -> None:
    forms = list(character_forms(Name(text)))
    assert len(forms) <= 2 + MOST_TRADITIONAL + MOST_SHINJITAI
    assert len({(form.form, form.kind) for form in forms}) == len(forms)
    assert forms[0].form == text

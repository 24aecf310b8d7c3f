"""Sino-Vietnamese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.name import Name
from squatwatch.forms.sino_viet import MOST, sino_viet_forms, without_marks


def forms(name: str) -> list[str]:
    return [made.form for made in sino_viet_forms(Name(name))]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "VƯƠNG LÃO CÁT"),
        ("同仁堂", "ĐỒNG NHÂN ĐƯỜNG"),
        ("北京", "BẮC KINH"),
        ("华为", "HOA VI"),
        ("58同城", "58 ĐỒNG THÀNH"),
        ("Z.AI智谱", "Z.AI TRÍ PHẢ"),
    ],
)
def test_the_reading_is_first(name: str, form: str) -> None:
    assert without_marks(forms(name)[0]) == without_marks(form)


def test_the_mandarin_reading_chooses() -> None:
    assert forms("银行")[0] == "NGÂN HÀNG"
    assert forms("行")[0] == "HÀNH"


def test_what_differs_by_tone_only_is_given_once() -> None:
    plain = [without_marks(form) for form in forms("重庆长虹")]
    assert len(plain) == len(set(plain))


@given(st.text(max_size=10) | st.text("王老吉行长58ZA·の", max_size=8))
def test_any_text_has_few_forms_each_once(text: str) -> None:
    made = forms(text)
    assert len(made) == len(set(made)) <= MOST
    assert all(form == form.upper() for form in made)

"""On'yomi in katakana."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.forms.name import Name
from squatwatch.forms.onyomi import MOST, onyomi_forms


def forms(name: str) -> list[str]:
    return [made.form for made in onyomi_forms(Name(name))]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "オウロウキチ"),
        ("同仁堂", "ドウジンドウ"),
        ("红旗", "コウキ"),
        ("重庆", "ジュウケイ"),
        ("58同城", "58ドウジョウ"),
    ],
)
def test_the_usual_reading_is_reached(name: str, form: str) -> None:
    assert form in forms(name)


def test_usual_readings_stand_for_characters_that_have_several() -> None:
    several = dict(reference.table("onyomi").rows())
    usual = reference.table("onyomi_first").rows()
    assert len({character for character, _ in usual}) == len(usual)
    assert [c for c, reading in usual if several[c].split()[0] == reading] == []


def test_readings_are_katakana() -> None:
    letters = set("".join(reference.table("onyomi")["readings"])) - {" "}
    assert all("ァ" <= letter <= "ヺ" for letter in letters)


@given(st.text(max_size=10) | st.text("王老吉行大58ZA·の", max_size=8))
def test_any_text_has_few_forms_each_once(text: str) -> None:
    made = forms(text)
    assert len(made) == len(set(made)) <= MOST

"""Hokkien by the project's own table."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.forms.hokkien import MOST, hokkien_forms
from squatwatch.forms.name import Name

SYLLABLE = re.compile(
    r"(chh|ch|ph|th|kh|ng|[ptkbmnlgjsh])?"
    r"(([aeiou]|ai|au|ia|io|iu|iau|oa|oe|oai|ui)(m|n|ng|p|t|k|h)?|n?g|m)"
)


def forms(name: str) -> list[str]:
    return [made.form for made in hokkien_forms(Name(name))]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "ONG LO KIAT"),
        ("福记", "HOK KI"),
        ("福記", "HOCK KEE"),
        ("顺发", "SOON HUAT"),
        ("德源", "TECK GUAN"),
        ("58同城", "58 TONG SENG"),
    ],
)
def test_the_form_is_reached(name: str, form: str) -> None:
    assert form in forms(name)


def test_a_name_with_an_unknown_character_has_none() -> None:
    assert forms("王鼋") == []


def test_the_table_holds_syllables_of_hokkien() -> None:
    rows = reference.table("hokkien").rows()
    assert len({character for character, _ in rows}) == len(rows)
    readings = {reading for _, cell in rows for reading in cell.split()}
    assert {reading for reading in readings if not SYLLABLE.fullmatch(reading)} == set()


@given(st.text(max_size=10) | st.text("王老吉福记58ZA·の", max_size=8))
def test_any_text_has_few_forms_each_once(text: str) -> None:
    made = forms(text)
    assert len(made) == len(set(made)) <= MOST

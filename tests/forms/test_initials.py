"""Initials of the pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch.forms.initials import INITIALS_WEIGHT, initials_forms
from squatwatch.forms.name import Name
from squatwatch.forms.readings import Reading
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("王老吉", ["WLJ"]),
        ("中国移动", ["ZGYD"]),
        ("绿源", ["LY"]),
        ("58同城", ["58TC"]),
        ("曾小厨", ["ZXC", "CXC"]),
        ("长虹", ["CH"]),
        ("家", []),
        ("58", []),
    ],
)
def test_names(name: str, forms: list[str]) -> None:
    assert texts(list(initials_forms(Name(name)))) == forms


def test_second_readings_weigh_less() -> None:
    weights = [made.weight for made in initials_forms(Name("曾小厨"))]
    assert weights == pytest.approx([INITIALS_WEIGHT, 0.6 * INITIALS_WEIGHT])


@given(name=NAMES)
def test_any_name_has_each_form_once(name: str) -> None:
    made = list(initials_forms(Name(name)))
    assert len(set(texts(made))) == len(made)


@given(reading=READINGS)
def test_any_reading(reading: Reading) -> None:
    made = list(initials_forms(Read(reading)))
    assert bool(made) == (sum(tone > 0 for tone in reading.tones) >= 2)

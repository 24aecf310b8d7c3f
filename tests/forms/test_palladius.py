"""Palladius: one word, with hard signs."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch.forms.name import Name
from squatwatch.forms.palladius import palladius_forms
from squatwatch.forms.readings import Reading
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "ВАНЛАОЦЗИ"),
        ("五粮液", "УЛЯНЪЕ"),
        ("华为", "ХУАВЭЙ"),
        ("小米", "СЯОМИ"),
        ("青岛", "ЦИНДАО"),
        ("统一", "ТУНЪИ"),
        ("长安", "ЧАНЪАНЬ"),
        ("恒源祥", "ХЭНЪЮАНЬСЯН"),
        ("云南白药", "ЮНЬНАНЬБАЙЯО"),
        ("回力", "ХУЭЙЛИ"),
        ("贵州", "ГУЙЧЖОУ"),
        ("娃哈哈", "ВАХАХА"),
        ("支付宝", "ЧЖИФУБАО"),
        ("银耳", "ИНЬЭР"),
        ("58安居", "58 АНЬЦЗЮЙ"),
    ],
)
def test_names_are_one_word(name: str, form: str) -> None:
    assert texts(list(palladius_forms(Name(name))))[0] == form


def test_the_syllables_stand_apart_too_where_that_drops_a_hard_sign() -> None:
    assert texts(list(palladius_forms(Name("统一")))) == ["ТУНЪИ", "ТУН И"]
    assert texts(list(palladius_forms(Name("小米")))) == ["СЯОМИ"]


@given(name=NAMES)
def test_any_name(name: str) -> None:
    made = list(palladius_forms(Name(name)))
    assert len(made) <= 2 * len(Name(name).readings)
    assert all(item.form and item.kind == "palladius" for item in made)


@given(reading=READINGS)
def test_a_syllable_it_does_not_know_gives_no_form(reading: Reading) -> None:
    heard = zip(reading.syllables, reading.tones, strict=True)
    unknown = any(tone and syllable in {"ng", "hm", "xyz"} for syllable, tone in heard)
    assert not (unknown and list(palladius_forms(Read(reading))))

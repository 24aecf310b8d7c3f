"""Wade-Giles: with and without apostrophes, by every reading."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch.forms.name import Name
from squatwatch.forms.readings import Reading
from squatwatch.forms.wade_giles import WADE_GILES_WEIGHT, wade_giles_forms
from squatwatch.text.normalize import joined, normalize
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("茅台", ["MAO T'AI", "MAO TAI"]),
        ("女儿红", ["NÜ ERH HUNG", "NU ERH HUNG"]),
        ("全聚德", ["CH'ÜAN CHÜ TE", "CHUAN CHU TE"]),
        ("奇瑞", ["CH'I JUI", "CHI JUI"]),
        ("波司登", ["PO SSU TENG"]),
        ("哈尔滨", ["HA ERH PIN"]),
        ("光明", ["KUANG MING"]),
        ("燕京", ["YEN CHING"]),
        ("五粮液", ["WU LIANG YEH"]),
        ("四川", ["SSU CH'UAN", "SSU CHUAN"]),
        ("国货", ["KUO HUO"]),
        ("紫砂", ["TZU SHA"]),
        ("58同城", ["58 T'UNG CH'ENG", "58 TUNG CHENG"]),
    ],
)
def test_names(name: str, forms: list[str]) -> None:
    assert texts(list(wade_giles_forms(Name(name)))) == forms


@pytest.mark.parametrize("name", ["海南", "华为", "58"])
def test_what_pinyin_spells_alike_is_left_to_pinyin(name: str) -> None:
    assert list(wade_giles_forms(Name(name))) == []


def test_second_readings_weigh_less() -> None:
    weights = {made.form: made.weight for made in wade_giles_forms(Name("曾小厨"))}
    assert weights["TSENG HSIAO CH'U"] == WADE_GILES_WEIGHT
    assert weights["TS'ENG HSIAO CH'U"] == pytest.approx(0.6 * WADE_GILES_WEIGHT)


def test_with_and_without_apostrophes_match_alike() -> None:
    keys = {joined(normalize(made.form)) for made in wade_giles_forms(Name("全聚德"))}
    assert len(keys) == 1


@given(name=NAMES)
def test_any_name_has_at_most_two_forms_a_reading(name: str) -> None:
    made = list(wade_giles_forms(Name(name)))
    assert len(made) <= 2 * len(Name(name).readings)
    assert len(set(texts(made))) == len(made)


@given(reading=READINGS)
def test_a_syllable_it_does_not_know_gives_no_form(reading: Reading) -> None:
    heard = zip(reading.syllables, reading.tones, strict=True)
    unknown = any(tone and syllable in {"ng", "hm", "xyz"} for syllable, tone in heard)
    assert not (unknown and list(wade_giles_forms(Read(reading))))

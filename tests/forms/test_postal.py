"""Postal spelling: the dictionary, the rules, and both in one name."""

from __future__ import annotations

import pytest
from hypothesis import given

from squatwatch import reference
from squatwatch.forms.name import Name
from squatwatch.forms.postal import DICTIONARY_WEIGHT, RULES_WEIGHT, postal_forms
from squatwatch.forms.readings import Reading
from squatwatch.forms.syllables import known_syllables
from tests.forms.names import NAMES, READINGS, Read, texts


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("北京", "PEKING"),
        ("天津", "TIENTSIN"),
        ("青岛", "TSINGTAO"),
        ("广州", "CANTON"),
        ("厦门", "AMOY"),
        ("燕京", "YENCHING"),
        ("苏州", "SOOCHOW"),
        ("重庆", "CHUNGKING"),
        ("哈尔滨", "HARBIN"),
        ("贵州茅台", "KWEICHOW MOUTAI"),
    ],
)
def test_names_of_the_dictionary(name: str, form: str) -> None:
    weights = {made.form: made.weight for made in postal_forms(Name(name))}
    assert weights[form] == DICTIONARY_WEIGHT


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("光明", "KWANGMING"),
        ("胶州", "KIAOCHOW"),
        ("惠州", "HWEICHOW"),
        ("济宁", "TSINING"),
        ("荆州", "KINGCHOW"),
        ("四平", "SZEPING"),
        ("吴兴", "WUHING"),
        ("新乡", "SINSIANG"),
        ("淮安", "HWAIAN"),
    ],
)
def test_other_names_by_the_rules(name: str, form: str) -> None:
    weights = {made.form: made.weight for made in postal_forms(Name(name))}
    assert weights[form] == RULES_WEIGHT


def test_a_place_in_a_name_takes_its_spelling_and_the_rest_rules_or_pinyin() -> None:
    forms = texts(list(postal_forms(Name("青岛光明"))))
    assert forms == ["TSINGTAO KWANGMING", "TSINGTAO GUANGMING"]


def test_a_place_with_several_spellings_has_them_all() -> None:
    assert texts(list(postal_forms(Name("广东")))) == ["KWANGTUNG", "CANTON"]


@pytest.mark.parametrize("name", ["上海", "五粮液", "邯郸", "58"])
def test_what_pinyin_or_wade_giles_spell_alike_is_left_to_them(name: str) -> None:
    assert list(postal_forms(Name(name))) == []


def test_the_tables_are_well_made() -> None:
    names = reference.table("postal_names").rows()
    assert len(set(names)) == len(names)
    assert all(spelling.replace(" ", "").isupper() for _, spelling in names)
    for syllable, characters in reference.table("sharp_characters").iter_rows():
        assert syllable in known_syllables()
        assert syllable[0] in "jqx"
        assert len(set(characters)) == len(characters)


@given(name=NAMES)
def test_any_name_has_each_form_once(name: str) -> None:
    made = list(postal_forms(Name(name)))
    assert len(set(texts(made))) == len(made)
    assert all(item.form for item in made)


@given(reading=READINGS, name=NAMES)
def test_a_syllable_it_does_not_know_gives_no_form(reading: Reading, name: str) -> None:
    heard = zip(reading.syllables, reading.tones, strict=True)
    unknown = any(tone and syllable in {"ng", "hm", "xyz"} for syllable, tone in heard)
    assert not (unknown and list(postal_forms(Read(reading, text=name))))

"""Cantonese: Jyutping and the spelling of Hong Kong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.forms.cantonese import MOST_HK, MOST_JYUTPING, hk_forms, jyutping_forms
from squatwatch.forms.hk_spelling import hk_spellings, surname_of
from squatwatch.forms.name import Name

ONSETS = (
    "", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "ng", "h", "gw", "kw", "w", "j", "z",
    "c", "s",
)  # fmt: skip
RIMES = (
    "aa", "aai", "aau", "aam", "aan", "aang", "aap", "aat", "aak", "ai", "au", "am", "an",
    "ang", "ap", "at", "ak", "e", "ei", "eng", "ek", "eoi", "eon", "eot", "oeng", "oek", "i",
    "iu", "im", "in", "ing", "ip", "it", "ik", "o", "oi", "ou", "on", "ong", "ot", "ok", "u",
    "ui", "un", "ung", "ut", "uk", "yu", "yun", "yut",
)  # fmt: skip


def hk(name: str) -> list[str]:
    return [made.form for made in hk_forms(Name(name))]


def jyutping(name: str) -> list[str]:
    return [made.form for made in jyutping_forms(Name(name))]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("同仁堂", "TUNG JAN TONG"),
        ("大白兔", "DAAI BAAK TOU"),
        ("余仁生", "JYU JAN SANG"),
        ("龙井", "LUNG ZENG"),
        ("58同城", "58 TUNG SING"),
    ],
)
def test_jyutping(name: str, form: str) -> None:
    assert form in jyutping(name)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("王老吉", "WONG LO KAT"),
        ("同仁堂", "TUNG YAN TONG"),
        ("大白兔", "TAI PAK TO"),
        ("光明", "KWONG MING"),
        ("九龙", "KOWLOON"),
        ("九龙仓", "KOWLOON TSONG"),
        ("58同城", "58 TUNG SHING"),
        ("Z.AI智谱", "Z.AI CHI PO"),
    ],
)
def test_the_governments_spelling_is_first(name: str, form: str) -> None:
    assert hk(name)[0] == form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("李锦记", "LEE KUM KEE"),
        ("周大福", "CHOW TAI FOOK"),
        ("同仁堂", "TONG YAN TONG"),
        ("余仁生", "EU YAN SANG"),
        ("張小泉", "CHEUNG SIU CHUEN"),
        ("观塘", "KOON TONG"),
    ],
)
def test_the_spelling_of_companies_is_reached(name: str, form: str) -> None:
    assert form in hk(name)


def test_the_first_choice_weighs_most() -> None:
    weights = [made.weight for made in hk_forms(Name("李锦记"))]
    assert weights[0] == 0.85 and max(weights[1:]) <= 0.85 * 0.6


def test_every_syllable_has_a_spelling() -> None:
    assert [
        onset + rime for onset in ONSETS for rime in RIMES if not hk_spellings(onset + rime, "")
    ] == []


def test_every_part_of_the_table_is_one_that_is_read() -> None:
    parts = set(reference.table("hk_spelling")["part"])
    assert parts == {"onset", "rime", "syllable"}
    assert set(reference.table("hk_names")["kind"]) == {"surname", "place"}


def test_a_surname_is_read_only_in_short_names() -> None:
    assert surname_of("余仁生药业集团") == ""


@pytest.mark.parametrize("name", ["九58龙", "A余仁", "余", "九", "香港", "A九龙B香港C", "。", "㐀"])
def test_places_and_surnames_beside_other_things(name: str) -> None:
    assert all(form == form.strip() and "  " not in form for form in hk(name))


@given(st.text(max_size=10) | st.text("王同生泉九龙余58Z.A ·の", max_size=8))
def test_any_text_has_few_forms_each_once(text: str) -> None:
    for forms, most in ((hk(text), MOST_HK), (jyutping(text), MOST_JYUTPING)):
        assert len(forms) == len(set(forms)) <= most
        assert all(form and form == form.upper() for form in forms)

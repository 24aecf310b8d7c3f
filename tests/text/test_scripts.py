"""Which script a text is in."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given

from squatwatch.model import Script
from squatwatch.text.scripts import is_alphabet, script_of, script_of_character, scripts_in
from tests.text.unicode_texts import ANY_UNICODE

CHARACTERS: list[tuple[str, Script | None]] = [
    ("a", "latin"),
    ("é", "latin"),
    ("ж", "cyrillic"),
    ("Ω", "greek"),
    ("华", "han"),
    ("々", "han"),
    ("〇", "han"),
    ("あ", "kana"),
    ("ア", "kana"),
    ("ー", "kana"),
    ("한", "hangul"),
    ("ᄒ", "hangul"),
    ("ก", "thai"),
    ("ه", "arabic"),
    ("क", "devanagari"),
    ("ա", "other"),
    ("א", "other"),
    ("1", None),
    ("-", None),
    (" ", None),
    ("\u0301", None),
]


@pytest.mark.parametrize(("character", "script"), CHARACTERS)
def test_script_of_a_character(character: str, script: Script | None) -> None:
    assert script_of_character(character) == script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("HUAWEI", "latin"),
        ("华为", "han"),
        ("お茶", "kana"),
        ("王々ア茶茶茶", "kana"),
        ("ラーメン", "kana"),
        ("ЛАБУБУ", "cyrillic"),
        ("샤오미", "hangul"),
        ("หัวเว่ย", "thai"),
        ("هواوي", "arabic"),
        ("शाओमी", "devanagari"),
        ("Ελλάς", "greek"),
        ("小米 mi store", "latin"),
        ("小米之家 mi", "han"),
        ("360", "latin"),
        ("", "latin"),
        ("Երևան", "other"),
    ],
)
def test_script_of_a_name(text: str, script: Script) -> None:
    assert script_of(text) == script


def test_only_latin_cyrillic_and_greek_share_look_alikes() -> None:
    assert {script for script in get_args(Script) if is_alphabet(script)} == {
        "latin",
        "cyrillic",
        "greek",
    }


@given(ANY_UNICODE)
def test_any_text_has_a_script_of_the_closed_list(text: str) -> None:
    known = get_args(Script)
    assert script_of(text) in known
    counts = scripts_in(text)
    assert set(counts) <= set(known)
    assert sum(counts.values()) <= len(text)

"""Letters: the units in which edits are counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from squatwatch.match.edits import osa_distance
from squatwatch.text.letters import LetterStrings, letters
from squatwatch.text.normalize import joined, normalize
from tests.text.unicode_texts import TEXTS

EXAMPLES = [
    ("", []),
    ("xiaomi", list("xiaomi")),
    ("лабубу", list("лабубу")),
    ("华为", ["华", "为"]),
    ("마오", ["ᄆ", "ᅡ", "ᄋ", "ᅩ"]),
    ("한국", ["ᄒ", "ᅡ", "ᆫ", "ᄀ", "ᅮ", "ᆨ"]),
    ("까", ["ᄁ", "ᅡ"]),
    ("ガが", ["ガ", "が"]),
    ("ﾊﾟ", ["パ"]),
    ("ラー", ["ラ", "ー"]),
    ("กี่", ["กี่"]),
    ("หัวเว่ย", ["หั", "ว", "เ", "ว่", "ย"]),
    ("शाओमी", ["शा", "ओ", "मी"]),
    ("हुआवेई", ["हु", "आ", "वे", "ई"]),
    ("مُحَمَّد", ["م", "ح", "م", "د"]),
    ("anta안", ["a", "n", "t", "a", "ᄋ", "ᅡ", "ᆫ"]),
    ("antaกี่", ["a", "n", "t", "a", "กี่"]),
]

ALPHABETS = ["abc", "гдж", "마오한국까", "กขี่ัว", "कखि्षाम", "ガがー", "华为a한", "محمد"]
words = st.sampled_from(ALPHABETS).flatmap(lambda alphabet: st.text(alphabet, max_size=7))


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_letters_of_a_script(text: str, expected: list[str]) -> None:
    assert list(letters(joined(normalize(text)))) == expected


@given(TEXTS)
def test_letters_of_any_text_lose_nothing(text: str) -> None:
    spelled = joined(normalize(text))
    assert joined(normalize("".join(letters(spelled)))) == joined(normalize(spelled))
    assert all(letters(spelled))


@settings(max_examples=400)
@given(words, words)
def test_letter_strings_are_equal_where_letters_are(one: str, other: str) -> None:
    strings = LetterStrings()
    assert (strings(one) == strings(other)) == (letters(one) == letters(other))


@settings(max_examples=400)
@given(words, words)
def test_letter_strings_keep_the_distance(one: str, other: str) -> None:
    strings = LetterStrings()
    assert len(strings(one)) == len(letters(one))
    assert OSA.distance(strings(one), strings(other)) == osa_distance(letters(one), letters(other))


def test_a_letter_string_keeps_letters_of_one_character_as_they_are() -> None:
    strings = LetterStrings()
    assert strings("кот") == "кот"
    assert strings("한") == "".join(letters("한"))


def test_a_kana_keeps_a_mark_that_does_not_compose() -> None:
    assert len(letters("か\u309a")) == 1


def test_jamo_are_counted_beside_thai_too() -> None:
    assert letters("한กี่") == (*letters("한"), *letters("กี่"))

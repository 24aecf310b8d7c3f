"""The sound fold: which spellings are one sound, and that it is made by its table alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.sound import sound_fold
from tests.text.unicode_texts import TEXTS

RULES = dict(reference.table("sound_fold").select("from", "to").iter_rows())

CLASSES = [
    "zh z j ch c q ts tz tch",
    "sh s x hs",
    "n ng",
    "f h",
    "b p",
    "d t",
    "g k",
    "w v",
    "ou ow",
    "ui uei",
    "un uen",
]


@pytest.mark.parametrize("spellings", CLASSES)
def test_the_spellings_of_a_class_are_one(spellings: str) -> None:
    assert len({sound_fold(spelling) for spelling in spellings.split()}) == 1


def test_the_classes_are_apart() -> None:
    folds = {sound_fold(spellings.split()[0]) for spellings in CLASSES}
    assert len(folds) == len(CLASSES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zhangyu", "changyu"),
        ("hsiaomi", "xiaomi"),
        ("shaomi", "xaomi"),
        ("qingdao", "tsingtao"),
        ("beida", "peita"),
        ("fujian", "hujian"),
        ("maotow", "maodou"),
        ("shuei", "shui"),
        ("lan", "lang"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert sound_fold(one) == sound_fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mi", "li"), ("lan", "ran"), ("ma", "mo"), ("yi", "wi"), ("ta", "ka")]
)
def test_other_sounds_stay_apart(one: str, other: str) -> None:
    assert sound_fold(one) != sound_fold(other)


@pytest.mark.parametrize("spelling", RULES)
def test_every_rule_is_used(spelling: str) -> None:
    assert sound_fold(spelling) == RULES[spelling]
    assert sound_fold(f"y{spelling}") == f"y{RULES[spelling]}"


def test_the_longest_rule_wins() -> None:
    longer = {
        whole: RULES[start] + sound_fold(whole.removeprefix(start))
        for whole in RULES
        for start in RULES
        if whole != start and whole.startswith(start)
    }
    assert longer
    assert any(RULES[whole] != in_parts for whole, in_parts in longer.items())
    assert {whole: sound_fold(whole) for whole in longer} == {
        whole: RULES[whole] for whole in longer
    }


def test_a_rule_takes_the_first_place_from_the_left() -> None:
    # ng goes as one before g is looked at, and what stands behind begins anew.
    assert sound_fold("ngg") == RULES["ng"] + RULES["g"]
    assert sound_fold("ang") != sound_fold("ank")


@pytest.mark.parametrize(("one", "other"), [("zong", "tsung"), ("cui", "tsui"), ("cun", "tsun")])
def test_a_short_syllable_is_not_taken_out_of_a_longer_one(one: str, other: str) -> None:
    assert sound_fold(one) == sound_fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mifu", "mihu"), ("dafu", "dahu"), ("jiefei", "jiehei")]
)
def test_f_and_h_are_one_within_a_name_too(one: str, other: str) -> None:
    assert sound_fold(one) == sound_fold(other)


def test_the_table_has_small_letters_on_one_side_and_capitals_on_the_other() -> None:
    assert all(re.fullmatch("[a-z]+", spelling) for spelling in RULES)
    assert all(re.fullmatch("[A-Z]+", sound) for sound in RULES.values())
    assert len(RULES) == reference.table("sound_fold").height


LATIN = st.text("abcdeghijnopqstuwxyzfvk", max_size=14)


@given(st.one_of(LATIN, TEXTS.map(normalize).map(joined)))
def test_twice_is_once_and_nothing_grows(text: str) -> None:
    folded = sound_fold(text)
    assert sound_fold(folded) == folded
    assert len(folded) <= len(text)


@given(TEXTS.map(normalize).map(joined))
def test_what_is_no_latin_letter_stays(text: str) -> None:
    assert re.sub("[a-z]+", "", text) == re.sub("[a-zA-Z]+", "", sound_fold(text))


@given(LATIN)
def test_the_fold_is_that_of_the_table_read_slowly(text: str) -> None:
    slow, at = "", 0
    while at < len(text):
        here = [spelling for spelling in RULES if text.startswith(spelling, at)]
        longest = max(here, key=len, default=text[at])
        slow += RULES.get(longest, longest)
        at += len(longest)
    assert sound_fold(text) == slow

"""The match relation, by example for each clause and each limit of it."""

from __future__ import annotations

import jellyfish
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from squatwatch.match.edits import osa_distance
from squatwatch.match.limits import script_limits, sound_edits
from squatwatch.match.relation import (
    Agreement,
    agreements,
    fewest_edits,
    letters_of,
    units,
    word_ends,
    words_around,
)
from squatwatch.model import Relation
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of


def found(form: str, text: str, relation: Relation) -> dict[str, int]:
    """The units on which a form agrees with a text in one relation, and the edits on them."""
    form = joined(normalize(form))
    agreed = agreements(form, script_of(form), normalize(text))
    return {each.unit: each.edits for each in agreed if each.relation == relation}


SPELLING = [
    # below 4 letters only the whole mark, to the letter
    ("mi", "MI", {"mi": 0}),
    ("mi", "M.I.", {"mi": 0}),
    ("mi", "MI STORE", {}),
    ("mi", "ME", {}),
    ("byd", "BYD", {"byd": 0}),
    ("byd", "BYD AUTO", {}),
    ("byd", "BYB", {}),
    # 4 letters: any unit, to the letter
    ("anta", "ANTA", {"anta": 0}),
    ("anta", "ANTA SPORT", {"anta": 0}),
    ("anta", "AN TA SPORT", {"anta": 0}),
    ("anta", "ANDA", {}),
    ("anta", "ANTAS", {}),
    # 5 to 7 letters: one edit
    ("haier", "HAIER", {"haier": 0}),
    ("haier", "HAIR", {"hair": 1}),
    ("haier", "HAAIER", {"haaier": 1}),
    ("haier", "HAIIR", {"haiir": 1}),
    ("haier", "HIAER", {"hiaer": 1}),
    ("haier", "HIARE", {}),
    ("haier", "HAI", {}),
    ("hisense", "HYSENSE", {"hysense": 1}),
    ("hisense", "HYSENCE", {}),
    # from 8 letters: two edits
    ("deepseek", "DEPSEAK", {"depseak": 2}),
    ("deepseek", "DEEPSEEK AI", {"deepseek": 0, "deepseekai": 2}),
    ("deepseek", "DIPSEAK", {}),
    ("guifaxiang", "GUAFAXANG", {"guafaxang": 2}),
    ("guifaxiang", "GUAFAXAN", {}),
    # a unit: up to four words joined, or the whole text joined
    ("abcd", "x A B C D y", {"abcd": 0}),
    ("abcd", "AB C D", {"abcd": 0}),
    ("abcd", "ABXCD", {}),
    ("abcde", "A B C D E", {"abcde": 0, "abcd": 1, "bcde": 1}),
    ("abcde", "x A B C D E y", {"abcd": 1, "bcde": 1}),
]


@pytest.mark.parametrize(("form", "text", "expected"), SPELLING)
def test_spelling(form: str, text: str, expected: dict[str, int]) -> None:
    assert found(form, text, "spelling") == expected


def test_spelling_is_for_latin_and_script_for_the_others() -> None:
    assert found("лабубу", "ЛАБУБУ", "spelling") == {}
    assert found("labubu", "LABUBU", "script") == {}


SCRIPT = [
    # Cyrillic as Latin
    ("юта", "ЮТА", {"юта": 0}),
    ("юта", "ЮТА СПОРТ", {}),
    ("анта", "АНТА СПОРТ", {"анта": 0}),
    ("анта", "АНДА", {}),
    ("лабубу", "ЛАБУБА", {"лабуба": 1}),
    ("лабубу", "ЛАБАБА", {}),
    ("хуавэйкомпани", "ХУАВЕЙ КОМПАНЯ", {"хуавейкомпаня": 2}),
    # Greek as Latin
    ("αντα", "ΑΝΤΑ", {"αντα": 0}),
    # Hangul: edits of jamo, one from 8 of them and two from 14
    ("샤오미", "샤오미", {"샤오미": 0}),
    ("샤오미", "샤오마", {}),
    ("샤오미폰", "샤오마폰", {"샤오마폰": 1}),
    ("샤오미폰", "샤요마폰", {}),
    ("한국전자산", "한극전차산", {"한극전차산": 2}),
    # kana: one from 4, two from 8
    ("アンタ", "アンダ", {}),
    ("シャオミ", "シャオビ", {"シャオビ": 1}),
    ("シャオミ", "シャアビ", {}),
    ("ファーウェイジ", "ファーウエイシ", {}),
    ("ファーウェイジヤ", "ファーウエイシヤ", {"ファーウエイシヤ": 2}),
    # Thai and Devanagari: clusters
    ("หัวเว่ย", "หัวเวย", {"หัวเวย": 1}),
    ("หัวเว่ย", "หวเวย", {}),
    ("शाओमी", "शाओमी", {"शाओमी": 0}),
    ("शाओमी", "शाओमि", {}),
    ("हुआवेई", "हुआवई", {"हुआवई": 1}),
    # Arabic: letters without vowel signs
    ("شاومي", "شَاوْمي", {"شاومي": 0}),
    ("شاومي", "شاوبي", {"شاوبي": 1}),
    ("انتا", "اندا", {}),
]


@pytest.mark.parametrize(("form", "text", "expected"), SCRIPT)
def test_script(form: str, text: str, expected: dict[str, int]) -> None:
    assert found(form, text, "script") == expected


SOUND = [
    # folds of 5 to 7: equal
    ("xiaomi", "HSIAOMI", {"hsiaomi": 0}),
    ("xiaomi", "super SHIAOMI phone", {"shiaomi": 0}),
    ("xiaomi", "HSIAOMY", {}),
    ("fuvan", "HUWANG", {"huwang": 0}),
    # below 5: never
    ("pate", "BADE", {}),
    ("mao", "MAO", {}),
    # from 8: one edit
    ("beiketola", "PEIKETOLA", {"peiketola": 0}),
    ("beiketola", "PEIKETOLE", {"peiketole": 1}),
    ("beiketola", "PEIKETELE", {}),
]


@pytest.mark.parametrize(("form", "text", "expected"), SOUND)
def test_sound(form: str, text: str, expected: dict[str, int]) -> None:
    assert found(form, text, "sound") == expected


def test_sound_is_for_latin_only() -> None:
    assert found("лабубулабубу", "ЛАБУБУЛАБУБУ", "sound") == {}


INSIDE = [
    # within the joined text, from 5 letters
    ("haier", "SUPERHAIERS", {"superhaiers": 0}),
    ("haier", "the HAI ERA of", {"haiera": 0}),
    ("haier", "HAIER", {"haier": 0}),
    ("anta", "FANTA", {}),
    ("anta", "SANTANA", {}),
    # with one edit at an end of a single word, from 6 letters
    ("xiaomi", "SUPERXAOMI", {"superxaomi": 1}),
    ("xiaomi", "XAOMIPHONE", {"xaomiphone": 1}),
    ("xiaomi", "XIAMOIPHONE", {"xiamoiphone": 1}),
    ("xiaomi", "XIAAOMIPHONE", {"xiaaomiphone": 1}),
    ("xiaomi", "SUPERXAOMIPHONE", {}),
    ("xiaomi", "SUPERXAMI", {}),
    ("xiaomi", "SUPERXAO MI", {}),
    ("haier", "SUPERHAYER", {}),
]


@pytest.mark.parametrize(("form", "text", "expected"), INSIDE)
def test_inside(form: str, text: str, expected: dict[str, int]) -> None:
    assert found(form, text, "inside") == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("лабубу", "СУПЕРЛАБУБУ", {"суперлабубу": 0}),
        ("лабубу", "СУПЕРЛАБУБА", {"суперлабуба": 1}),
        ("シャオミ", "スーパーシャオミ", {"スーパーシャオミ": 0}),
        ("アンタ", "アンタマ", {}),
        ("シャオミー", "スーパーシャオビー", {"スーパーシャオビー": 1}),
        ("샤오미폰", "새샤오미폰가", {"새샤오미폰가": 0}),
    ],
)
def test_inside_in_other_scripts(form: str, text: str, expected: dict[str, int]) -> None:
    assert found(form, text, "inside") == expected


HANZI = [
    ("华为", "华为", {"华为": 0}),
    ("华为", "華為", {"華為": 0}),
    ("华为", "新華為手机", {"新華為手机": 0}),
    ("华为", "新华 为手机", {"新华为手机": 0}),
    ("华为", "HUAWEI 华为 PHONE", {"华为": 0}),
    ("华为", "华的为", {}),
    ("华为", "为华", {}),
    ("王老吉", "王老吉凉茶", {"王老吉凉茶": 0}),
    ("王老吉", "老吉", {}),
    # three characters or more: one may be a look-alike or of the same sound
    ("王老吉", "王老古", {"王老古": 1}),
    ("王老吉", "旺老吉", {"旺老吉": 1}),
    ("王老吉", "新王老古茶", {"新王老古茶": 1}),
    ("王老吉", "王老古 王老吉", {"王老古": 1, "王老吉": 0}),
    ("王老吉", "王老李", {}),
    ("王老吉", "旺老古", {}),
    ("华为", "华伪", {}),
    ("广汽", "広汽", {"広汽": 0}),
    # one character: only the whole mark
    ("茶", "茶", {"茶": 0}),
    ("茶", "茶 TEA", {}),
    ("茶", "喜茶", {}),
    ("龙", "龍", {"龍": 0}),
]


@pytest.mark.parametrize(("form", "text", "expected"), HANZI)
def test_hanzi(form: str, text: str, expected: dict[str, int]) -> None:
    assert found(form, text, "hanzi") == expected


def test_characters_agree_as_characters_only() -> None:
    assert {each.relation for each in agreements("华为", "han", "华为 华为")} == {"hanzi"}


def test_an_empty_form_or_text_agrees_with_nothing() -> None:
    assert agreements("", "latin", "anta") == set()
    assert agreements("anta", "latin", "") == set()
    assert agreements("", "han", "华为") == set()


def test_each_relation_and_unit_once_with_the_fewest_edits() -> None:
    agreed = agreements("xiaomi", "latin", "xiaomi")
    assert sorted(agreed) == [
        Agreement("inside", "xiaomi", 0),
        Agreement("sound", "xiaomi", 0),
        Agreement("spelling", "xiaomi", 0),
    ]
    several = [Agreement("inside", "a", 1), Agreement("inside", "a", 0), Agreement("sound", "a", 1)]
    assert fewest_edits(several) == {Agreement("inside", "a", 0), Agreement("sound", "a", 1)}


LIMITS = [
    ("latin", (4, 5, 8, 5, 6)),
    ("cyrillic", (4, 5, 8, 5, 6)),
    ("other", (4, 5, 8, 5, 6)),
    ("armenian", (4, 5, 8, 5, 6)),
]


@pytest.mark.parametrize(("script", "limits"), LIMITS)
def test_limits_of_the_design(script: str, limits: tuple[int, ...]) -> None:
    of_script = script_limits(script)
    only_whole, one, two, inside, affix = limits
    for length in range(1, 30):
        assert of_script.only_whole(length) == (length < only_whole)
        assert of_script.edits(length) == (length >= one) + (length >= two)
        assert of_script.inside(length) == (length >= inside)
        assert of_script.affix(length) == (length >= affix)


def test_limits_of_sound() -> None:
    assert [sound_edits(length) for length in range(1, 10)] == [None] * 4 + [0] * 3 + [1] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {""}),
        ("a", {"a"}),
        ("a b", {"a", "b", "ab"}),
        ("a a", {"a", "aa"}),
        ("a b c d", {"a", "b", "c", "d", "ab", "bc", "cd", "abc", "bcd", "abcd"}),
        (
            "a b c d e f",
            {*"abcdef", "ab", "bc", "cd", "de", "ef", "abc", "bcd", "cde", "def"}
            | {"abcd", "bcde", "cdef", "abcdef"},
        ),
    ],
)
def test_units(text: str, expected: set[str]) -> None:
    assert {"".join(unit) for unit in units(text)} == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("anta", "fanta", {"fanta"}),
        ("anta", "the an ta bar", {"anta"}),
        ("anta", "xan tax anta", {"xantax", "anta"}),
        ("aa", "a a a", {"aa"}),
        ("aba", "ab aba", {"ababa", "aba"}),
        ("anta", "santana", {"santana"}),
        ("abcdef", "ab cd ef gh", {"abcdef"}),
        ("anta", "an t", set()),
    ],
)
def test_words_around(form: str, text: str, expected: set[str]) -> None:
    assert words_around(form, text) == expected


def test_words_around_shows_the_words_of_another_text() -> None:
    assert words_around("华为", "x 新华 为y z", shown="a 新華 為b c") == {"新華為b"}


def test_word_ends() -> None:
    ends = {"".join(end) for end in word_ends("abcdefg", 3)}
    assert ends == {"ab", "abc", "abcd", "fg", "efg", "defg"}


LETTERS = st.one_of(st.text("ab", max_size=8), st.text("abcdехö华", max_size=10))


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("ca", "abc", 3), ("abcd", "badc", 2)],
)
def test_osa_distance(left: str, right: str, edits: int) -> None:
    assert osa_distance(left, right) == edits


@settings(max_examples=500)
@given(LETTERS, LETTERS)
def test_osa_distance_is_that_of_rapidfuzz(left: str, right: str) -> None:
    assert osa_distance(left, right) == OSA.distance(left, right)
    assert osa_distance(left, right) == osa_distance(right, left)


@settings(max_examples=500)
@given(LETTERS, LETTERS)
def test_osa_distance_lies_between_its_neighbours(left: str, right: str) -> None:
    unrestricted = jellyfish.damerau_levenshtein_distance(left, right)
    without_swaps = jellyfish.levenshtein_distance(left, right)
    assert unrestricted <= osa_distance(left, right) <= without_swaps


def test_letters_do_not_melt_over_the_end_of_a_word() -> None:
    # กี is one letter; where the vowel begins the next word it is a letter of its own.
    assert len(letters_of(("กี",))) == 1
    assert len(letters_of(("ก", "ี"))) == 2

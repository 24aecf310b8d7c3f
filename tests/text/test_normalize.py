"""Normalising, clause by clause, and what must hold for any text."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.text.normalize import (
    _composed,
    company_suffixes,
    joined,
    normalize,
    without_company_suffixes,
)
from squatwatch.text.scripts import is_alphabet, scripts_in
from tests.text.unicode_texts import TEXTS

SUFFIXES = reference.table("company_suffixes")["suffix"].to_list()
WORDS = regex.compile(r"(?:[\p{L}\p{M}\p{N}]+(?: [\p{L}\p{M}\p{N}]+)*)?")

CLAUSES = {
    "compatibility forms are one": [
        ("ＨＵＡＷＥＩ", "huawei"),
        ("ﾊﾟﾅｿﾆｯｸ", "パナソニック"),
        ("ﬁne", "fine"),
        ("①", "1"),
        ("ﻫﻮﺍﻭﻱ", "هواوي"),
    ],
    "case is folded": [
        ("HUAWEI", "huawei"),
        ("Straße", "strasse"),
        ("МАОТАЙ", "маотай"),
        ("İSTANBUL", "istanbul"),
        ("ΣΑΣ ΣΑΣ", "σασ σασ"),
    ],
    "diacritics come off Latin letters": [
        ("Löwenbräu", "lowenbrau"),
        ("Tsingtaó", "tsingtao"),
        ("nǚ ér hóng", "nu er hong"),
        ("ĐÀ NẴNG", "da nang"),
        ("Łódź Ærø", "lodz aero"),
        ("o\u0308l", "ol"),
    ],
    "and off Latin letters only": [
        ("ЁЛКА Й", "ёлка й"),
        ("が ガ ぱ", "が ガ ぱ"),
        ("กี่", "กี่"),
        ("किताब", "किताब"),
        ("한국", "한국"),
    ],
    "Arabic loses vowel signs and stretching": [
        ("مُحَمَّد", "محمد"),
        ("هــواوي", "هواوي"),
    ],
    "look-alikes are mapped in words that mix alphabets": [
        ("ХUAWEI", "xuawei"),
        ("HUАWEI", "huawei"),
        ("ANTΑ", "anta"),
        ("МОСКВA", "москва"),
        ("UNITREЕ ХIAОMI", "unitree xiaomi"),
    ],
    "and in no other word": [
        ("РОСА", "роса"),
        ("СОСНА ANTA", "сосна anta"),
        ("ΑΝΤΑ", "αντα"),
    ],
    "punctuation becomes a space": [
        ("LAO-GAN-MA®", "lao gan ma"),
        ("JD.COM", "jd com"),
        ("A&B_C/D", "a b c d"),
        ("安踏（中国）", "安踏 中国"),
        ("  a \t\n b\u3000c ", "a b c"),
        ("...", ""),
        ("", ""),
    ],
    "an apostrophe inside a word parts nothing": [
        ("XI'AN", "xian"),
        ("T’ung Jen T‘ang", "tung jen tang"),
        ("'quoted' word'", "quoted word"),
    ],
    "an alphabet is parted from another kind of script": [
        ("白家BAIJIA", "白家 baijia"),
        ("OPPO手机", "oppo 手机"),
        ("アンタSPORTSアンタ", "アンタ sports アンタ"),
        ("안타ANTA", "안타 anta"),
        ("お茶", "お茶"),
        ("3天", "3天"),
        ("Y7", "y7"),
    ],
    "legal forms come off where they stand last": [
        ("Delson Group Inc.", "delson group"),
        ("Anta (China) Co., Ltd.", "anta china"),
        ("Example S.à r.l.", "example"),
        ("Example GmbH & Co. KG", "example"),
        ("华为技术有限公司", "华为技术"),
        ("華為技術有限責任公司", "華為技術"),
        ("ソニー株式会社", "ソニー"),
        ("삼성주식회사", "삼성"),
        ("Example Ltd Inc Co", "example"),
    ],
    "and only there, and never all of a name": [
        ("Limited Edition", "limited edition"),
        ("Inc. Magazine", "inc magazine"),
        ("公司家", "公司家"),
        ("Ltd", "ltd"),
        ("Co. Ltd.", "co"),
        ("公司", "公司"),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"), [pair for pairs in CLAUSES.values() for pair in pairs]
)
def test_each_clause(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize("suffix", reference.table("company_suffixes")["suffix"].to_list())
def test_every_legal_form_comes_off(suffix: str) -> None:
    assert without_company_suffixes(["zzz", *suffix.split()], of_a_company=True) == ["zzz"]


def test_of_a_mark_no_syllable_comes_off() -> None:
    assert normalize("ДА ХУН ПАО") == "да хун пао"
    assert normalize("XIAN NV") == "xian nv"
    for suffix, in_marks in reference.table("company_suffixes").select("suffix", "in_marks").rows():
        assert (normalize(f"zzz {suffix}") == "zzz") == (in_marks == "yes"), suffix


def test_legal_forms_are_written_as_normalising_leaves_them() -> None:
    for suffix in reference.table("company_suffixes")["suffix"]:
        assert normalize(f"{suffix} zzz").removesuffix(" zzz") == suffix


def test_look_alikes_are_single_letters_of_their_script_and_case() -> None:
    for script, character, latin in reference.table("homoglyphs").iter_rows():
        assert character.islower() == latin.islower()
        assert scripts_in(character) == {script: 1}
        assert scripts_in(latin) == {"latin": 1}
        assert normalize(f"hhh{character}") == f"hhh{latin.lower()}"


@settings(max_examples=500)
@given(TEXTS)
def test_any_text_gives_words_of_letters_marks_and_digits(text: str) -> None:
    words = normalize(text)
    assert WORDS.fullmatch(words), words
    # Cherokee folds to capitals, as Unicode has it.
    assert not regex.search(r"[\p{Lu}&&[\p{Latin}\p{Greek}\p{Cyrillic}]]", words, regex.VERSION1)


@settings(max_examples=500)
@given(TEXTS)
@example("公司有限公司 co")
@example("o\u0308\u0301 Straße")
def test_twice_is_once(text: str) -> None:
    # Words that mix alphabets, and stretched Latin letters, have their own test below.
    folded = unicodedata.normalize("NFKC", text.casefold())
    assume(sum(is_alphabet(script) for script in scripts_in(folded)) < 2)
    assume("\u0640" not in folded)
    assert normalize(normalize(text)) == normalize(text)


@given(TEXTS)
@example("Ĩ´A")
def test_unicode_forms_of_one_text_are_one(text: str) -> None:
    assert normalize(unicodedata.normalize("NFD", text)) == normalize(
        unicodedata.normalize("NFC", text)
    )


@given(TEXTS)
def test_joined_has_no_spaces_and_loses_nothing_else(text: str) -> None:
    words = normalize(text)
    assert joined(words) == "".join(words.split(" "))


@pytest.mark.parametrize("text", ["fiコооо", "яẚa", "aк\u0308", "a\u0640\u0300"])
def test_twice_is_once_where_steps_meet(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ANTA™", "anta"), ("ANTA℠", "anta"), ("Xi´an", "xian")],
)
def test_signs_that_are_no_part_of_a_name(text: str, expected: str) -> None:
    assert normalize(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ΗUAWEI", "huawei"), ("AΝTA", "anta"), ("ΥADEA", "yadea")]
)
def test_capitals_that_look_alike(text: str, expected: str) -> None:
    assert normalize(text) == expected


MARKS = st.text(
    st.characters(categories=["Mn", "Mc", "Me"], include_characters="\uff9e\uff9f"), min_size=1
)


@settings(deadline=None)
@given(TEXTS, MARKS, st.integers(64, 200), TEXTS)
@example("a", "\u0315\u0300", 64, "")
@example("カ", "\uff9e\u0301", 64, "b")
@example("é", "\u0f73", 64, "\u0323")
def test_marks_without_end_are_composed_as_unicode_has_it(
    before: str, marks: str, times: int, after: str
) -> None:
    text = f"{before}{marks * times}{after}"
    assert _composed(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("base", ["a", "к", "م", "か", "ཀ"])
def test_a_hundred_thousand_marks_in_any_order(base: str) -> None:
    # Sorted by their class these take a moment, in the square of their number half a minute.
    high, low = "\u0315" * 50_000, "\u0300" * 50_000
    in_turn = base + "\u0315\u0300" * 50_000
    assert normalize(in_turn) == normalize(base + high + low) == normalize(base + low + high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" + " inc" * 250_000, "x"),
        ("茶" + "公司" * 250_000, "茶"),
        ("公司" * 250_000, "公司"),
        ("茶" + " inc 公司" * 100_000, "茶"),
        ("주식회사" + "有限公司" * 100_000 + " inc", "주식회사"),
        ("茶 有限公司" + "公司" * 100_000, "茶"),
    ],
    ids=["words", "endings", "nothing else", "both", "one stays", "what is left is a word"],
)
def test_legal_forms_without_end(text: str, expected: str) -> None:
    assert normalize(text) == expected


@given(st.lists(st.sampled_from(["x", "ab", "茶", *SUFFIXES]), max_size=8), st.booleans())
def test_legal_forms_come_off_one_after_the_other(parts: list[str], of_a_company: bool) -> None:
    """Read slowly: of what the name ends with the longest words, else the longest ending."""
    words = " ".join(parts).split()
    words = [*words[:-2], "".join(words[-2:])]
    known = company_suffixes(of_a_company=of_a_company)
    slow = words
    while True:
        ends = [len(form) for form in known.spaced if slow[-len(form) :] == [*form]]
        ends = [length for length in ends if length < len(slow)]
        last = slow[-1] if slow else ""
        endings = [form for form in known.unspaced if last.endswith(form) and last != form]
        if ends:
            slow = slow[: -max(ends)]
        elif endings:
            slow = [*slow[:-1], last.removesuffix(max(endings, key=len))]
        else:
            break
    assert without_company_suffixes(words, of_a_company=of_a_company) == slow

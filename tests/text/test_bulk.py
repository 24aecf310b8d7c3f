"""Many texts at once: exactly what each text by itself gives."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.text import bulk
from squatwatch.text.bulk import han_fold_all, normalize_all, sound_fold_all
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import in_plain_letters, joined, normalize
from squatwatch.text.scripts import is_alphabet, script_of_character
from squatwatch.text.sound import sound_fold
from tests.text.unicode_texts import AWKWARD, TEXTS

SUFFIXES = reference.table("company_suffixes")["suffix"].to_list()
PLAIN = sorted(bulk._plain_spellings())
OF_RULES = st.lists(
    st.sampled_from(
        [*"abz10  '`’.-&\0\t_", "Xi", "CO", "家", "茶", "か", "타", "々", "・", *"éİßŁ™²…’Ａ"]
    ),
    max_size=9,
).map("".join)
"""Texts done over columns, where letters of both kinds, digits and apostrophes meet."""
COMPANIES = st.lists(st.sampled_from(["zzz", "茶", *SUFFIXES]), max_size=5).flatmap(
    lambda words: st.sampled_from([" ", "", ". "]).map(lambda between: between.join(words))
)
WHOLE_TEXTS = st.one_of(TEXTS, OF_RULES, COMPANIES).filter(
    lambda text: not regex.search(r"\p{Cs}", text)
)
COLUMNS = st.lists(st.one_of(st.none(), WHOLE_TEXTS), max_size=8)


def series(texts: list[str | None]) -> pl.Series:
    return pl.Series("mark", texts, dtype=pl.String)


@settings(max_examples=600, deadline=None)
@given(COLUMNS, st.booleans())
@example(["a'b'c'd", "a''b", "'a'", "a’b'c"], False)
@example(["a白b白c", "a1白2b", "白a白"], False)
@example(
    ["zzz inc co ltd", "co ltd", "茶有限公司", "茶有限公司 inc", "茶 有限公司公司", "有限公司"],
    False,
)
@example(["a™'b", "½l", "ŉ", "d´a", "か\u3099", "가\u11a8"], False)
def test_normalized_as_one_by_one(texts: list[str | None], with_legal_form: bool) -> None:
    found = normalize_all(series(texts), with_legal_form=with_legal_form)
    assert found.to_list() == [
        None if text is None else normalize(text, with_legal_form=with_legal_form) for text in texts
    ]
    assert (found.name, found.dtype) == ("mark", pl.String())


@settings(deadline=None)
@given(COLUMNS)
def test_folded_by_character_as_one_by_one(texts: list[str | None]) -> None:
    assert han_fold_all(series(texts)).to_list() == [
        None if text is None else han_fold(text) for text in texts
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.none(),
            st.text("abcdeghijnopqstuwxyzfvk", max_size=14),
            st.lists(st.sampled_from(reference.table("sound_fold")["from"].to_list())).map("".join),
            WHOLE_TEXTS.map(normalize).map(joined),
        )
    )
)
def test_folded_by_sound_as_one_by_one(texts: list[str | None]) -> None:
    assert sound_fold_all(series(texts)).to_list() == [
        None if text is None else sound_fold(text) for text in texts
    ]


def test_every_character_spelled_plainly_beside_all_kinds_of_others() -> None:
    assert {"é", "ễ", "ø", "™", "’", "Ａ", "、"} <= set(PLAIN)
    texts = [
        text
        for character in PLAIN
        for text in (
            character, f"a{character}b", f"A{character}{character}1", f"1{character}茶",
            f"茶{character}が", f"e{character}'{character}a", f"{character} co",
            f"x {character}ltd",
        )
    ]  # fmt: skip
    assert normalize_all(series([*texts])).to_list() == [normalize(text) for text in texts]


def test_characters_spelled_plainly_beside_each_other() -> None:
    texts = ["".join(pair) for pair in zip(PLAIN, PLAIN[1:] + PLAIN[:1], strict=True)]
    texts += [f"{one}{other}" for one in PLAIN for other in "éßİ’™½ªＡ＇`"]
    assert normalize_all(series([*texts])).to_list() == [normalize(text) for text in texts]


def test_letters_of_no_alphabet_stay_as_they_are() -> None:
    """What the rules take for granted of every character, kana and syllable."""
    pattern = regex.compile(bulk._CJK.replace(r"\x{", r"\u").replace("}", "").join("[]"))
    letters = [letter for letter in map(chr, range(0x3000, 0xD800)) if pattern.match(letter)]
    assert len(letters) > 38_000
    assert in_plain_letters(" ".join(letters)) == " ".join(letters)
    assert regex.fullmatch(r"\p{L}+", "".join(letters))
    scripts = {script_of_character(letter) for letter in letters}
    assert scripts == {"han", "kana", "hangul"}
    assert not any(is_alphabet(script) for script in scripts if script)


def test_awkward_texts_side_by_side() -> None:
    texts = [f"{one}{other}" for one in AWKWARD for other in AWKWARD]
    assert normalize_all(series([*texts])).to_list() == [normalize(text) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "Ab-" * 350_000,
        "x" + " inc" * 250_000,
        "茶" + "有限公司" * 250_000,
        "é'" * 500_000,
        "a\0" * 500_000,
        "茶a" * 100_000,
        "а\u0315\u0300" * 2_000 + "к" + "\u0315\u0300" * 50_000,
    ],
    ids=["words", "suffixes", "unspaced", "apostrophes", "NUL", "scripts", "marks"],
)
def test_a_mark_of_a_megabyte(text: str) -> None:
    assert normalize_all(series([text, "b"])).to_list() == [normalize(text), "b"]


def test_no_texts_and_nothing_but_nulls() -> None:
    for one_or_none in ([], [None]):
        for of_all in (normalize_all, han_fold_all, sound_fold_all):
            assert of_all(series([*one_or_none])).equals(series([*one_or_none]))


def test_what_is_given_stays() -> None:
    given_texts = series(["A", "ХUAWEI", "Löwe", "華", None])
    copy = given_texts.to_list()
    for of_all in (normalize_all, han_fold_all, sound_fold_all):
        of_all(given_texts)
    assert given_texts.to_list() == copy


def test_more_texts_than_one_slice_holds() -> None:
    texts = ["茶"] * bulk._SLICE + ["華"]
    assert han_fold_all(series([*texts]))[-1] == "华"


def test_real_texts_as_one_by_one(real_data: Path) -> None:
    filings = pl.read_parquet(real_data / "filings" / "filings_all.parquet")
    marks = filings["mark_text"].drop_nulls().unique().sort()
    more_than_ascii = marks.filter(marks.str.contains(r"[^\x00-\x7F]"))
    applicants = filings["applicant_name"].drop_nulls().unique().sort()
    texts = pl.concat([marks.gather_every(5), more_than_ascii, applicants.gather_every(5)])
    assert normalize_all(texts).to_list() == [normalize(text) for text in texts]
    assert han_fold_all(texts).to_list() == [han_fold(text) for text in texts]
    words = normalize_all(texts).str.replace_all(" ", "", literal=True)
    assert sound_fold_all(words).to_list() == [sound_fold(text) for text in words]

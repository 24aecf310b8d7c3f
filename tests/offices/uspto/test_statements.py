"""Statements in the words of applicants."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.offices.uspto.statements import Statement, parse

CASES: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    (
        'The non-Latin characters in the mark transliterate to "HONG LI" and this means "red pear" '
        "in English.",
        ("HONG LI",),
        ("red pear",),
    ),
    (
        "The non-Latin characters in the mark transliterate to Hong Li and this means red pear in "
        "English.",
        ("Hong Li",),
        ("red pear",),
    ),
    (
        'The non-Latin characters in the mark transliterate to "HONG LI" and this has no meaning '
        "in a foreign language.",
        ("HONG LI",),
        (),
    ),
    (
        "The non-Latin characters in the mark transliterate to HONG LI and this has no meaning in "
        "English.",
        ("HONG LI",),
        (),
    ),
    (
        'The non-Latin character in the mark transliterates to "LI", which means "pear".',
        ("LI",),
        ("pear",),
    ),
    (
        'The non-Latin characters in the mark transliterate to "HONG" and "LI" and this means '
        '"red" and "pear", respectively, in English.',
        ("HONG LI", "HONG", "LI"),
        ("red", "pear"),
    ),
    (
        'The first non-Latin character in the mark transliterates to "HONG" and this means "red" '
        'in English. The second one transliterates to "LI" and this means "pear" in English.',
        ("HONG LI", "HONG", "LI"),
        ("red", "pear"),
    ),
    (
        'The non-Latin characters in the mark transliterate to "hong" meaning "red" and "li" '
        'meaning "pear".',
        ("hong li", "hong", "li"),
        ("red", "pear"),
    ),
    (
        "The transliteration of the Chinese characters in the mark is HONG LI which means red pear",
        ("HONG LI",),
        ("red pear",),
    ),
    (
        "“HONG LI” is a transliteration of the Chinese characters in the mark, meaning “red pear”.",
        ("HONG LI",),
        ("red pear",),
    ),
    (
        'THE CHINESE CHARACTERS IN THE MARK ARE TRANSLITERATED AS "HONG LI" (IN MANDARIN) AND '
        '"HUNG LEI" (IN CANTONESE) AND THIS MEANS "RED PEAR"',
        ("HONG LI", "HUNG LEI"),
        ("RED PEAR",),
    ),
    ('The English translation of "HONG LI" in the mark is "RED PEAR".', (), ("RED PEAR",)),
    ("The English translation of HONG LI is RED PEAR.", (), ("RED PEAR",)),
    (
        "The English translation of the Chinese characters in the mark is red pear.",
        (),
        ("red pear",),
    ),
    ("The foreign wording in the mark translates into English as red pear.", (), ("red pear",)),
    ('The wording "HONGLI" has no meaning in a foreign language.', (), ()),
    ("The wording HONGLI has no significance in the relevant trade", (), ()),
    (
        'The wording "HONG LI" means "it is the dog\'s pear" in English.',
        (),
        ("it is the dog's pear",),
    ),
    ("RED PEAR", (), ("RED PEAR",)),
    ("", (), ()),
]


@pytest.mark.parametrize(("said", "sound", "meaning"), CASES)
def test_variants(said: str, sound: tuple[str, ...], meaning: tuple[str, ...]) -> None:
    found = parse(said)
    assert (found.transliteration, found.translation) == (sound, meaning)


def test_words_inside_quotation_marks_are_no_turning_points() -> None:
    found = parse('The English translation of "LI" is "what love means and is a translation of".')
    assert found == Statement((), ("what love means and is a translation of",), ("LI",))


def test_a_bare_value_is_of_the_kind_of_its_statement() -> None:
    assert parse("HONG LI", bare="sound") == Statement(("HONG LI",), (), ())


def test_translated_wording_is_kept() -> None:
    assert parse('"HONG" IN CHINESE MEANS "RED", "LI" IN CHINESE MEANS "PEAR"').wording == (
        "HONG",
        "LI",
    )


@given(st.text())
def test_any_text_is_read(said: str) -> None:
    assert isinstance(parse(said), Statement)


@given(st.text(alphabet="HONGLI ", min_size=1).filter(str.strip), st.sampled_from(["means", "and"]))
def test_a_quoted_sound_comes_back_as_it_is(sound: str, verb: str) -> None:
    said = f'The characters in the mark transliterate to "{sound}" {verb} "x"'
    assert " ".join(sound.split()) in parse(said).transliteration


@pytest.mark.parametrize("piece", [", ", "and ", '"', "'", "is ", "transliteration of ", "( in "])
def test_hostile_texts_take_no_time(piece: str) -> None:
    start = time.monotonic()
    parse(piece * 20_000)
    assert time.monotonic() - start < 2

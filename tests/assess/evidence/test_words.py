"""Whether the unit is a word that anybody may use, in English or a language of the office."""

from __future__ import annotations

import polars as pl
import pytest

from squatwatch.assess.evidence.words import (
    COMMON_ZIPF,
    NEWS_ZIPF,
    common_words,
    local_word,
    local_words,
    office_languages,
    with_words,
    word,
)
from squatwatch.text.normalize import joined, normalize
from tests.assess.samples import answers, hit, hits, numbered, rests_on

TIERS = dict(common_words().iter_rows())
FIRST_OF_TIER = {
    tier: min(one for one, of in TIERS.items() if of == tier) for tier in set(TIERS.values())
}


@pytest.mark.parametrize("tier", sorted(FIRST_OF_TIER))
def test_a_form_that_is_a_word(tier: int) -> None:
    rows = numbered(hit(FIRST_OF_TIER[tier]))
    expected = "very-common" if tier <= 20 else "common" if tier <= 40 else "known"
    assert answers(word(), rows) == {0: f"word.{expected}"}
    [values] = rests_on(word(), rows)
    assert (values["unit"], values["tier"]) == (FIRST_OF_TIER[tier], tier)


def test_the_tiers_are_all_there() -> None:
    assert min(FIRST_OF_TIER) == 10
    assert {20, 40} <= set(FIRST_OF_TIER)
    assert max(FIRST_OF_TIER) > 40


def test_a_unit_that_is_another_word_than_the_form() -> None:
    rows = numbered(
        hit("ohuhu"),
        hit("haier", "hair", edits=1),
        hit("xiaomi", "xaomi", edits=1),
        hit("hair", "haier", edits=1),
        hit("华为"),
    )
    assert answers(word(), rows) == {1: "word.other-than-form"}
    assert rests_on(word(), rows) == [{"unit": "hair", "form": "HAIER", "tier": TIERS["hair"]}]


def test_a_word_of_another_script_is_no_english_word() -> None:
    assert answers(word(), numbered(hit("hair", script="cyrillic"))) == {}


def a_word(language: str, least: float, below: float) -> str:
    """A word of a language of such a frequency that is none of English."""
    known = local_words(language).filter(
        pl.col("zipf").is_between(least, below, closed="left"),
        ~pl.col("word").is_in(list(TIERS)),
        pl.col("word").str.len_chars() > 5,
    )
    return str(known.sort("zipf", "word")["word"].first())


COMMON = a_word("es", COMMON_ZIPF, COMMON_ZIPF + 0.02)
ORDINARY = a_word("es", NEWS_ZIPF, COMMON_ZIPF)
RARE = a_word("es", 3.0, NEWS_ZIPF)


@pytest.mark.parametrize(
    ("unit", "code"), [(COMMON, "word.local-common"), (ORDINARY, "word.local"), (RARE, None)]
)
def test_a_form_that_is_a_word_of_the_place(unit: str, code: str | None) -> None:
    rows = numbered(hit(unit, office="MX"))
    assert answers(local_word(), rows) == ({0: code} if code else {})
    assert answers(word(), rows) == {}


def test_the_limits_stand_where_a_frequency_has_them() -> None:
    """The lists go by hundredths: a limit must not hang on the last digit of a float."""
    for limit in (NEWS_ZIPF, COMMON_ZIPF):
        assert limit in local_words("es")["zipf"].to_list()
    assert answers(local_word(), numbered(hit(COMMON, office="ES"))) == {0: "word.local-common"}


@pytest.mark.parametrize("unit", [COMMON, ORDINARY, RARE])
def test_a_unit_that_is_another_word_of_the_place(unit: str) -> None:
    rows = numbered(hit(unit[:-1], unit, edits=1, office="CL"))
    assert answers(local_word(), rows) == {0: "word.local-other-than-form"}
    assert rests_on(local_word(), rows) == [
        {"unit": unit, "form": unit[:-1].upper(), "language": "es"}
    ]


def test_a_word_counts_where_it_is_spoken() -> None:
    offices = ["ES", "US", "EM", "JP", "DE", "CN"]
    rows = numbered(*(hit(COMMON, office=one) for one in offices))
    assert sorted(answers(local_word(), rows)) == [0, 1, 2]


def test_what_is_english_is_no_matter_of_the_place() -> None:
    both = next(
        one
        for one in local_words("fr").sort("zipf", descending=True)["word"]
        if one in TIERS and len(one) > 5
    )
    rows = numbered(hit(both, office="FR"))
    assert answers(local_word(), rows) == {}
    assert 0 in answers(word(), rows)


def test_of_several_languages_that_in_which_it_is_most_frequent() -> None:
    spoken = ("fr", "de", "it")
    shared = set.intersection(*(set(local_words(one)["word"]) for one in spoken)) - set(TIERS)
    unit = min(one for one in shared if len(one) > 4)
    row = with_words(hits(hit(unit + "x", unit, office="CH", edits=1))).row(0, named=True)
    found = pl.concat([local_words(one).filter(pl.col("word") == unit) for one in spoken])
    best = found.sort("zipf", "language", descending=[True, False]).row(0, named=True)
    assert (row["unit_language"], row["unit_zipf"]) == (best["language"], best["zipf"])


@pytest.mark.parametrize(
    ("language", "written"), [("tr", "kadın"), ("pl", "słowo"), ("de", "straße"), ("es", "niño")]
)
def test_words_are_spelled_as_units_are(language: str, written: str) -> None:
    assert joined(normalize(written)) in local_words(language)["word"].to_list()


def test_the_words_of_a_language_are_each_there_once_in_plain_letters() -> None:
    for language in ("tr", "vi"):
        words = local_words(language)
        assert words["word"].is_unique().all()
        assert words["word"].str.contains("^[a-z]+$").all()
        assert words["zipf"].min() >= 2.9  # type: ignore[operator] # a float here


def test_a_name_that_is_only_known_from_the_news_is_no_word() -> None:
    # Coined names of well-known makers stand in lists made of news.
    known = dict(local_words("id").select("word", "zipf").iter_rows())
    coined = [name for name in ("xiaomi", "huawei", "oppo", "lenovo") if name in known]
    assert coined
    rows = numbered(*(hit(name, office="ID") for name in coined))
    assert answers(local_word(), rows) == {}


def test_every_language_has_a_list() -> None:
    for language in office_languages()["language"].unique():
        assert local_words(language).height > 1000, language
    assert "en" not in office_languages()["language"].to_list()


def test_hits_keep_their_order_and_number() -> None:
    rows = [hit(COMMON, office=one) for one in ("US", "ES", "JP")] + [hit("华为"), hit("hair")]
    found = with_words(hits(*rows))
    assert found.select("form", "office").rows() == [(row["form"], row["office"]) for row in rows]
    assert found["unit_tier"].to_list() == [None, None, None, None, TIERS["hair"]]
    assert found["unit_language"].to_list() == ["es", "es", None, None, None]
    assert with_words(hits()).is_empty()

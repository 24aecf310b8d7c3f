"""The country guide, byte by byte as in ``golden_guide/``, and what it must never leave unsaid.

When it changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_guide.py; git diff tests/report/golden_guide
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from squatwatch.assess.responses.law import law_of, offices
from squatwatch.config import LANGUAGES, Language
from squatwatch.reference import table
from squatwatch.report.guide import (
    GUIDE_FORMATS,
    GuideFormat,
    guide_bytes,
    guide_of,
    offices_listing,
    stale_listing,
    stale_rules,
)
from squatwatch.report.listing import LISTING_FORMATS

GOLDEN = Path(__file__).parent / "golden_guide"
AS_OF = date(2026, 11, 22)


def told(office: str, guide_format: GuideFormat, lang: Language) -> bytes:
    return guide_bytes(guide_of(office), guide_format, lang)


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{
        f"{office}-{lang}.txt": partial(told, office, "text", lang)
        for office in ("EM", "CO")
        for lang in LANGUAGES
    },
    "CO-zh.md": partial(told, "CO", "md", "zh"),
    "EM.json": partial(told, "EM", "json", "both"),
    "offices-both.txt": lambda: offices_listing("table", "both"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_guide_is_the_golden_one(name: str) -> None:
    made = OUTPUTS[name]()
    path = GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_bytes(made)
        pytest.skip(f"{name} was written again")
    assert made.decode() == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(OUTPUTS)


@pytest.mark.parametrize("office", (*offices(), "GR"))
def test_every_fact_has_source_date_and_confidence_or_is_not_known(office: str) -> None:
    practice = {"Own application", "Negotiation", "Keep watching", "Who acts"}
    for chapter in guide_of(office).chapters:
        for fact in chapter.facts:
            if fact.source:
                assert fact.value is not None or chapter.title == "title.windows", fact
                assert fact.confidence in ("high", "medium", "low"), fact
                assert fact.as_of or fact.source in ("statute recall", "not researched"), fact
            else:
                assert fact.value is None or fact.name.en in practice, fact


@pytest.mark.parametrize("office", offices())
def test_every_rule_of_the_office_is_told(office: str) -> None:
    law = law_of(office)
    [windows] = [one for one in guide_of(office).chapters if one.title == "title.windows"]
    known = [rule.text for rule in law.rules if rule.standing != "unknown"]
    assert [fact.value.en for fact in windows.facts if fact.value] == known


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("office", ["EM", "TL", "NL", "WO", "GR"])
def test_every_guide_says_that_it_is_no_legal_advice(office: str, lang: Language) -> None:
    for name in ("text", "md"):
        second = told(office, name, lang).decode().splitlines()[1 if name == "text" else 2]
        assert "no legal advice" in second or "并非法律意见" in second


def test_a_pointer_is_followed_and_told() -> None:
    text = told("NL", "text", "en").decode()
    assert "what follows is BX" in text
    assert "BCIP arts. 2.2ter, 2.14" in text
    assert json.loads(told("NL", "json", "en"))["acting"] == "BX"


def test_what_is_not_known_is_said_to_be_so() -> None:
    english, chinese = (told("GR", "text", lang).decode() for lang in ("en", "zh"))
    assert "Opposition windows: not known" in english
    assert "Invalidity for bad faith: not known" in english
    assert "异议期: 未知" in chinese
    assert "官费" in chinese
    assert english.count("not known") == chinese.count("未知")


def test_json_is_the_same_in_every_language() -> None:
    assert len({told("EM", "json", lang) for lang in LANGUAGES}) == 1
    record = json.loads(told("TL", "json", "en"))
    assert record["schema"] == "squatwatch.guide/1"
    facts = [fact for chapter in record["chapters"] for fact in chapter["facts"]]
    assert all(fact["known"] == (fact["value_en"] is not None) for fact in facts)


def test_a_fee_is_told_only_where_one_was_read() -> None:
    assert "320 EUR" in told("EM", "text", "en").decode()
    with_fees = set(table("fees")["office"])
    for office in set(offices()) - with_fees:
        [fees] = [one for one in guide_of(office).chapters if one.title == "title.guide_fees"]
        assert all(fact.value is None for fact in fees.facts)


@pytest.mark.parametrize("guide_format", GUIDE_FORMATS)
def test_the_same_guide_has_the_same_bytes(guide_format: GuideFormat) -> None:
    assert told("PE", guide_format, "both") == told("PE", guide_format, "both")


# Stale rules ---------------------------------------------------------------------------------


def test_a_rule_is_stale_when_it_is_old_recalled_or_was_never_looked_up() -> None:
    found = stale_rules(AS_OF)
    reasons = {(one.office, one.what, one.route): one.reason for one in found}
    assert reasons["PE", "window", "national"] == "old"
    assert reasons["FR", "window", "national"] == "recalled"
    assert reasons["TL", "window", "national"] == "not_researched"
    assert reasons["EM", "fee", ""] == "old"
    assert reasons["EM", "facts", ""] == "recalled"
    assert reasons["JP", "invalidity", ""] == "recalled"
    assert ("UA", "window", "national") not in reasons, "looked up in January of that year"
    assert not any(one.office == "NL" for one in found), "its rules are those of BX"


def test_the_age_counts_from_the_first_day_that_a_date_can_mean() -> None:
    ages = {(one.office, one.what): one.age for one in stale_rules(AS_OF)}
    assert ages["HK", "window"] == (AS_OF - date(2003, 4, 1)).days
    assert ages["EM", "fee"] == (AS_OF - date(2016, 3, 23)).days
    assert ages["IE", "window"] is None


def test_a_rule_grows_stale_after_a_year() -> None:
    def stale(day: date) -> bool:
        return any((one.office, one.what) == ("UA", "window") for one in stale_rules(day))

    assert not stale(date(2027, 1, 1))
    assert stale(date(2027, 1, 2))


def test_the_undated_come_first_then_the_oldest() -> None:
    ages = [one.age for one in stale_rules(AS_OF)]
    undated = [age for age in ages if age is None]
    dated = [age for age in ages if age is not None]
    assert ages == [*undated, *sorted(dated, reverse=True)]
    assert undated


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("listing_format", LISTING_FORMATS)
def test_the_lists_come_in_every_format(listing_format: str, lang: Language) -> None:
    assert offices_listing(listing_format, lang)  # type: ignore[arg-type]
    assert stale_listing(stale_rules(AS_OF), listing_format, lang)  # type: ignore[arg-type]

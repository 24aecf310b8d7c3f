"""Which assessments become alerts, in what order, and what an alert says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from squatwatch.alerts.raising import alerts_of, pressing_first
from squatwatch.assess.assess import assess
from squatwatch.assess.hits import best_hits
from squatwatch.assess.weights import Weights, default_weights, judged_weights
from squatwatch.model import LEVELS, Alert, Brand, Filing, Level, Right
from squatwatch.search import find_hits
from tests.assess.samples import batch, day, filing, hits, own_forms, texts, weigh

AS_OF = day("2026-01-15")
HONGLI = Brand(
    "hongli",
    name_zh=("虹力电器",),
    name_latin=("HONGLI",),
    owner_en="Hongli Holdings Ltd",
    partners=("Example Import GmbH",),
    classes=(11,),
    since="2010",
)
LUMINA = Brand("lumina", name_latin=("LUMINAKA",), owner_en="Lumina Owner Inc", classes=(9,))
BRANDS = (HONGLI, LUMINA)


def stranger(number: str, mark: str, *applicants: str, **facts: object) -> Filing:
    later: dict[str, object] = {"filing_date": day("2025-10-01"), "classes": (11,)}
    return filing(number, mark, *applicants, **(later | facts))


FILINGS = [
    stranger("1", "HONGLI 虹力电器", "Taker AG"),
    stranger("2", "LUMINAKA", "Taker AG", classes=(9,)),
    stranger("3", "HONGLI", "Example Import GmbH"),
    stranger("4", "HONGLI", "Hongli Holdings Ltd"),
    stranger("5", "HONGLI", "Early AG", filing_date=day("2001-01-01")),
    stranger("6", "HONGLI", "Ended AG", status="refused"),
    stranger("7", "HONGLI", filing_date=None),
    stranger("8", "HUNGLI STORE", "Somebody Ltd", classes=(33,), translation=("RED PEAR",)),
]


def raised(
    filings: Sequence[Filing] = FILINGS,
    rights: Sequence[Right] = (),
    *,
    level: Level = "medium",
    weights: Weights | None = None,
    of_filing: tuple[str, str] | None = None,
) -> dict[str, Alert]:
    best = best_hits(find_hits(own_forms(BRANDS), texts(filings)), weights)
    known = batch(filings)
    assessed = assess(best, known, BRANDS, rights, weights=weights)
    alerts = alerts_of(
        assessed, known, BRANDS, rights=rights, as_of=AS_OF, run_id="run", level=level,
        of_filing=of_filing,
    )  # fmt: skip
    assert list(alerts) == sorted(alerts, key=pressing_first)
    return {alert.assessment.filing.application_number: alert for alert in alerts}


def test_alerts_stand_by_level_then_score_and_cleared_ones_last() -> None:
    alerts = list(raised(level="low").values())
    ranks = [
        len(LEVELS) if one.assessment.cleared_by else LEVELS.index(one.assessment.level)
        for one in alerts
    ]
    assert ranks == sorted(ranks)
    assert {one.assessment.cleared_by for one in alerts} == {None, "owner", "predates", "ended"}
    for one, other in pairwise(alerts):
        if one.assessment.level == other.assessment.level:
            assert one.assessment.score >= other.assessment.score


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_asked_for_and_above_is_shown_cleared_ones_too(level: Level) -> None:
    everything, shown = raised(level="low"), raised(level=level)
    allowed = {*LEVELS[: LEVELS.index(level) + 1], "cleared"}
    assert {one.assessment.level for one in shown.values()} <= allowed
    kept = {
        number
        for number, one in everything.items()
        if one.assessment.level in allowed - {"cleared"}
    }
    assert kept == {number for number, one in shown.items() if not one.assessment.cleared_by}


def test_what_is_cleared_and_would_be_low_anyway_is_not_shown() -> None:
    own = stranger(
        "9", "HUNGLI STORE", "Hongli Holdings Ltd", classes=(33,), translation=("RED PEAR",)
    )
    lows = {number for number, one in raised(level="low").items()} - set(raised())
    assert "8" in lows
    assert "9" not in raised([*FILINGS, own])
    assert raised([*FILINGS, own], level="low")["9"].assessment.cleared_by == "owner"


COUNT_BY_DEGREE = {
    "register.shared", "form.derived", "class.related", "filer.several-brands",
    "filer.same-address",
}  # fmt: skip


def test_the_sum_that_is_shown_is_the_sum_that_was_made() -> None:
    for weights in (default_weights(), judged_weights()):
        for alert in raised(level="low", weights=weights).values():
            told = alert.assessment.evidence
            assert told[0].code == "prior"
            assert told[0].weight == weights.prior
            assert [one.code for one in told] == list(dict.fromkeys(one.code for one in told))
            for one in told:
                if one.code not in COUNT_BY_DEGREE:
                    assert one.weight == weights[one.code]


def test_one_filing_alone_is_seen_in_the_whole_register() -> None:
    everything, alone = raised(level="low"), raised(level="low", of_filing=("US", "1"))
    assert alone == {"1": everything["1"]}
    assert alone["1"].assessment.filer_group
    assert raised(of_filing=("EM", "1")) == {}


def test_what_can_be_done_and_what_it_resembles_is_told_unless_it_is_cleared() -> None:
    for alert in raised().values():
        found = alert.assessment
        assert bool(found.responses) == (found.cleared_by is None)
        if found.cleared_by:
            assert not found.precedents
    precedents = [alert.assessment.precedents for alert in raised().values()]
    assert any(precedents)


HOME = Right("hongli", "CN", "CN-7", filing_date=AS_OF - timedelta(170), mark="HONGLI")


def test_a_priority_that_is_still_open_is_told() -> None:
    [told] = [
        one
        for one in raised(rights=[HOME])["1"].assessment.evidence
        if one.code == "time.priority-open"
    ]
    assert told.weight == 0
    assert told.values == {"number": "CN CN-7", "until": "2026-01-29"}
    assert "CN CN-7" in told.text_en
    assert "2026-01-29" in told.text_zh


@pytest.mark.parametrize(
    "right",
    [
        replace(HOME, filing_date=AS_OF - timedelta(200)),
        replace(HOME, filing_date=None),
        replace(HOME, office="US"),
        replace(HOME, brand_id="lumina"),
    ],
)
def test_no_other_right_gives_priority(right: Right) -> None:
    codes = {one.code for one in raised(rights=[right])["1"].assessment.evidence}
    assert "time.priority-open" not in codes


def test_of_what_is_cleared_no_priority_is_told() -> None:
    alerts = raised(rights=[HOME], level="low")
    for alert in alerts.values():
        codes = {one.code for one in alert.assessment.evidence}
        of_hongli = alert.assessment.brand == HONGLI
        cleared = alert.assessment.cleared_by is not None
        assert ("time.priority-open" in codes) == (of_hongli and not cleared)


SOON, LATER = AS_OF + timedelta(20), AS_OF + timedelta(60)


def published(number: str, mark: str, closes: date, *applicants: str) -> Filing:
    return stranger(
        number, mark, *applicants, status="published", publication_date=AS_OF - timedelta(20),
        opposition_start=AS_OF - timedelta(20), opposition_end=closes,
        classes=(11,) if mark.startswith("HONGLI") else (9,),
    )  # fmt: skip


@pytest.mark.parametrize(("closes", "level"), [(SOON, "urgent"), (LATER, "high")])
def test_a_window_that_closes_soon_makes_a_strong_case_urgent(closes: date, level: Level) -> None:
    taken = [
        published("1", "HONGLI 虹力电器", closes, "Taker AG"),
        published("2", "LUMINAKA", closes, "Taker AG"),
    ]
    strong = judged_weights().with_weights("strong", {"match.identical-whole": 12.0})
    assert raised(taken, weights=strong)["2"].assessment.level == level


def test_identity_of_the_mark_alone_is_never_urgent() -> None:
    strong = judged_weights().with_weights("strong", {"match.identical-whole": 30.0})
    alone = [published("1", "HONGLI", SOON, "Taker AG")]
    assert raised(alone, weights=strong)["1"].assessment.level == "high"


def test_a_record_that_names_nobody_is_medium_at_most() -> None:
    strong = judged_weights().with_weights("strong", {"match.identical-whole": 30.0})
    assert (
        raised([published("1", "HONGLI", SOON)], weights=strong)["1"].assessment.level == "medium"
    )


def test_an_ended_filing_is_cleared_and_counts_towards_its_filers_group() -> None:
    ended = replace(FILINGS[1], status="withdrawn")
    found = raised([FILINGS[0], ended], level="low")
    assert found["2"].assessment.cleared_by == "ended"
    assert found["1"].assessment.filer_group == found["2"].assessment.filer_group != ""
    codes = {one.code for one in found["1"].assessment.evidence}
    assert "filer.several-brands" in codes


@pytest.mark.parametrize("lawful", ["owner", "predates"])
def test_what_is_lawful_does_not(lawful: str) -> None:
    lumina = replace(LUMINA, owner_en="Taker AG") if lawful == "owner" else LUMINA
    filed = day("2001-01-01") if lawful == "predates" else FILINGS[1].filing_date
    brands = (HONGLI, replace(lumina, since="2015"))
    assessed = weigh(brands, [FILINGS[0], replace(FILINGS[1], filing_date=filed)])
    assert assessed.pairs["cleared_by"].to_list() == [None, lawful]
    assert assessed.pairs["filer_group"].to_list() == [None, None]


def test_no_pairs_no_alerts() -> None:
    nothing = assess(best_hits(hits()), batch([]), BRANDS)
    assert alerts_of(nothing, batch([]), BRANDS, as_of=AS_OF, run_id="run") == ()

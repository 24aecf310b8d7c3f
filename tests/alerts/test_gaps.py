"""The gaps: all of them, in an order that has reasons, each with its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from squatwatch.alerts.exposure import exposures
from squatwatch.alerts.gaps import Gap, gaps
from squatwatch.model import Alert, Brand, Right
from tests.alerts.exposure_samples import (
    AS_OF,
    HONGLI,
    LANHAI,
    alert,
    coverage,
    filing,
    right,
)
from tests.alerts.test_exposure import FRESH, portfolios, registers, stores

NO_MARKETS = replace(HONGLI, markets=())


def ranked(
    *alerts: Alert,
    rights: Sequence[Right] = (),
    brands: Sequence[Brand] = (HONGLI,),
    related: bool = False,
    **offices: date | None,
) -> tuple[Gap, ...]:
    held = coverage(offices)
    found = exposures(alerts, brands, rights, held, as_of=AS_OF, related=related)
    return gaps(found, held, as_of=AS_OF)


def told(gap: Gap) -> list[str]:
    return [one.code for one in gap.reasons]


def order(found: Sequence[Gap]) -> list[str]:
    return [gap.office for gap in found]


@given(registers, portfolios, stores)
def test_the_gaps_are_the_cells_that_are_one_each_once(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None]
) -> None:
    seen = coverage(held)
    found = exposures(alerts, [HONGLI, LANHAI], rights, seen, as_of=AS_OF, related=True)
    wanted = [
        (cell.brand_id, cell.office, cell.nice_class)
        for one in found
        for cell in one.cells
        if cell.is_gap
    ]
    listed = gaps(found, seen, as_of=AS_OF)
    places = [
        (gap.brand.brand_id, gap.office, number)
        for gap in listed
        for number in gap.classes or (None,)
    ]
    assert sorted(places, key=str) == sorted(wanted, key=str)
    assert [gap.rank for gap in listed] == list(range(1, len(listed) + 1))


@given(registers, portfolios, stores)
def test_every_gap_says_why_in_both_languages(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None]
) -> None:
    seen = coverage(held)
    for gap in gaps(exposures(alerts, [HONGLI], rights, seen, as_of=AS_OF), seen, as_of=AS_OF):
        assert gap.reasons
        assert len({one.code for one in gap.reasons}) == len(gap.reasons)
        assert {"nobody", "no-data", "no-data-old", "no-data-undated"} & {*told(gap)}
        assert all(one.text_en and one.text_zh for one in gap.reasons)


@given(registers, portfolios, stores)
def test_markets_stand_before_other_places(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None]
) -> None:
    seen = coverage(held)
    listed = gaps(exposures(alerts, [HONGLI], rights, seen, as_of=AS_OF), seen, as_of=AS_OF)
    named = ["market" in told(gap) for gap in listed if gap.priority is None]
    assert named == sorted(named, reverse=True)


def test_a_priority_that_is_still_open_comes_first() -> None:
    home = replace(right("CN", classes=(9,)), filing_date=date(2025, 9, 1))
    found = ranked(rights=[home], brands=[NO_MARKETS], EM=FRESH, ID=FRESH)
    assert [(gap.priority is not None, gap.classes) for gap in found] == [
        (True, (9,)), (True, (9,)), (False, (25,)), (False, (25,)),
    ]  # fmt: skip
    first = found[0]
    assert first.priority is not None
    assert (first.priority.right, first.priority.until) == (home, date(2026, 3, 1))
    assert told(first)[0] == "priority"
    assert "2026-03-01" in first.reasons[0].text_zh


def test_no_priority_once_it_has_run_out() -> None:
    home = replace(right("CN"), filing_date=date(2025, 7, 1))
    assert all(gap.priority is None for gap in ranked(rights=[home], EM=FRESH))


def test_markets_that_were_looked_at_stand_before_those_that_were_not() -> None:
    found = ranked(EM=FRESH, US=FRESH)
    assert [(gap.office, gap.state) for gap in found] == [
        ("EM", "open"), ("TH", "no-data"), ("BX", "no-data"), ("US", "open"),
    ]  # fmt: skip


def test_the_record_of_the_office_ranks_where_no_markets_are_named() -> None:
    found = ranked(brands=[NO_MARKETS], CH=FRESH, EM=FRESH, CL=FRESH, ID=FRESH)
    assert order(found) == ["CL", "ID", "EM", "CH"]
    assert all("markets-unknown" in told(gap) for gap in found)
    assert {"record", "reported"} <= {*told(found[1])}
    assert not {"record", "reported"} & {*told(found[3])}


def test_others_there_and_elsewhere_are_told_and_rank() -> None:
    there = alert(filing("1", "CH", (12,)))
    found = ranked(there, brands=[NO_MARKETS], CH=FRESH, ID=FRESH)
    assert order(found) == ["CH", "ID"]
    assert "here" in told(found[0])
    assert "elsewhere" not in told(found[0])
    assert "elsewhere" in told(found[1])
    [elsewhere] = [one for one in found[1].reasons if one.code == "elsewhere"]
    assert elsewhere.values == {"offices": ["CH"]}


def test_what_reaches_an_office_is_not_elsewhere() -> None:
    theirs = alert(filing("1", "WO", (12,), designations=("EM", "VN")))
    codes = {gap.office: gap for gap in ranked(theirs, brands=[NO_MARKETS], DE=FRESH, US=FRESH)}
    assert "here" in told(codes["DE"])
    [elsewhere] = [one for one in codes["US"].reasons if one.code == "elsewhere"]
    assert elsewhere.values == {"offices": ["EM", "VN"]}
    assert "elsewhere" not in told(codes["DE"])


def test_others_who_are_not_named_are_not_called_others() -> None:
    nameless = alert(filing("1", "CH", (12,), applicants=()))
    found = ranked(nameless, brands=[NO_MARKETS], CH=FRESH, ID=FRESH)
    assert not {"here", "elsewhere"} & {code for gap in found for code in told(gap)}
    assert "unnamed" in told(next(gap for gap in found if gap.office == "ID"))


def test_what_may_be_the_owners_stands_behind() -> None:
    low = alert(filing("1", "ID", (9,), applicants=()), NO_MARKETS, level="low")
    found = ranked(low, brands=[NO_MARKETS], CH=FRESH, ID=FRESH)
    assert [(gap.office, gap.classes) for gap in found] == [
        ("ID", (25,)), ("CH", (9, 25)), ("ID", (9,)),
    ]  # fmt: skip
    assert "below" in told(found[2])


def test_a_right_that_ended_is_told_and_ranks() -> None:
    lost = right("CH", "7", status="expired")
    found = ranked(rights=[lost], brands=[NO_MARKETS], CH=FRESH, ID=FRESH)
    assert order(found) == ["CH", "ID"]
    assert "CH 7" in "; ".join(one.text_en for one in found[0].reasons)


def test_related_classes_stand_behind_the_own_ones() -> None:
    found = ranked(brands=[NO_MARKETS], related=True, EM=FRESH)
    assert [gap.related for gap in found] == [False, True]
    assert "related" in told(found[1])


@pytest.mark.parametrize(
    ("office", "codes"),
    [
        ("EM", {"first-to-file", "earlier-right", "window-months"}),
        ("US", {"first-to-use", "window-days"}),
        ("CL", {"window-business-days", "reported"}),
        ("RU", {"window-none", "invalidity-limited"}),
        ("KE", {"invalidity-unknown"}),
        ("BN", {"window-months", "window-unsure"}),
        ("SE", {"window-unknown"}),
        ("AQ", {"window-unknown", "invalidity-unknown"}),
    ],
)
def test_the_rules_of_the_office_are_told(office: str, codes: set[str]) -> None:
    held = coverage({office: FRESH})
    [gap] = gaps(exposures([], [NO_MARKETS], [], held, as_of=AS_OF), held, as_of=AS_OF)
    assert codes <= {*told(gap)}


def test_what_is_not_known_is_told() -> None:
    [gap] = ranked(brands=[NO_MARKETS], DE=FRESH)
    [unseen] = [one for one in gap.reasons if one.code == "unseen"]
    assert unseen.values == {"offices": ["EM", "WO"]}
    assert "rights-unknown" in told(gap)
    [gap] = ranked(brands=[NO_MARKETS], rights=[right("CN")], DE=FRESH, EM=FRESH, WO=FRESH)[-1:]
    assert not {"unseen", "rights-unknown"} & {*told(gap)}


def test_an_international_registration_of_unknown_reach_is_told_at_members() -> None:
    found = ranked(rights=[right("WO", "77")], brands=[NO_MARKETS], US=FRESH, TW=FRESH)
    base = {gap.office: "madrid-base" in told(gap) for gap in found}
    assert base == {"US": True, "TW": False}


def test_old_and_undated_data_are_told_as_what_they_are() -> None:
    found = ranked(TH=AS_OF - timedelta(days=400), BX=None)
    codes = {gap.office: {*told(gap)} for gap in found}
    assert "no-data-old" in codes["TH"]
    assert "no-data-undated" in codes["BX"]
    assert "no-data" in codes["EM"]


def test_a_filing_older_than_the_brand_is_told() -> None:
    there = alert(filing("18", status="registered"), cleared_by="predates")
    [gap] = [gap for gap in ranked(there, EM=FRESH) if gap.office == "EM"]
    assert "EM 18" in "; ".join(one.text_en for one in gap.reasons)

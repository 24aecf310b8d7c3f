"""What stands against an exhibitor, and the word that follows from it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.run import OfficeCoverage
from squatwatch.alerts.screening import (
    GROUPS,
    RISKS,
    Group,
    Page,
    Risk,
    pages_of,
    register_of_office,
)
from squatwatch.brands.exhibitors import Exhibitor
from squatwatch.model import LEVELS, Alert, Level
from tests.alerts.exposure_samples import AS_OF, OWNER, alert, filing
from tests.alerts.screening_samples import ALERTS, FAIR, HELD, HONGLI, RAINBOW, screening

DE = register_of_office("DE", HELD)


def page(*alerts: Alert, office: str = "DE") -> Page:
    exhibitor = Exhibitor("Hongli Ltd", (HONGLI, RAINBOW))
    [found] = pages_of([exhibitor], [register_of_office(office, HELD)], alerts, AS_OF)
    return found


def numbers(found: Page, group: Group) -> list[str]:
    return [one.alert.assessment.filing.application_number for one in found.of(group)]


def test_what_is_met_is_told_apart() -> None:
    found = page(*ALERTS)
    assert numbers(found, "in-class") == ["30 2", "30 1"]
    assert numbers(found, "beside") == ["018 1"]
    assert {*numbers(found, "ended")} == {"30 3", "30 4"}
    assert numbers(found, "own") == ["30 5"]


def test_a_filing_like_two_marks_stands_once_where_it_presses_most() -> None:
    met = page(*ALERTS).of("in-class")[0]
    assert met.alert.assessment.brand == HONGLI
    assert met.level == "high"


def test_only_what_holds_at_the_office_is_met() -> None:
    designated = alert(filing("W 1", "WO", (9,), designations=("EM",)), HONGLI)
    assert numbers(page(designated), "in-class") == ["W 1"]
    assert page(designated, office="US").met == ()
    assert page(alert(filing("1", "GB", (9,)), HONGLI)).met == ()


def test_what_can_be_done_is_that_of_the_registers_that_reach_there() -> None:
    found = page(*ALERTS).of("in-class")[0].alert.assessment
    assert {one.office for one in found.responses} == {"DE"}
    assert [one.office for one in found.windows] == ["DE"]


def test_unknown_classes_count_as_the_exhibitors() -> None:
    assert numbers(page(alert(filing("1", "DE"), HONGLI)), "in-class") == ["1"]
    assert numbers(page(alert(filing("1", "DE", (40,)), RAINBOW)), "in-class") == ["1"]


@pytest.mark.parametrize(
    ("level", "classes", "risk"),
    [
        ("urgent", (9,), "act"),
        ("high", (9,), "act"),
        ("medium", (9,), "look"),
        ("low", (9,), "none"),
        ("urgent", (40,), "look"),
        ("medium", (40,), "look"),
    ],
)
def test_the_word_follows_from_the_level(
    level: Level, classes: tuple[int, ...], risk: Risk
) -> None:
    assert page(alert(filing("1", "DE", classes), HONGLI, level=level)).risk == risk


def test_what_has_ended_or_is_the_exhibitors_own_presses_nothing() -> None:
    ended = alert(filing("1", "DE", (9,), status="refused"), HONGLI)
    own = alert(filing("2", "DE", (9,), OWNER), HONGLI, cleared_by="owner")
    assert page(ended, own).risk == "none"


def test_without_data_nothing_is_said_to_be_none() -> None:
    assert page(office="KR").risk == "no-data"
    assert page(alert(filing("1", "KR", (9,)), HONGLI), office="KR").risk == "act"


@given(st.sampled_from(LEVELS), st.lists(st.sampled_from(ALERTS), max_size=6, unique=True))
def test_one_more_filing_never_presses_less(level: Level, alerts: list[Alert]) -> None:
    more = alert(filing("99", "DE", (9,)), HONGLI, level=level)
    before, after = page(*alerts).risk, page(*alerts, more).risk
    assert RISKS.index(after) <= RISKS.index(before)


@given(st.permutations(ALERTS))
def test_the_order_of_alerts_changes_nothing(alerts: list[Alert]) -> None:
    assert page(*alerts) == page(*ALERTS)


def test_the_registers_of_an_office_are_its_own_and_those_that_reach_it() -> None:
    assert [part.office for part in DE.parts] == ["DE", "EM", "WO"]
    assert [part.filings for part in DE.parts] == [12_000, 300, 0]
    assert (DE.has_data, DE.missing) == (True, ("WO",))
    assert DE.stale(AS_OF) == ("EM",)
    undated = register_of_office("US", [OfficeCoverage("US", 1, None)])
    assert undated.stale(AS_OF) == ("US",)
    assert not register_of_office("US", ()).has_data


def test_the_pages_that_press_stand_first() -> None:
    found = screening()
    order = [RISKS.index(one.risk) for one in found.pages]
    assert order == sorted(order)
    assert len(found.pages) == len(FAIR) * 2
    assert found.without_data == ("KR",)
    assert all(one.group in GROUPS for one in found.pages[0].met)


def test_how_many_stand_at_a_level() -> None:
    found = screening()
    assert (found.at_or_above("urgent"), found.at_or_above("high")) == (0, 3)
    assert found.at_or_above("medium") == 4


def test_a_page_on_which_nobody_is_named_says_so() -> None:
    nobody = alert(filing("1", "DE", (9,), ()), HONGLI)
    assert page(nobody).nobody_is_named
    assert not page(nobody, alert(filing("2", "DE", (9,)), HONGLI)).nobody_is_named
    assert not page().nobody_is_named


def test_a_registration_that_expired_long_ago_has_ended() -> None:
    expired = filing("1", "DE", (9,), status="registered", expiry_date=date(2020, 1, 1))
    assert numbers(page(alert(expired, HONGLI)), "ended") == ["1"]

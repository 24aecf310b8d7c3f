"""The weekly gazette of Brazil."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.sources.inpi_brazil import InpiBrazil, issue_number, tuesdays
from squatwatch.fetch.waiting import Patience
from tests.fetch.server import Answer, Server, serving, zipped
from tests.fetch.sources.samples import environment, errors, fetched, names

ISSUE = zipped(name="RM.xml", size=2000)
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


@pytest.fixture
def source(office: Server) -> InpiBrazil:
    office.unknown = lambda asked: Answer(404)
    return InpiBrazil(environment(office))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2021, 3, 2), 2617),
        (date(2021, 5, 25), 2629),
        (date(2021, 6, 1), 2630),
        (date(2026, 5, 12), 2888),
        (TUESDAY, 2915),
    ],
)
def test_known_numbers(day: date, number: int) -> None:
    assert issue_number(day) == number


DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))


@given(first=DAYS, days=st.integers(-10, 200))
def test_all_tuesdays_of_a_time_and_no_other_day(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    every = [first + timedelta(days=at) for at in range(days + 1)]
    expected = [day for day in every if day.weekday() == 1]
    assert tuesdays(first, last) == expected
    numbers = [issue_number(day) for day in expected]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def test_issues_land_and_one_of_today_may_be_late(
    source: InpiBrazil, office: Server, inbox: Inbox, patience: Patience
) -> None:
    for number in (2912, 2913, 2914):
        office.on(f"/RM{number}.zip", serving(ISSUE))
    report = fetched(source, inbox, patience, since=date(2026, 10, 20), until=TUESDAY)
    assert names(report) == ["RM2912.zip", "RM2913.zip", "RM2914.zip"]
    assert names(report, "not-yet") == ["RM2915.zip"]
    assert names(report, "failed") == ["RM2911.zip"]
    assert "RM2911.zip: is not there (127.0.0.1 answers 404)" in errors(report)[0]


def test_by_default_the_last_thirty_days_and_nothing_twice(
    source: InpiBrazil, office: Server, inbox: Inbox, patience: Patience
) -> None:
    office.unknown = serving(ISSUE)
    report = fetched(source, inbox, patience)
    assert names(report) == ["RM2912.zip", "RM2913.zip", "RM2914.zip", "RM2915.zip"]
    asked = len(office.asked)
    again = fetched(source, inbox, patience)
    assert (names(again), again.there, len(office.asked)) == ([], 4, asked)


def test_after_a_long_pause_from_the_last_fetch_on(
    source: InpiBrazil, office: Server, inbox: Inbox, patience: Patience
) -> None:
    office.unknown = serving(ISSUE)
    fetched(source, inbox, patience, today=date(2026, 9, 1), since=date(2026, 9, 1))
    report = fetched(source, inbox, patience, today=date(2026, 11, 17))
    assert len(names(report)) == 11
    assert report.there == 1


def test_no_more_than_the_limit_the_oldest_first(
    source: InpiBrazil, office: Server, inbox: Inbox, patience: Patience
) -> None:
    office.unknown = serving(ISSUE)
    report = fetched(source, inbox, patience, limit=2)
    assert (names(report), report.left) == (["RM2912.zip", "RM2913.zip"], 2)

"""The working days of offices: weekends, holidays, and what is not known."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.calendar import rules
from squatwatch.assess.working_days import WorkingDays

OFFICES = sorted({rule.office for rule in rules()})
SHARED = ("EM", "WO", "BX", "OA", "AP")


@pytest.mark.parametrize("office", [*SHARED, "XX", ""])
def test_an_office_without_a_country_has_no_calendar(office: str) -> None:
    days = WorkingDays(office)
    assert not days.known(date(2025, 1, 1), date(2025, 1, 1))
    assert days.has(date(2025, 1, 1))  # a Wednesday: nothing is known of New Year there
    assert not days.has(date(2025, 1, 4))  # a Saturday


def test_every_other_office_of_the_table_has_one() -> None:
    day = date(2025, 1, 1)
    without = {office for office in OFFICES if not WorkingDays(office).known(day, day)}
    assert without == set(SHARED)


@pytest.mark.parametrize(
    ("office", "holiday"),
    [
        ("CL", "2025-09-18"), ("PE", "2025-07-28"), ("CO", "2025-06-23"), ("EC", "2025-03-04"),
        ("BO", "2025-01-22"), ("US", "2025-07-04"), ("JP", "2025-05-05"), ("CN", "2025-10-01"),
        ("DE", "2025-10-03"), ("MM", "2029-01-01"),
    ],
)  # fmt: skip
def test_holidays_are_known(office: str, holiday: str) -> None:
    assert not WorkingDays(office).has(date.fromisoformat(holiday))


@pytest.mark.parametrize(
    ("office", "friday", "saturday", "sunday"),
    [("US", True, False, False), ("BD", False, False, True), ("IL", False, False, True)],
)
def test_weekends_are_those_of_the_place(
    office: str, friday: bool, saturday: bool, sunday: bool
) -> None:
    days = WorkingDays(office)
    found = [days.has(date(2025, 7, day)) for day in (18, 19, 20)]
    assert found == [friday, saturday, sunday]


def test_years_outside_the_calendar_are_not_known() -> None:
    days = WorkingDays("CL")
    last = holidays.country_holidays("CL").end_year
    assert days.known(date(last, 1, 1), date(last, 12, 31))
    assert not days.known(date(last, 12, 31), date(last + 1, 1, 1))
    assert days.has(date(last + 1, 9, 19)) == (date(last + 1, 9, 19).weekday() < 5)


def test_a_year_of_which_a_calendar_warns_is_not_known() -> None:
    """The calendar of India has the movable holidays of some years only, and says so."""
    days = WorkingDays("IN")
    assert days.known(date(2025, 1, 1), date(2026, 1, 1))
    assert not days.known(date(2040, 1, 1), date(2040, 1, 1))
    assert days.has(date(2040, 8, 15))  # Independence Day, a Wednesday: not known, not left out


def test_what_a_calendar_says_hangs_on_no_year_asked_for_before() -> None:
    days, asked = WorkingDays("MM"), [date(2026, 1, 3), date(2025, 12, 26), date(2026, 1, 3)]
    assert [days.has(day) for day in asked] == [True, False, True]


def test_the_last_day_of_time_stops_nothing() -> None:
    for office in ("CL", "EM"):
        assert WorkingDays(office).add(date.max, 30) == date.max
        assert WorkingDays(office).next_from(date.max) == date.max


@given(
    st.sampled_from(OFFICES),
    st.dates(date(1995, 1, 1), date(2110, 1, 1)),
    st.integers(1, 40),
)
def test_a_period_has_as_many_working_days_as_it_says(office: str, start: date, days: int) -> None:
    calendar = WorkingDays(office)
    end = calendar.add(start, days)
    passed = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(calendar.has, passed)) == days
    assert calendar.has(end)

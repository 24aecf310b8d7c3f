"""The rules counted day by day: every row of the table at the days where counting goes wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.calendar import Rule, add_days, rules
from squatwatch.assess.windows import windows_of
from squatwatch.model import Filing
from squatwatch.reference import table

DAY = date.fromisoformat
AS_OF = date(2025, 8, 1)
ONE = timedelta(days=1)

STARTS = (
    "2023-02-28", "2023-11-30", "2023-12-29", "2023-12-31", "2024-01-01", "2024-01-29",
    "2024-01-30", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-30", "2024-03-31",
    "2024-04-30", "2024-06-30", "2024-08-31", "2024-10-31", "2024-12-25", "2024-12-31",
    "2025-01-31", "2025-02-28", "2025-04-12", "2025-04-17", "2025-04-18", "2025-08-15",
    "2025-09-17", "2025-09-18", "2025-12-24", "2025-12-31", "2026-02-28", "2027-11-30",
    "2028-02-28", "2028-02-29", "2099-11-30", "2100-02-28",
)  # fmt: skip
"""Month ends, leap days and the days about them, holidays and their eves, weekends, year ends, and
the year 2100, which is no leap year."""

BUSINESS = [
    # Each with the holidays that fall into the period, from Monday to Friday.
    ("CL", "2025-08-01", "2025-09-15", "2025-09-12", ["2025-08-15"]),
    ("CL", "2025-09-01", "2025-10-15", "2025-10-13", ["2025-09-18", "2025-09-19"]),
    ("PE", "2025-07-01", "2025-08-18", "2025-08-12",
     ["2025-07-23", "2025-07-28", "2025-07-29", "2025-08-06"]),
    ("CO", "2025-05-20", "2025-07-04", "2025-07-01", ["2025-06-02", "2025-06-23", "2025-06-30"]),
    ("EC", "2025-04-01", "2025-05-16", "2025-05-13", ["2025-04-18", "2025-05-01", "2025-05-02"]),
    ("BO", "2025-02-20", "2025-04-07", "2025-04-03", ["2025-03-03", "2025-03-04"]),
]  # fmt: skip


def row_of(rule: Rule) -> dict[str, str]:
    """The row of the table that a rule was made from, read again."""
    [row] = [
        row
        for row in table("deadlines").iter_rows(named=True)
        if (row["jurisdiction"], row["route"]) == (rule.office, rule.route)
        and (row["valid_from"] or "0001-01-01").startswith(row["valid_from"])
        and (DAY(f"{row['valid_from']}-01-01"[:10]) if row["valid_from"] else None)
        == rule.valid_from
    ]
    return row


def counted(row: dict[str, str], start: date) -> date:
    """The end of a window by the words of its row, one day after the other."""
    wanted, day = int(row["period_value"]), start
    if row["counted_from"] == "first of month after WIPO Gazette":
        while day.day != 1 or day == start:
            day += ONE
        return months_later(day, wanted) - ONE
    if row["counted_from"] == "1 month after publication":
        day = months_later(day, 1)
    if row["period_unit"] == "months":
        return months_later(day, wanted)
    passed = 0
    off = holidays.country_holidays(row["jurisdiction"]) if row["day_type"] == "business" else ()
    while passed < wanted:
        day += ONE
        passed += row["day_type"] == "calendar" or (day.weekday() < 5 and day not in off)
    return day


def months_later(start: date, months: int) -> date:
    """The same day number in the month that many later, else the last day of that month."""
    day, turned = start, 0
    while turned < months or (day.day < start.day and (day + ONE).day != 1):
        day += ONE
        turned += day.day == 1
    return day


def cases() -> Iterator[tuple[Rule, date]]:
    """Every rule with a window at every start, and at the days on which rules begin and end."""
    for rule in (rule for rule in rules() if rule.period):
        edges = [day for day in (rule.valid_from, rule.valid_to) if day]
        for day in [
            *map(DAY, STARTS),
            *edges,
            *(day + ONE for day in edges),
            *(d - ONE for d in edges),
        ]:
            yield rule, day


def published(rule: Rule, day: date) -> Filing:
    """A filing whose clock under that rule starts on that day."""
    if rule.route == "madrid":
        inside = rule.counted_from == "1 month after publication"
        office = rule.office if inside else "WO"
        return Filing(
            office, "1", ir_number="1", publication_date=day,
            designations=() if inside else (rule.office,),
        )  # fmt: skip
    registered = day if rule.standing == "after" else None
    return Filing(
        rule.office, "1", filing_date=day, publication_date=day, registration_date=registered
    )


def test_every_rule_at_every_hard_day_ends_as_counting_says() -> None:
    tried = 0
    for rule, day in cases():
        [window] = windows_of(published(rule, day), AS_OF)
        if rule.holds_on(day):
            assert window.closes == counted(row_of(rule), day), (rule.text, day)
            assert window.rule.startswith(rule.text)
            tried += 1
        else:
            assert not window.rule.startswith(rule.text), (rule.text, day)
    assert tried > 1500


def test_every_rule_of_the_table_was_tried() -> None:
    tried = {(rule.office, rule.route, rule.valid_from) for rule, _ in cases()}
    rows = [row for row in table("deadlines").iter_rows(named=True) if row["period_value"]]
    assert len(tried) == len(rows)


@pytest.mark.parametrize(
    ("office", "day", "told"),
    [
        ("KR", "2025-07-21", "2 months"),
        ("KR", "2025-07-22", "30 days"),
        ("VN", "2022-12-31", "no rule"),
        ("VN", "2023-01-01", "5 months"),
        ("KZ", "2022-08-20", "no rule"),
        ("KZ", "2022-08-21", "1 month"),
        ("TH", "2016-06-30", "no rule"),
        ("TH", "2016-07-01", "60 days"),
        ("UA", "2020-08-15", "no rule"),
        ("UA", "2020-08-16", "3 months"),
        ("OA", "2021-12-31", "no rule"),
        ("OA", "2022-01-01", "3 months"),
        ("MM", "2024-04-30", "no rule"),
        ("MM", "2024-05-01", "60 days"),
    ],
)
def test_the_rule_changes_on_its_day(office: str, day: str, told: str) -> None:
    [window] = windows_of(Filing(office, "1", publication_date=DAY(day)), AS_OF)
    assert told in window.rule
    assert (window.closes is None) == (told == "no rule")


@pytest.mark.parametrize(("office", "start", "end", "earliest", "off"), BUSINESS)
def test_business_days_leave_out_weekends_and_holidays(
    office: str, start: str, end: str, earliest: str, off: list[str]
) -> None:
    """Counted by hand, with the holidays written down and not taken from the package."""
    day, passed = DAY(start), 0
    while passed < 30:
        day += ONE
        passed += day.weekday() < 5 and day not in map(DAY, off)
    assert day == DAY(end)
    [window] = windows_of(Filing(office, "1", publication_date=DAY(start)), AS_OF)
    assert (window.closes, window.closes_rolled) == (day, day)
    assert f"without them it would end on {earliest}" in window.rule
    assert f"public holidays of {office}" in window.rule
    assert window.confidence == "medium"


def test_business_days_beyond_the_calendar_say_that_no_holiday_is_left_out() -> None:
    [window] = windows_of(Filing("CL", "1", publication_date=date(2100, 12, 1)), AS_OF)
    assert window.closes == date(2101, 1, 12)
    assert window.closes_rolled is None
    assert "holidays not applied: the earliest possible end" in window.rule


def test_the_roll_passes_over_a_holiday() -> None:
    # Monday 1 January is New Year's Day in Myanmar, Sunday the 31st the end of 60 days.
    [rule] = [rule for rule in rules() if rule.office == "MM"]
    assert rule.rolled(date(2028, 12, 31)) == date(2029, 1, 2)
    assert rule.rolled(date(2024, 6, 30)) == date(2024, 7, 1)


def test_a_last_day_that_is_no_working_day_is_told_where_the_roll_is_not_known() -> None:
    saturday = Filing("EM", "1", publication_date=date(2025, 7, 25))
    christmas = Filing("FR", "1", publication_date=date(2025, 10, 25))
    weekday = Filing("EM", "1", publication_date=date(2025, 7, 28))
    told = ["the last day is no working day" in windows_of(one, AS_OF)[0].rule
            for one in (saturday, christmas, weekday)]  # fmt: skip
    assert told == [True, True, False]
    assert windows_of(saturday, AS_OF)[0].closes_rolled is None


def test_a_friday_is_no_working_day_where_it_is_of_the_weekend() -> None:
    [window] = windows_of(Filing("BD", "1", publication_date=date(2025, 8, 5)), AS_OF)
    assert window.closes == date(2025, 10, 5)  # a Sunday, on which one works there
    assert "no working day" not in window.rule


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2021-12", "2021-12-01", "2021-12-31"), ("2024", "2024-01-01", "2024-12-31")],
)
def test_a_month_or_year_of_validity_is_whole(text: str, first: str, last: str) -> None:
    from squatwatch.assess.calendar import _first_day, _last_day

    assert (_first_day(text), _last_day(text)) == (DAY(first), DAY(last))


def test_the_vectors_are_all_right(real_data: Path) -> None:
    file = real_data / "reference" / "deadline_vectors.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) >= 10
    for row in rows:
        start, end = DAY(row["start_date"]), DAY(row["expected_raw_end"])
        if row["route"] == "national max extension":
            [rule] = [rule for rule in rules() if rule.office == row["jurisdiction"]]
            assert rule.latest(start) == end, row
            continue
        [rule] = [
            rule
            for rule in rules()
            if (rule.office, rule.route) == (row["jurisdiction"], row["route"])
            and rule.holds_on(start)
        ]
        [window] = windows_of(published(rule, start), AS_OF)
        assert window.closes == end, row
        rolled = row["expected_rolled_end"]
        if rolled or rule.roll == "unknown":
            assert window.closes_rolled == (DAY(rolled) if rolled else None), row


# What holds for any rule and any day

RULES_WITH_PERIOD = st.sampled_from([rule for rule in rules() if rule.period])
DATES = st.dates(date(1990, 1, 1), date(2105, 1, 1))


@given(RULES_WITH_PERIOD, DATES)
def test_any_start_ends_as_counting_says(rule: Rule, start: date) -> None:
    closes = rule.closes(rule.opens(start))
    known = rule.working_days.known(rule.opens(start), closes)
    if rule.day_type != "business" or known:
        assert closes == counted(row_of(rule), start)


@given(RULES_WITH_PERIOD, DATES)
def test_holidays_never_bring_an_end_forward(rule: Rule, start: date) -> None:
    opens = rule.opens(start)
    assert rule.earliest(opens) <= rule.closes(opens)
    assert (rule.earliest(opens) == rule.closes(opens)) or rule.day_type == "business"


@given(RULES_WITH_PERIOD, DATES)
def test_a_rolled_end_is_a_working_day_and_none_lies_between(rule: Rule, start: date) -> None:
    closes = rule.closes(rule.opens(start))
    rolled = rule.rolled(closes)
    if rolled is None or rule.roll.startswith("none"):
        assert rolled in (None, closes)
        return
    assert rolled >= closes
    assert rule.working_days.has(rolled)
    between = [add_days(closes, n) for n in range((rolled - closes).days)]
    assert not any(rule.working_days.has(day) for day in between)


@given(RULES_WITH_PERIOD, DATES)
def test_extended_to_the_full_it_is_longer(rule: Rule, start: date) -> None:
    latest = rule.latest(rule.opens(start))
    assert latest is None or latest > rule.closes(rule.opens(start))

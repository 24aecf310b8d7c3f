"""The opposition windows: known dates, special cases, and what must hold for any date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.calendar import (
    add_days,
    add_months,
    add_working_days,
    first_of_next_month,
    next_working_day,
)
from squatwatch.assess.windows import OFFICE_RECORD, Rule, rules, window_state, windows_of
from squatwatch.model import Filing, Window

DAY = date.fromisoformat
AS_OF = date(2025, 8, 1)
DATES = st.dates(date(1950, 1, 1), date(2100, 1, 1))

VECTORS = [
    ("GB", "2018-05-04", "2018-07-04", "2018-07-04", "start and end in the register feed"),
    ("RO", "2012-01-31", "2012-03-31", "2012-03-31", "register feed; a Saturday, not rolled"),
    ("MM", "2024-05-01", "2024-06-30", "2024-07-01", "two law-firm alerts on the first journal"),
    ("CN", "2000-03-07", "2000-06-07", None, "3 months; the source says file before June 6"),
    ("KR", "2025-07-21", "2025-09-21", None, "old rule, 2 months; the end is a Sunday"),
    ("KR", "2025-07-22", "2025-08-21", None, "new rule, 30 days"),
    ("US", "2024-05-14", "2024-06-13", None, "30 days; dates of a real record"),
    ("EM", "2020-04-22", "2020-07-22", None, "3 months from section A.1"),
]


def only_window(filing: Filing, as_of: date = AS_OF) -> Window:
    [window] = windows_of(filing, as_of)
    return window


def published(office: str, day: str, **facts: object) -> Filing:
    return replace(Filing(office, "1", publication_date=DAY(day)), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("office", "start", "end", "rolled", "basis"), VECTORS)
def test_known_dates(office: str, start: str, end: str, rolled: str | None, basis: str) -> None:
    window = only_window(published(office, start))
    assert window.closes == DAY(end), basis
    assert window.closes_rolled == (DAY(rolled) if rolled else None), basis
    assert window.opens == DAY(start)
    assert window.days_left == (DAY(end) - AS_OF).days


def test_known_date_of_a_mongolian_designation() -> None:
    window = only_window(published("WO", "2025-01-09", designations=("MN",)))
    assert (window.office, window.closes) == ("MN", date(2025, 6, 9))
    assert window.rule == "MN madrid: 5 months from the WIPO Gazette"


def test_known_date_of_the_longest_extension_in_the_us() -> None:
    assert add_days(date(2024, 5, 14), 180) == date(2024, 11, 10)


# The office's own dates


def test_the_offices_own_end_is_preferred() -> None:
    filing = published("GB", "2018-05-04", opposition_end=date(2018, 8, 4))
    window = only_window(filing)
    assert (window.closes, window.source) == (date(2018, 8, 4), OFFICE_RECORD)
    assert "given by the office" in window.rule
    assert window.as_of == AS_OF.isoformat()


def test_the_offices_own_end_serves_where_the_table_has_no_rule() -> None:
    filing = Filing("GR", "1", opposition_start=date(2025, 7, 1), opposition_end=date(2025, 10, 1))
    window = only_window(filing)
    assert (window.opens, window.closes) == (date(2025, 7, 1), date(2025, 10, 1))


def test_own_dates_that_contradict_each_other_are_not_used() -> None:
    filing = published(
        "GB", "2018-05-04", opposition_start=date(2018, 9, 1), opposition_end=date(2018, 8, 4)
    )
    assert only_window(filing).closes == date(2018, 7, 4)


def test_the_own_end_of_a_madrid_record_is_used_only_for_a_single_designation() -> None:
    filing = published("WO", "2025-01-09", designations=("US",), opposition_end=date(2025, 9, 1))
    assert only_window(filing).closes == date(2025, 9, 1)
    both = windows_of(replace(filing, designations=("US", "JP")), AS_OF)
    assert [window.closes for window in both] == [None, None]


def test_the_offices_own_start_stands_in_for_a_missing_publication() -> None:
    window = only_window(Filing("EM", "1", opposition_start=date(2025, 7, 1)))
    assert (window.closes, window.confidence) == (date(2025, 10, 1), "medium")


# Which rule holds


def test_the_rule_is_that_of_the_publication_not_of_today() -> None:
    assert "2 months" in only_window(published("KR", "2025-07-21")).rule
    assert "30 days" in only_window(published("KR", "2025-07-22")).rule


def test_a_filing_not_yet_published_meets_the_rule_of_today() -> None:
    window = only_window(Filing("KR", "1", filing_date=date(2024, 1, 1)))
    assert window.rule == "KR national: 30 days from publication; no publication date in the record"
    assert window.closes is None


def test_mongolia_counts_from_filing() -> None:
    filing = published("MN", "2025-02-01", filing_date=date(2025, 1, 10))
    assert only_window(filing).closes == date(2025, 4, 10)
    assert "no filing date" in only_window(published("MN", "2025-02-01")).rule


def test_no_rule_is_invented_for_a_publication_before_the_first_known() -> None:
    window = only_window(published("MN", "2015-02-01", filing_date=date(2015, 1, 10)))
    assert (window.closes, window.confidence) == (None, "low")
    assert "no rule in the table" in window.rule


@pytest.mark.parametrize(
    ("office", "reason"),
    [
        ("RU", "no opposition; third-party observations"),
        ("WO", "no opposition; oppose before each designated office"),
        ("NL", "see BX"),
        ("SE", "rule unknown"),
        ("TL", "rule unknown"),
        ("XX", "no rule in the table"),
    ],
)
def test_an_office_without_a_window_says_why(office: str, reason: str) -> None:
    window = only_window(published(office, "2025-07-01"))
    assert reason in window.rule
    assert (window.opens, window.closes, window.closes_rolled, window.days_left) == (None,) * 4


# Rules that count from the registration


@pytest.mark.parametrize("office", ["DE", "CH", "NO", "JP", "TW"])
def test_the_publication_of_the_registration_starts_the_clock(office: str) -> None:
    filing = published(office, "2025-07-10", registration_date=date(2025, 7, 1))
    window = only_window(filing)
    assert window.opens == date(2025, 7, 10)
    assert "counted from registration" not in window.rule


@pytest.mark.parametrize("office", ["DE", "CH", "NO", "JP", "TW"])
def test_else_the_registration_does_and_it_is_said(office: str) -> None:
    filing = published(office, "2025-03-10", registration_date=date(2025, 7, 1))
    window = only_window(filing)
    assert (window.opens, window.confidence) == (date(2025, 7, 1), "medium")
    assert "counted from registration" in window.rule


def test_a_window_after_registration_has_no_dates_before_it() -> None:
    window = only_window(published("JP", "2025-07-01"))
    assert window.closes is None
    assert "no registration date" in window.rule


def test_a_publication_after_registration_is_no_sure_start_of_a_window_before_it() -> None:
    filing = published("EM", "2025-07-10", registration_date=date(2025, 7, 1))
    window = only_window(filing)
    assert (window.closes, window.confidence) == (date(2025, 10, 10), "low")
    assert "may be over" in window.rule


def test_registered_without_publication_says_both() -> None:
    window = only_window(Filing("EM", "1", status="registered"))
    assert "registered already" in window.rule


# Madrid


def test_a_madrid_record_has_one_window_for_each_designated_office() -> None:
    filing = published("WO", "2025-01-09", designations=("FR", "CH", "US", "RU", "FR", "XX"))
    windows = windows_of(filing, AS_OF)
    assert [window.office for window in windows] == ["FR", "CH", "US", "RU", "XX"]
    assert [window.closes for window in windows] == [
        DAY("2025-03-09"),
        DAY("2025-04-30"),
        *[None] * 3,
    ]
    assert "no date of the publication by US" in windows[2].rule


def test_a_month_that_begins_after_the_gazette_counts_its_first_day() -> None:
    window = only_window(published("WO", "2025-02-28", designations=("DE",)))
    assert (window.opens, window.closes) == (date(2025, 3, 1), date(2025, 5, 31))


def test_the_eu_clock_of_a_designation_starts_a_month_after_its_publication() -> None:
    window = only_window(published("EM", "2025-02-15", ir_number="1234567"))
    assert (window.opens, window.closes) == (date(2025, 3, 15), date(2025, 6, 15))


def test_a_designation_without_a_rule_of_its_own_takes_the_national_one_and_says_so() -> None:
    window = only_window(published("US", "2025-07-22", ir_number="1234567"))
    assert (window.closes, window.confidence) == (date(2025, 8, 21), "medium")
    assert "applied to a designation" in window.rule


def test_another_offices_record_with_designations_has_its_own_window_first() -> None:
    windows = windows_of(published("AP", "2025-07-01", designations=("KE", "AP")), AS_OF)
    assert [window.office for window in windows] == ["AP", "KE"]
    assert [window.closes for window in windows] == [date(2025, 10, 1), None]


# What is said beside the dates


def test_working_days_leave_out_holidays_and_the_end_without_them_is_said() -> None:
    window = only_window(published("CL", "2025-08-01"))  # a Friday
    assert window.closes == window.closes_rolled == date(2025, 9, 15)
    assert "without them it would end on 2025-09-12" in window.rule
    assert window.confidence == "medium"


def test_a_mark_registered_before_the_end_of_its_window_makes_the_date_doubtful() -> None:
    filing = published("EM", "2025-07-10", registration_date=date(2025, 9, 1))
    window = only_window(filing)
    assert (window.closes, window.confidence) == (date(2025, 10, 10), "low")
    assert "registered before this end: the window may be over" in window.rule
    later = only_window(replace(filing, registration_date=date(2025, 10, 11)))
    assert (later.confidence, later.rule) == ("high", "EM national: 3 months from publication")
    designation = only_window(replace(filing, office="US", ir_number="1234567"))
    assert "registered before" not in designation.rule


# What can be done later


def test_the_extension_is_told_in_the_words_of_the_table() -> None:
    assert only_window(published("EM", "2025-07-10")).extension == "no"
    assert only_window(published("LK", "2025-07-10")).extension == ""
    assert only_window(published("NZ", "2025-07-10")).extension.startswith("yes: +1 month")


@pytest.mark.parametrize(
    ("office", "start", "latest"),
    [("US", "2024-05-14", "2024-11-10"), ("SG", "2025-10-31", "2026-02-28")],
)
def test_the_longest_extension_is_told_with_its_end(office: str, start: str, latest: str) -> None:
    window = only_window(published(office, start))
    assert window.extension.endswith(f"; extended to the full it ends on {latest}, to be verified")
    assert latest not in only_window(Filing(office, "1")).extension


def test_an_extension_of_a_doubtful_window_has_no_date() -> None:
    filing = published("US", "2024-05-14", registration_date=date(2024, 5, 14))
    window = only_window(filing)
    assert window.confidence == "low"
    assert "2024" not in window.extension


def test_what_comes_after_is_told_with_its_caution() -> None:
    told = only_window(published("PE", "2025-07-10")).after
    assert told == (
        "later: invalidity for bad faith (ground: Decision 486 arts.136, 137, 172; time limit: "
        "5 years from grant (Decision 486 art.172)), cancellation after 3 years of non-use; "
        "these limits are of medium confidence at best: verify with local counsel"
    )


def test_after_says_what_is_missing_and_is_empty_where_nothing_is_known() -> None:
    assert "time limit: not in the table" in only_window(published("MN", "2025-07-10")).after
    assert "no limit for bad faith in the table" in only_window(published("MY", "2025-07-10")).after
    assert only_window(published("SE", "2025-07-10")).after == ""


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.office} {rule.route}")
def test_what_comes_after_is_never_surer_than_medium(rule: Rule) -> None:
    assert not rule.after or "medium confidence at best" in rule.after or "low" in rule.after
    assert "low confidence" in rule.after or rule.confidence != "low" or not rule.after


def test_an_end_by_the_office_has_extension_and_after_of_its_rule() -> None:
    window = only_window(published("GB", "2018-05-04", opposition_end=date(2018, 8, 4)))
    assert window.extension.startswith("yes: +1 month by notice")
    assert "Trade Marks Act 1994 s.3(6)" in window.after


def test_no_date_of_low_confidence_stands_bare() -> None:
    window = only_window(published("BD", "2025-07-01"))
    assert window.closes == date(2025, 9, 1)
    assert window.confidence == "low"
    assert "verify with local counsel" in window.rule
    assert window.source == "statute recall"


def test_an_ended_filing_is_named() -> None:
    assert "is withdrawn" in only_window(published("EM", "2025-07-01", status="withdrawn")).rule


def test_a_date_beyond_the_calendar_stops_nothing() -> None:
    for rule in rules():
        filing = Filing(rule.office, "1", "", "1", filing_date=date.max, publication_date=date.max,
                        registration_date=date.max)  # fmt: skip
        assert windows_of(filing, AS_OF)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2024-04-30", "not-yet"),
        ("2024-05-01", "open"),
        ("2024-06-30", "open"),
        ("2024-07-01", "open"),  # the rolled day
        ("2024-07-02", "closed"),
    ],
)
def test_states(as_of: str, state: str) -> None:
    window = only_window(published("MM", "2024-05-01"), DAY(as_of))
    assert window_state(window, DAY(as_of)) == state


def test_a_window_without_dates_has_no_state() -> None:
    assert window_state(only_window(Filing("EM", "1")), AS_OF) == "unknown"


# What holds for any rule and any day


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.text[:30]} {rule.valid_from}")
def test_every_rule_gives_a_window_or_says_why(rule: Rule) -> None:
    day = max(rule.valid_from or DAY("2024-03-01"), DAY("2024-03-01"))
    day = min(day, rule.valid_to or day)
    filing = published(rule.office, day.isoformat(), filing_date=day, registration_date=day)
    if rule.route == "madrid":
        filing = replace(filing, ir_number="1")
    window = only_window(filing)
    assert window.rule.startswith(rule.text)
    assert window.confidence in ("high", "medium", "low")
    assert (window.closes is None) == (rule.standing in ("none", "unknown"))
    assert window.source


RULES_WITH_PERIOD = st.sampled_from([rule for rule in rules() if rule.period])


@given(RULES_WITH_PERIOD, DATES)
def test_a_window_never_ends_before_it_begins(rule: Rule, start: date) -> None:
    closes = rule.closes(rule.opens(start))
    assert start <= rule.opens(start) < closes
    rolled = rule.rolled(closes)
    # Thingyan, the New Year of Myanmar, has 9 days; weekends may stand on both sides of it.
    assert rolled is None or closes <= rolled <= closes + timedelta(days=13)


@given(RULES_WITH_PERIOD, DATES, st.integers(0, 400))
def test_a_later_start_never_means_an_earlier_end(rule: Rule, start: date, later: int) -> None:
    first, second = (rule.closes(rule.opens(day)) for day in (start, add_days(start, later)))
    assert first <= second


@given(DATES, st.integers(0, 400))
def test_days_are_exact(start: date, days: int) -> None:
    assert add_days(start, days) - start == timedelta(days=days)


@given(DATES, st.integers(0, 60))
def test_months_keep_the_day_number_or_clip_to_the_last(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and add_days(end, 1).day == 1)


@given(DATES, st.integers(0, 60))
def test_working_days_agree_with_counting_them_one_by_one(start: date, days: int) -> None:
    end = start
    for _ in range(days):
        end = next_working_day(add_days(end, 1))
    assert add_working_days(start, days) == end or days == 0


@given(DATES)
def test_the_first_of_the_next_month_is_the_nearest_first_to_come(day: date) -> None:
    first = first_of_next_month(day)
    assert first.day == 1
    assert 0 < (first - day).days <= 31


@given(
    st.sampled_from([*sorted({rule.office for rule in rules()}), "XX"]),
    st.lists(st.sampled_from(["US", "DE", "MN", "EM", "RU", "XX"]), max_size=3),
    st.lists(st.none() | st.dates(), min_size=5, max_size=5),
    st.sampled_from(["", "1234567"]),
)
def test_any_record_gives_windows_that_hold_together(
    office: str, designations: list[str], days: list[date | None], ir_number: str
) -> None:
    filed, published_on, registered, start, end = days
    filing = Filing(
        office, "1", ir_number=ir_number, designations=tuple(designations), filing_date=filed,
        publication_date=published_on, registration_date=registered, opposition_start=start,
        opposition_end=end,
    )  # fmt: skip
    for window in windows_of(filing, AS_OF):
        assert window.rule
        assert (window.closes is None) == (window.days_left is None)
        assert window.opens is None or window.closes is None or window.opens <= window.closes
        assert window_state(window, AS_OF) in ("open", "closed", "not-yet", "unknown")
        if window.confidence == "low":
            assert "verify with local counsel" in window.rule

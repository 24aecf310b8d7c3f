"""The six months of priority: which right gives them, until when, and when they are used up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.priority import last_day, open_priority
from squatwatch.model import Right

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
HOME = Right("brand", "CN", "1", "瑞幸咖啡", (30, 43), date(2025, 9, 30))
AS_OF = date(2026, 1, 15)


def found(*rights: Right, office: str = "EM", as_of: date = AS_OF) -> str | None:
    first = open_priority(rights, office, as_of)
    return first[0].number if first else None


@pytest.mark.parametrize(
    ("filed", "last"),
    [
        ("2025-09-30", "2026-03-30"),
        ("2025-08-31", "2026-02-28"),
        ("2023-08-31", "2024-02-29"),
        ("2025-12-31", "2026-06-30"),
        ("2025-07-01", "2026-01-01"),
    ],
)
def test_the_months_end_on_the_day_number_or_on_the_last_of_the_month(
    filed: str, last: str
) -> None:
    assert last_day(date.fromisoformat(filed)) == date.fromisoformat(last)


def test_it_runs_from_the_day_of_filing_to_the_last_day() -> None:
    assert found(HOME, as_of=date(2025, 9, 29)) is None
    assert found(HOME, as_of=date(2025, 9, 30)) == "1"
    assert found(HOME, as_of=date(2026, 3, 30)) == "1"
    assert found(HOME, as_of=date(2026, 3, 31)) is None


@given(filed=DAYS, after=st.integers(-10, 400))
def test_it_is_open_exactly_on_the_days_of_the_six_months(filed: date, after: int) -> None:
    right, as_of = replace(HOME, filing_date=filed), filed + timedelta(days=after)
    first = open_priority([right], "EM", as_of)
    assert (first is not None) == (filed <= as_of <= last_day(filed))
    if first:
        assert first == (right, last_day(filed))
        assert 180 < (first[1] - filed).days < 185


def test_a_later_filing_of_the_mark_at_the_office_uses_it_up() -> None:
    there = Right("brand", "EM", "2", "瑞幸咖啡", (43,), date(2025, 12, 1))
    assert found(HOME, there) is None
    assert found(HOME, there, office="JP") == "1"
    # The mark of the Union holds in its members; a member's does not in the Union.
    assert found(HOME, there, office="DE") is None
    assert found(HOME, replace(there, office="DE")) == "1"


def test_another_mark_other_classes_or_an_ended_filing_do_not() -> None:
    there = Right("brand", "EM", "2", "瑞幸咖啡", (43,), date(2025, 12, 1))
    assert found(HOME, replace(there, mark="LUCKIN")) == "1"
    assert found(HOME, replace(there, classes=(9,))) == "1"
    assert found(HOME, replace(there, status="withdrawn")) == "1"
    assert found(HOME, replace(there, mark="")) is None, "which mark it is for is not known"


def test_only_the_first_filing_gives_priority() -> None:
    first = Right("brand", "HK", "0", "瑞幸咖啡", (30,), date(2020, 1, 1))
    assert found(HOME, first) is None
    assert found(HOME, replace(first, classes=(25,))) == "1"
    assert found(HOME, replace(first, mark="瑞幸")) == "1"
    assert found(HOME, replace(first, mark="瑞幸咖啡", classes=())) is None
    traditional = replace(first, mark="瑞幸 咖啡")
    assert found(HOME, traditional) is None


def test_what_became_of_the_first_filing_makes_no_difference() -> None:
    assert found(replace(HOME, status="refused")) == "1"


def test_of_several_the_first_to_lapse() -> None:
    other = replace(HOME, number="9", mark="LUCKIN", filing_date=date(2025, 8, 1))
    assert found(HOME, other) == found(other, HOME) == "9"


def test_nothing_to_rest_on() -> None:
    assert found() is None
    assert found(replace(HOME, filing_date=None)) is None
    assert found(replace(HOME, office="WO")) is None
    assert found(replace(HOME, office="EM")) is None
    assert found(replace(HOME, office="EM"), office="DE") is None

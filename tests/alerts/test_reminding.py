"""Reminders: the smallest limit that was reached, each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.reminding import LIMITS, limit_reached, reminder_value
from squatwatch.model import Window

CLOSES = date(2026, 3, 1)


def window(days_left: int | None) -> Window:
    """A window with so many days left."""
    return Window("EM", None, CLOSES, None, days_left, "rule", "source", "2026-01", "high")


@pytest.mark.parametrize(
    ("days_left", "limit"),
    [(None, None), (-1, None), (0, 3), (3, 3), (4, 10), (10, 10), (11, 20), (20, 20), (21, None)],
)
def test_the_smallest_limit_that_is_reached_counts(days_left: int, limit: int | None) -> None:
    assert limit_reached(window(days_left)) == limit


@given(st.lists(st.integers(0, 40), unique=True))
def test_days_that_nobody_looked_lose_no_reminder_that_still_helps(days: list[int]) -> None:
    sent: list[str] = []
    for left in sorted(days, reverse=True):
        limit = limit_reached(window(left))
        if limit and (value := reminder_value(window(left), limit)) not in sent:
            sent.append(value)
    reached = {limit_reached(window(left)) for left in days} - {None}
    assert sent == [f"EM {CLOSES} {limit}" for limit in sorted(reached, reverse=True)]  # type: ignore[type-var]


def test_a_window_that_is_extended_is_recalled_anew() -> None:
    later = Window("EM", None, CLOSES + timedelta(30), None, 3, "rule", "source", "2026-01", "high")
    assert reminder_value(later, LIMITS[-1]) != reminder_value(window(3), LIMITS[-1])

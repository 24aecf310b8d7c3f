"""Reminders: a window closes soon on an alert that somebody is at work on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.life import Life
from squatwatch.alerts.run import Reminder
from squatwatch.alerts.telling import moment_of
from squatwatch.model import SQUATWATCH, Alert, Decision, State, Window
from squatwatch.store import Store

LIMITS = (20, 10, 3)
"""Days before a window closes on which it is recalled (the practice of notes on notices, T-20,
T-10, T-3)."""

AT_WORK: frozenset[State] = frozenset({"in_review", "monitor", "confirmed", "notified"})
"""States in which a window may still be used, and somebody has begun to look."""


def reminders_due(store: Store, *, as_of: date) -> tuple[Reminder, ...]:
    """The reminders that are due on ``as_of``, the most pressing first.

    Each window is recalled once at each of the ``LIMITS``; where days were missed, only at the
    smallest that was reached.
    """
    lives = {one: life for one, life in lives_of(store).items() if life.state in AT_WORK}
    return recalled(kept_alerts(store, lives, as_of=as_of), lives)


def recalled(alerts: Iterable[Alert], lives: dict[str, Life]) -> tuple[Reminder, ...]:
    """The reminders of alerts whose windows stand as on the day that is asked about."""
    found = (
        Reminder(alert, window, limit)
        for alert in alerts
        for window in alert.assessment.windows
        if (limit := limit_reached(window))
        and reminder_value(window, limit) not in lives[alert.alert_id].reminded
    )
    return tuple(sorted(found, key=lambda one: (one.window.days_left, one.alert.alert_id)))


def limit_reached(window: Window) -> int | None:
    """The smallest of the ``LIMITS`` that the days left of an open window have come to."""
    left = window.days_left
    if left is None or left < 0:
        return None
    return min((limit for limit in LIMITS if left <= limit), default=None)


def reminder_value(window: Window, limit: int) -> str:
    """What tells one reminder from another in the trail of an alert."""
    return f"{window.office} {window.closes} {limit}"


def reminded(reminders: Iterable[Reminder], lives: dict[str, Life], as_of: date) -> list[Decision]:
    """The entries in the trails that say that these were sent."""
    return [
        Decision(
            one.alert.alert_id,
            moment_of(as_of, lives[one.alert.alert_id].since),
            SQUATWATCH,
            "reminded",
            value=reminder_value(one.window, one.limit),
        )
        for one in reminders
    ]

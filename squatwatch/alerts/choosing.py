"""Which of the kept alerts are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

import polars as pl

from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.life import Life
from squatwatch.alerts.raising import pressing_first
from squatwatch.model import LEVELS, SETTLED, Alert, Level, State
from squatwatch.store import Store

Order = Literal["pressing", "closes", "changed", "brand", "office"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of an alert; what is None or empty is not asked.

    ``level`` is the lowest that is wanted, or ``cleared`` for these alone. ``only_open`` leaves out
    what is settled or cleared. ``since``: new or changed on that day or later. ``closing_within``:
    a window closes in so many days or fewer. ``assignee`` and ``region`` are compared whole,
    whatever the case of their letters.
    """

    states: frozenset[State] = frozenset()
    level: Level | None = None
    brand: str | None = None
    office: str | None = None
    region: str | None = None
    assignee: str | None = None
    only_open: bool = False
    since: date | None = None
    closing_within: int | None = None


def chosen(store: Store, choice: Choice, *, as_of: date) -> tuple[Alert, ...]:
    """The kept alerts that are asked for, as they stand on a day, the most pressing first.

    They have neither ways to respond nor cases beside them.
    """
    rows, lives = store.alerts().filter(_of_row(store, choice)), lives_of(store)
    wanted = [one for one in rows["alert_id"] if _of_life(lives.get(one, Life()), choice)]
    found = kept_alerts(store, wanted, as_of=as_of, advise=False)
    return tuple(alert for alert in found if _of_day(alert, choice))


def in_order(alerts: Iterable[Alert], order: Order) -> tuple[Alert, ...]:
    """Alerts by what closes first, changed last, or by brand or office; else as pressing."""
    pressing = sorted(alerts, key=pressing_first)
    return tuple(sorted(pressing, key=_BY[order], reverse=order == "changed"))


def days_to_close(alert: Alert) -> int | None:
    """The days left of the open window that closes first; None where none is known."""
    left = (window.days_left for window in alert.assessment.windows)
    return min((days for days in left if days is not None and days >= 0), default=None)


def _of_row(store: Store, choice: Choice) -> pl.Expr:
    """What can be told from the batch, before an object is made of any alert."""
    asked = [pl.lit(value=True)]
    if choice.brand is not None:
        asked.append(pl.col("brand_id") == choice.brand)
    if choice.office is not None:
        asked.append(pl.col("office") == choice.office)
    if choice.since is not None:
        asked.append(pl.col("changed") >= choice.since)
    if choice.region is not None:
        there = [one.brand_id for one in store.brands() if _alike(one.region, choice.region)]
        asked.append(pl.col("brand_id").is_in(there))
    if choice.only_open or choice.level not in (None, "cleared"):
        asked.append(pl.col("cleared_by").is_null())
    return pl.all_horizontal(asked)


def _of_life(life: Life, choice: Choice) -> bool:
    return (
        (not choice.states or life.state in choice.states)
        and (choice.assignee is None or _alike(life.assignee, choice.assignee))
        and not (choice.only_open and life.state in SETTLED)
    )


def _of_day(alert: Alert, choice: Choice) -> bool:
    left, level = days_to_close(alert), alert.assessment.level
    if choice.closing_within is not None and (left is None or left > choice.closing_within):
        return False
    if choice.level in (None, "cleared"):
        return choice.level in (None, level)
    return level in LEVELS[: LEVELS.index(choice.level) + 1]


def _alike(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _closes(alert: Alert) -> tuple[bool, int]:
    left = days_to_close(alert)
    return left is None, left or 0


_BY: Mapping[Order, Callable[[Alert], Any]] = {
    "pressing": pressing_first,
    "closes": _closes,
    "changed": lambda alert: alert.changed,
    "brand": lambda alert: alert.assessment.brand.brand_id,
    "office": lambda alert: alert.assessment.filing.office,
}

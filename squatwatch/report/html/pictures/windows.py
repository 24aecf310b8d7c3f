"""The time line of windows: a row for each that is open or to come, the day of the run in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from squatwatch.model import Alert, Window
from squatwatch.report.html.svg import bar, line, picture, words

WIDTH, HIGH, THICK = 420, 22, 10
"""Size of the picture of a row, and of its bar, in pixels."""
DAYS_BEFORE, DAYS_AFTER = 45, 210
"""Days that the line shows at most before and after the day of the run."""
SHORT = 30
"""Days left from which on a window closes soon: the limit of ``urgent`` (docs/evidence.md)."""


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window of an alert with the picture of its time."""

    alert: Alert
    window: Window
    picture: Markup


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The windows that close first, the months above them, and how many there are in all."""

    axis: Markup
    rows: tuple[WindowRow, ...]
    number: int


def time_line(alerts: Iterable[Alert], as_of: date, most: int) -> TimeLine:
    """The windows that have not closed, the first to close first, at most so many of them."""
    every = sorted(_to_come(alerts), key=_closing)
    shown = every[:most]
    span = _span([window for _, window in shown], as_of)
    return TimeLine(
        axis=_axis(span, as_of),
        rows=tuple(WindowRow(alert, one, _drawn(one, span, as_of)) for alert, one in shown),
        number=len(every),
    )


def _to_come(alerts: Iterable[Alert]) -> Iterator[tuple[Alert, Window]]:
    for alert in alerts:
        for window in alert.assessment.windows:
            if window.closes and (window.days_left or 0) >= 0:
                yield alert, window


def _closing(found: tuple[Alert, Window]) -> tuple[date, str, str]:
    alert, window = found
    return window.closes or date.max, window.office, alert.alert_id


@dataclass(frozen=True, slots=True)
class _Span:
    """Days to pixels."""

    first: date
    days: int

    def x(self, day: date) -> float:
        return min(max((day - self.first).days / self.days, 0), 1) * WIDTH


def _span(windows: Sequence[Window], as_of: date) -> _Span:
    closes = [window.closes for window in windows if window.closes]
    opens = [window.opens for window in windows if window.opens]
    first = max(min([as_of, *opens]), as_of - timedelta(DAYS_BEFORE)) - timedelta(3)
    last = min(max([as_of, *closes]), as_of + timedelta(DAYS_AFTER)) + timedelta(3)
    return _Span(first, max((last - first).days, 30))


def _axis(span: _Span, as_of: date) -> Markup:
    """The months, the day of the run marked."""
    months = list(_months(span))
    narrow = len(months) > 6
    told = [
        words(f"{day:%m}" if narrow and day.month != 1 else f"{day:%Y-%m}", span.x(day), 12,
              class_="month")
        for day in months
        if span.x(day) < WIDTH - 40
    ]  # fmt: skip
    ticks = [line(span.x(day), 16, span.x(day), HIGH, "tick") for day in months]
    today = line(span.x(as_of), 10, span.x(as_of), HIGH, "today")
    return picture(WIDTH, HIGH, *told, *ticks, today)


def _months(span: _Span) -> Iterator[date]:
    """The first days of the months of a span."""
    day, last = span.first.replace(day=1), span.first + timedelta(span.days)
    while day <= last:
        if day >= span.first:
            yield day
        day = (day + timedelta(32)).replace(day=1)


def _drawn(window: Window, span: _Span, as_of: date) -> Markup:
    begin = span.x(window.opens or as_of)
    end = span.x(window.closes or as_of)
    kind = "soon" if (window.days_left or 0) <= SHORT else "later"
    ticks = [line(span.x(day), 0, span.x(day), HIGH, "tick") for day in _months(span)]
    drawn = bar(begin, end - begin, THICK, kind, y=(HIGH - THICK) / 2)
    return picture(WIDTH, HIGH, *ticks, drawn, line(span.x(as_of), 0, span.x(as_of), HIGH, "today"))

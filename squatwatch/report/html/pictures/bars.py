"""Alerts counted by office or by reason: a bar a row, its parts the levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from squatwatch.model import LEVELS, Alert, Level
from squatwatch.model.alert import Change
from squatwatch.report.html.svg import bar, picture

WIDTH, HIGH = 240, 12
"""Size of the longest bar, in pixels."""
MOST_ROWS = 12
"""Rows of a picture; the last one sums up the rest where there are more."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """What is counted, how many alerts at each level, and the bar of them.

    ``more`` is how many things a row sums up; 0 for one that stands for itself.
    """

    name: str
    counts: tuple[int, ...]
    picture: Markup
    more: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """The rows to one scale, and the levels that their counts are of."""

    levels: tuple[Level, ...]
    rows: tuple[BarRow, ...]


def by_office(alerts: Sequence[Alert]) -> Bars:
    """Alerts by office, the offices with the most of them first."""
    return _bars([(a.assessment.filing.office, a.assessment.level) for a in alerts])


def by_change(alerts: Sequence[Alert]) -> Bars:
    """Alerts by the reason for which a sweep tells of them, in the order of the closed list."""
    told = [(alert.change, alert.assessment.level) for alert in alerts if alert.change]
    return _bars(told, order=get_args(Change))


def _bars(told: Iterable[tuple[str, Level]], order: Sequence[str] = ()) -> Bars:
    found = Counter(told)
    levels = tuple(level for level in LEVELS if any(level == one for _, one in found))
    totals = Counter[str]()
    for (name, _), number in found.items():
        totals[name] += number
    names = sorted(totals, key=lambda name: (-totals[name], name))
    if order:
        names.sort(key=order.index)
    counts = [(name, tuple(found[name, level] for level in levels)) for name in names]
    return Bars(levels, tuple(_rows(_summed_up(counts), levels)))


def _summed_up(
    counts: list[tuple[str, tuple[int, ...]]],
) -> list[tuple[str, tuple[int, ...], int]]:
    """The first rows; those that there is no room for as one."""
    if len(counts) <= MOST_ROWS:
        return [(name, numbers, 0) for name, numbers in counts]
    shown, rest = counts[: MOST_ROWS - 1], counts[MOST_ROWS - 1 :]
    together = tuple(map(sum, zip(*(numbers for _, numbers in rest), strict=True)))
    return [*((name, numbers, 0) for name, numbers in shown), ("", together, len(rest))]


def _rows(
    counts: list[tuple[str, tuple[int, ...], int]], levels: Sequence[Level]
) -> Iterable[BarRow]:
    most = max((sum(numbers) for _, numbers, _ in counts), default=1)
    for name, numbers, more in counts:
        yield BarRow(name, numbers, _bar(numbers, levels, WIDTH / most), more)


def _bar(numbers: Sequence[int], levels: Sequence[Level], pixels: float) -> Markup:
    """One bar; a part for each level, so many pixels for each alert."""
    parts, x = [], 0.0
    for number, level in zip(numbers, levels, strict=True):
        if number:
            parts.append(bar(x, number * pixels - 1, HIGH, level))
        x += number * pixels
    return picture(WIDTH, HIGH, *parts)

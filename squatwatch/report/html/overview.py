"""What the head of the page says: how many at each level, and what closes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from squatwatch.alerts.run import RunResult
from squatwatch.model import LEVELS, Level
from squatwatch.report.html.entries import Entry
from squatwatch.report.html.pictures.windows import SHORT


@dataclass(frozen=True, slots=True)
class Tile:
    """A level, how many alerts stand at it, and for how many of them a window closes soon."""

    level: Level
    number: int
    soon: int


def tiles(result: RunResult, standing: Sequence[Entry]) -> tuple[Tile, ...]:
    """The levels from the most pressing on; ``low`` only where there are any.

    Of a sweep the numbers count those left out of the report too.
    """
    shown = Counter(entry.alert.assessment.level for entry in standing)
    numbers = Counter(dict(result.told)) if result.command == "sweep" else shown
    soon = Counter(entry.alert.assessment.level for entry in standing if _closes_soon(entry))
    return tuple(
        Tile(level, numbers[level], soon[level])
        for level in LEVELS
        if level != "low" or numbers[level]
    )


def next_to_close(standing: Sequence[Entry]) -> Entry | None:
    """The alert whose window closes next; None where no window is known to be open."""
    timed = [(entry.days_left, entry.place) for entry in standing if entry.days_left is not None]
    return standing[min(timed)[1]] if timed else None


def _closes_soon(entry: Entry) -> bool:
    return entry.days_left is not None and entry.days_left <= SHORT

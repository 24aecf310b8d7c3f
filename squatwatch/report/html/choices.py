"""What the page can be filtered by: the values that its alerts have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from squatwatch.model import LEVELS, STATES
from squatwatch.model.alert import Change
from squatwatch.report.html.entries import Entry


@dataclass(frozen=True, slots=True)
class Choices:
    """Levels, states and reasons in the order of their closed lists; offices by code."""

    levels: tuple[str, ...]
    offices: tuple[str, ...]
    states: tuple[str, ...]
    changes: tuple[str, ...]


def choices(shown: Sequence[Entry]) -> Choices:
    """The values of the alerts shown."""
    alerts = [entry.alert for entry in shown]
    offices = {alert.assessment.filing.office for alert in alerts}
    return Choices(
        levels=_met((*LEVELS, "cleared"), (alert.assessment.level for alert in alerts)),
        offices=tuple(sorted(offices)),
        states=_met(STATES, (alert.state for alert in alerts)),
        changes=_met(get_args(Change), (alert.change for alert in alerts)),
    )


def _met(known: Iterable[str], found: Iterable[str | None]) -> tuple[str, ...]:
    """Those of the known values that are found."""
    values = set(found)
    return tuple(value for value in known if value in values)

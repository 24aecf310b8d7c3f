"""What a run gives: its alerts, how many at each level, and what it covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from squatwatch.alerts.group_warning import GroupWarning, group_warnings
from squatwatch.model import LEVELS, Alert, SourceFile, Window


@dataclass(frozen=True, slots=True)
class OfficeCoverage:
    """What a run had of one office: how many filings, and the newest date of any record."""

    office: str
    filings: int
    freshest: date | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run looked at, and the brands' markets for which it had no data."""

    brands: int
    forms: int
    offices: tuple[OfficeCoverage, ...]
    markets_without_data: tuple[str, ...]

    @property
    def filings(self) -> int:
        """All filings."""
        return sum(item.filings for item in self.offices)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A window that closes soon on an alert that somebody is to act on.

    ``limit`` is the number of days before the close that the reminder is of (20, 10, 3).
    """

    alert: Alert
    window: Window
    limit: int


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A rule of the ignore file that has expired: what it named, why it stood, until when."""

    rule: str
    reason: str
    expired: date


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a scan or a sweep found; every report is made from it.

    ``alerts``: of a scan all at the level asked for; of a sweep those that it tells of (new,
    returned, risen, each with its ``change``), the most pressing first, ``left_out`` more of them
    than are here. ``counts``: level (or ``cleared``), applicant known, how many pairs of brand
    and filing; of a sweep those that it looked at. The rest only a sweep has: ``failures`` are
    lines that say what went wrong while the rest was done, ``taken`` the files it took,
    ``announced`` the filer groups that are new or grew, ``ignored`` how many alerts the ignore
    file held back, ``standing`` how many alerts stand in each state.
    """

    run_id: str
    as_of: date
    alerts: tuple[Alert, ...]
    counts: tuple[tuple[str, bool, int], ...]
    coverage: Coverage
    command: Literal["scan", "sweep"] = "scan"
    failures: tuple[str, ...] = ()
    taken: tuple[SourceFile, ...] = ()
    announced: tuple[GroupWarning, ...] | None = None
    reminders: tuple[Reminder, ...] = ()
    lapsed: tuple[Lapsed, ...] = ()
    ignored: int = 0
    left_out: int = 0
    standing: Mapping[str, int] = field(default_factory=dict)
    told: tuple[tuple[str, int], ...] = ()
    """How many alerts a sweep tells of at each level, those left out here too."""

    @property
    def groups(self) -> tuple[GroupWarning, ...]:
        """The filer groups: of a scan those of its alerts, of a sweep those that it announces."""
        return group_warnings(self.alerts) if self.announced is None else self.announced

    def at_or_above(self, level: str) -> int:
        """How many stand at a level or above it, shown or not; cleared ones never do.

        Of a scan pairs of brand and filing, of a sweep the alerts that it tells of.
        """
        pressing = LEVELS[: LEVELS.index(level) + 1]
        if self.command == "sweep":
            return sum(number for found, number in self.told if found in pressing)
        return sum(number for found, _, number in self.counts if found in pressing)

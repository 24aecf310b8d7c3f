"""What a run gives: its alerts, how many at each level, and what it covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from squatwatch.alerts.group_warning import GroupWarning, group_warnings
from squatwatch.model import LEVELS, Alert


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
class ScanResult:
    """What a scan found. ``counts``: level (or ``cleared``), applicant known, how many."""

    run_id: str
    as_of: date
    alerts: tuple[Alert, ...]
    counts: tuple[tuple[str, bool, int], ...]
    coverage: Coverage

    @property
    def groups(self) -> tuple[GroupWarning, ...]:
        """The filer groups of the alerts, each announced once with its alerts as the annex."""
        return group_warnings(self.alerts)

    def at_or_above(self, level: str) -> int:
        """How many pairs stand at a level or above it, shown or not; cleared ones never do."""
        pressing = LEVELS[: LEVELS.index(level) + 1]
        return sum(number for found, _, number in self.counts if found in pressing)

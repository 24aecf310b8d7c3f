"""An office's record: what is known of filings by others there, and what an owner can do then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from squatwatch import reference
from squatwatch.assess.windows import Rule, rules

System = Literal["file", "use", ""]
"""Whether the first to file or the first to use is protected; empty where it is not known."""

Invalidity = Literal["unlimited", "limited", "unknown"]
"""Whether a filing in bad faith can be attacked at any time after its registration."""

_DAYS_A_MONTH = 30
_DAYS_A_WORKING_DAY = 7 / 5
_DAYS_UNKNOWN = 10_000


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """What ranks an office among the gaps of a brand.

    ``cases`` are the disputes that this project compiled, ``reported`` the number that a notice or
    the press gives, with its words in ``reported_en`` and ``reported_zh``: 0 and empty where there
    is none (``reference/office_record.csv``). The rest is the rule of ``reference/deadlines.csv``
    of the day; ``rule`` is None where the table has no row. ``invalidity_years`` is 0 unless
    ``invalidity`` is ``limited``.
    """

    office: str
    cases: int
    reported: int
    reported_en: str
    reported_zh: str
    system: System
    invalidity: Invalidity
    invalidity_years: int
    madrid: bool
    rule: Rule | None

    @property
    def documented(self) -> int:
        """Filings by others on record: what was compiled or what was reported, the larger."""
        return max(self.cases, self.reported)

    @property
    def needs_earlier_right(self) -> bool:
        """Whether only the owner of an earlier right can oppose."""
        return self.rule is not None and self.rule.who_may_oppose.startswith("owner of earlier")

    @property
    def days_to_oppose(self) -> int:
        """About how many days there are to oppose, for ranking; 0 where there is no opposition."""
        if self.rule is None or self.rule.standing == "unknown":
            return _DAYS_UNKNOWN
        period = self.rule.period or 0
        if self.rule.unit == "months":
            return period * _DAYS_A_MONTH
        return round(period * _DAYS_A_WORKING_DAY) if self.rule.day_type == "business" else period


def office_record(office: str, as_of: date) -> OfficeRecord:
    """The record of an office on a day; one without any row has zeros and unknowns.

    >>> found = office_record("EM", date(2026, 1, 15))
    >>> found.cases, found.system, found.needs_earlier_right, found.days_to_oppose
    (11, 'file', True, 90)
    """
    known, law = _records().get(office, {}), _laws().get(office, {})
    limit = law.get("invalidation_bad_faith_time_limit", "")
    years = limit.split(" ", 1)[0]
    return OfficeRecord(
        office=office,
        cases=int(known.get("cases") or 0),
        reported=int(known.get("reported") or 0),
        reported_en=known.get("reported_en", ""),
        reported_zh=known.get("reported_zh", ""),
        system=_system(law.get("first_to_file_or_use", "")),
        invalidity=_invalidity(limit),
        invalidity_years=int(years) if years.isdigit() else 0,
        madrid=law.get("madrid_member", "").startswith("Y"),
        rule=_rule(office, as_of),
    )


def _system(told: str) -> System:
    if told.startswith("first_to_file"):
        return "file"
    return "use" if told.startswith("first_to_use") else ""


def _invalidity(limit: str) -> Invalidity:
    """The column opens with ``none`` or with a number of years."""
    if not limit:
        return "unknown"
    return "unlimited" if limit.startswith("none") else "limited"


def _rule(office: str, as_of: date) -> Rule | None:
    for rule in rules():
        if rule.office == office and rule.route == "national" and rule.holds_on(as_of):
            return rule
    return None


@cache
def _records() -> dict[str, dict[str, str]]:
    return {row["office"]: row for row in reference.table("office_record").iter_rows(named=True)}


@cache
def _laws() -> dict[str, dict[str, str]]:
    """What ``deadlines.csv`` says of an office beside its windows, the same in all its rows."""
    rows = reference.table("deadlines").iter_rows(named=True)
    return {row["jurisdiction"]: row for row in rows if row["route"] == "national"}

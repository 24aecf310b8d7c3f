"""The days on which an office works: its weekend and the public holidays of its country.

From the ``holidays`` package: national public holidays only. What it cannot know is left out: an
office's own closing days, holidays of one region, days declared at short notice; a period that
counts fewer holidays ends too early and not too late. An office shared
by several states (EM, WO, BX, OA, AP) has no country and no calendar here. Without a calendar, and
outside its years, Monday to Friday are taken for working days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version
from warnings import catch_warnings, simplefilter

import holidays

from squatwatch.reference import table

__all__ = ["EDITION", "WorkingDays"]

EDITION = f"holidays {version('holidays')}"
"""The calendars that are counted by, as the text of a rule names them."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of one office."""

    office: str

    def known(self, first: date, last: date) -> bool:
        """Whether the holidays of all the years from ``first`` to ``last`` are known.

        >>> WorkingDays("CL").known(date(2025, 8, 1), date(2025, 9, 15))
        True
        >>> WorkingDays("EM").known(date(2025, 8, 1), date(2025, 9, 15))
        False
        """
        years = range(first.year, last.year + 1)
        return all(_calendar(self.office, year) is not None for year in years)

    def has(self, day: date) -> bool:
        """Whether the office works on that day.

        >>> WorkingDays("CL").has(date(2025, 8, 15))  # Assumption Day, a Friday
        False
        """
        calendar = _calendar(self.office, day.year)
        return day.weekday() < _SATURDAY if calendar is None else calendar.is_working_day(day)

    def next_from(self, day: date) -> date:
        """The day itself when the office works on it, else the next on which it does."""
        while not self.has(day) and day < date.max:
            day = date.fromordinal(day.toordinal() + 1)
        return day

    def add(self, day: date, days: int) -> date:
        """The end of a period of so many working days (1 or more); the day itself is left out.

        >>> WorkingDays("CL").add(date(2025, 8, 14), 1)  # the 15th is a holiday, a Friday
        datetime.date(2025, 8, 18)
        """
        for _ in range(days):
            day = self.next_from(date.fromordinal(min(day.toordinal() + 1, date.max.toordinal())))
        return day


@lru_cache(maxsize=4096)
def _calendar(office: str, year: int) -> holidays.HolidayBase | None:
    """The calendar of an office for the days of one year; None where it is not known.

    It is made for each year anew, with the years beside it (holidays are moved across the turn of
    the year), so that what it says hangs on no year that was asked for before.
    """
    if office in _shared() or office not in holidays.list_supported_countries():
        return None
    with catch_warnings(record=True) as warned:
        simplefilter("always")  # a calendar warns of the years for which it lacks holidays
        alone = holidays.country_holidays(office, years=year, expand=False)
        known = alone.start_year <= year <= alone.end_year and not warned
        beside = range(year - 1, year + 2)
        return holidays.country_holidays(office, years=beside, expand=False) if known else None


@cache
def _shared() -> frozenset[str]:
    """The offices that act for several states and have no country's calendar."""
    rows = table("office_codes").select("code", "kind").iter_rows()
    return frozenset(code for code, kind in rows if kind == "shared")

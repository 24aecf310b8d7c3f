"""The rules of opposition, and the days as trademark offices count them.

The day of publication is left out. Dates have no time zone; one past the year 9999 becomes the
last that Python knows, since a damaged record must not stop a run.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache

from squatwatch.reference import table

_SATURDAY = 5
_WORKING_WEEK = 5
_MONTH_AFTER_GAZETTE = "first of month after WIPO Gazette"
_MONTH_AFTER_PUBLICATION = "1 month after publication"
_IN_WORDS = {
    "grant": "publication of the registration",
    "gazette": "the gazette of the registration",
    "WIPO Gazette": "the WIPO Gazette",
    _MONTH_AFTER_GAZETTE: "the first of the month after the WIPO Gazette",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of opposition: a row of ``reference/deadlines.csv``, which explains the words.

    ``standing`` is before, after (registration), none or unknown. ``period`` is in ``unit`` (days
    or months); None where there is no window. ``source``, ``as_of`` and ``confidence`` cover the
    window only, not the limits for bad faith and non-use.
    """

    office: str
    route: str
    valid_from: date | None
    valid_to: date | None
    standing: str
    period: int | None
    unit: str
    day_type: str
    counted_from: str
    roll: str
    extendable: str
    who_may_oppose: str
    bad_faith_limit: str
    bad_faith_ground: str
    non_use_years: str
    note: str
    source: str
    source_kind: str
    as_of: str
    confidence: str

    @property
    def text(self) -> str:
        """The rule in a few words: ``EM national: 3 months from publication``."""
        if self.standing == "none":
            what = f"no opposition; {self.who_may_oppose or self.note}"
        elif self.period is None:
            what = f"rule unknown; {self.note}"
        else:
            unit = self.unit if self.period > 1 else self.unit.removesuffix("s")
            working = "business " if self.day_type == "business" else ""
            clock = _IN_WORDS.get(self.counted_from, self.counted_from)
            what = f"{self.period} {working}{unit} from {clock}"
        return f"{self.office} {self.route}: {what}"

    def holds_on(self, day: date) -> bool:
        """Whether the rule holds for a publication on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def opens(self, start: date) -> date:
        """The first day of a window whose clock starts on that day."""
        if self.counted_from == _MONTH_AFTER_GAZETTE:
            return first_of_next_month(start)
        return add_months(start, 1) if self.counted_from == _MONTH_AFTER_PUBLICATION else start

    def closes(self, opens: date) -> date:
        """The last day of a window that opens on that day; raises ValueError without a period."""
        if self.period is None:
            raise ValueError(f"no period: {self.text}")
        if self.day_type == "business":
            return add_working_days(opens, self.period)
        if self.unit == "days":
            return add_days(opens, self.period)
        end = add_months(opens, self.period)
        # Where the period begins *on* a day and not after it, that day counts.
        return end - timedelta(days=1) if self.counted_from == _MONTH_AFTER_GAZETTE else end

    def rolled(self, closes: date) -> date | None:
        """The last day as the office moves it; None where it is not known whether it does."""
        if self.roll == "next working day":
            return next_working_day(closes)
        return closes if self.roll.startswith("none") else None


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table.

    >>> [rule.text for rule in rules() if rule.office == "EM" and rule.route == "national"]
    ['EM national: 3 months from publication']
    """
    return tuple(_rule(row) for row in table("deadlines").iter_rows(named=True))


def add_days(day: date, days: int) -> date:
    """The day that many calendar days later; ``days`` is 0 or more.

    >>> add_days(date(2024, 5, 1), 60)
    datetime.date(2024, 6, 30)
    """
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """The same day number that many months later, or the last day of a shorter month.

    >>> add_months(date(2018, 5, 4), 2), add_months(date(2025, 12, 31), 2)
    (datetime.date(2018, 7, 4), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_working_days(day: date, days: int) -> date:
    """The day that many days later, Monday to Friday only; public holidays are not known.

    So it is the earliest day on which a period of working days can end.

    >>> add_working_days(date(2024, 5, 3), 1)  # a Friday
    datetime.date(2024, 5, 6)
    """
    weeks, rest = divmod(days, _WORKING_WEEK)
    end = add_days(_last_working_day(day), 7 * weeks)
    for _ in range(rest):
        end = next_working_day(add_days(end, 1))
    return end


def next_working_day(day: date) -> date:
    """The day itself from Monday to Friday, else the Monday after; holidays are not known.

    >>> next_working_day(date(2024, 6, 30))  # a Sunday
    datetime.date(2024, 7, 1)
    """
    return add_days(day, 7 - day.weekday()) if day.weekday() >= _SATURDAY else day


def first_of_next_month(day: date) -> date:
    """The first day of the month after the day's month.

    >>> first_of_next_month(date(2024, 12, 12))
    datetime.date(2025, 1, 1)
    """
    return add_months(day.replace(day=1), 1)


def _last_working_day(day: date) -> date:
    """The day itself from Monday to Friday, else the Friday before."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        office=row["jurisdiction"],
        route=row["route"],
        valid_from=_first_day(row["valid_from"]),
        valid_to=_first_day(row["valid_to"]),
        standing=row["opposition_before_or_after_registration"],
        period=int(row["period_value"]) if row["period_value"] else None,
        unit=row["period_unit"],
        day_type=row["day_type"],
        counted_from=row["counted_from"],
        roll=row["roll"],
        extendable=row["extendable"],
        who_may_oppose=row["who_may_oppose"],
        bad_faith_limit=row["invalidation_bad_faith_time_limit"],
        bad_faith_ground=row["bad_faith_ground"],
        non_use_years=row["non_use_cancellation_years"],
        note=row["note"],
        source=row["source_url"],
        source_kind=row["source_kind"],
        as_of=row["as_of"],
        confidence=row["confidence"],
    )


def _first_day(text: str) -> date | None:
    """The first day of a day, month or year: ``2022-01`` is 2022-01-01."""
    return date.fromisoformat(f"{text}-01-01"[:10]) if text else None

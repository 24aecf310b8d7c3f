"""The rules of opposition, and the days as trademark offices count them.

The day of publication is left out. Business days and the next working day are those of the
office, as far as its holidays are known (``working_days.py``). Dates have no time zone; one past
the year 9999 becomes the last that Python knows, since a damaged record must not stop a run.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache

from squatwatch.assess.window_words import sentence
from squatwatch.assess.working_days import WorkingDays
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
    or months); None where there is no window. ``extended_to`` is the whole window with all its
    extensions; None where that is not known. ``source``, ``as_of`` and ``confidence`` cover the
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
    extended_to: tuple[int, str] | None
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
        told = {"office": self.office, "route": self.route}
        if self.standing == "none":
            return sentence("rule.none", **told, words=self.who_may_oppose or self.note)
        if self.period is None:
            return sentence("rule.unknown", **told, words=self.note)
        unit = self.unit if self.period > 1 else self.unit.removesuffix("s")
        working = "business " if self.day_type == "business" else ""
        clock = _IN_WORDS.get(self.counted_from, self.counted_from)
        return sentence(
            "rule.period", **told, period=self.period, unit=f"{working}{unit}", clock=clock
        )

    @property
    def after(self) -> str:
        """What is left when the window is over, in a sentence; empty where the table has nothing.

        These limits are never surer than medium: ``source`` does not cover them.
        """
        sure = "low confidence" if self.confidence == "low" else "medium confidence at best"
        caution = f"of {sure}: verify with local counsel"
        told = {"years": self.non_use_years, "confidence": caution}
        if not (self.bad_faith_limit or self.bad_faith_ground):
            return sentence("after.non_use", **told) if self.non_use_years else ""
        key = "after.both" if self.non_use_years else "after.bad_faith"
        ground, limit = (
            words or "not in the table" for words in (self.bad_faith_ground, self.bad_faith_limit)
        )
        return sentence(key, **told, ground=ground, limit=limit)

    @property
    def working_days(self) -> WorkingDays:
        """The days on which the office works."""
        return WorkingDays(self.office)

    def holds_on(self, day: date) -> bool:
        """Whether the rule holds for a publication on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def opens(self, start: date) -> date:
        """The first day of a window whose clock starts on that day."""
        if self.counted_from == _MONTH_AFTER_GAZETTE:
            return first_of_next_month(start)
        return add_months(start, 1) if self.counted_from == _MONTH_AFTER_PUBLICATION else start

    def closes(self, opens: date) -> date:
        """The last day of a window that opens on that day; raises ValueError without a period.

        Business days leave out the public holidays that are known; where those of a year are not,
        it is the earliest end that is possible.
        """
        earliest = self.earliest(opens)
        if self.day_type != "business" or self.period is None:
            return earliest
        closes = self.working_days.add(opens, self.period)
        return closes if self.working_days.known(opens, closes) else earliest

    def earliest(self, opens: date) -> date:
        """The last day when no holiday is left out: the same but for business days."""
        if self.period is None:
            raise ValueError(f"no period: {self.text}")
        if self.day_type == "business":
            return add_working_days(opens, self.period)
        # Where the period begins *on* a day and not after it, that day counts.
        counts_first_day = self.counted_from == _MONTH_AFTER_GAZETTE
        return _later(opens, self.period, self.unit) - timedelta(days=counts_first_day)

    def latest(self, opens: date) -> date | None:
        """The last day of the window extended to the full; None where the table does not tell."""
        return _later(opens, *self.extended_to) if self.extended_to else None

    @property
    def rolls(self) -> bool:
        """Whether the office is known to move a last day on which it does not work."""
        return self.roll == "next working day"

    def rolled(self, closes: date) -> date | None:
        """The last day as the office moves it; None where it is not known whether it does.

        A period of business days ends on a working day by itself.
        """
        if self.rolls:
            return self.working_days.next_from(closes)
        if self.roll.startswith("none"):
            return closes
        ends_on_one = self.day_type == "business" and self.working_days.known(closes, closes)
        return closes if ends_on_one and self.working_days.has(closes) else None


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


def _later(day: date, period: int, unit: str) -> date:
    return add_days(day, period) if unit == "days" else add_months(day, period)


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
        valid_to=_last_day(row["valid_to"]),
        standing=row["opposition_before_or_after_registration"],
        period=int(row["period_value"]) if row["period_value"] else None,
        unit=row["period_unit"],
        day_type=row["day_type"],
        counted_from=row["counted_from"],
        roll=row["roll"],
        extendable=row["extendable"],
        extended_to=_period(row["extended_to"]),
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


def _last_day(text: str) -> date | None:
    """The last day of a day, month or year: ``2022-02`` is 2022-02-28."""
    if len(text) == len("2022"):
        return date(int(text), 12, 31)
    first = _first_day(text)
    if first is None or len(text) > len("2022-02"):
        return first
    return first_of_next_month(first) - timedelta(days=1)


def _period(text: str) -> tuple[int, str] | None:
    """``180 days`` as its number and unit."""
    number, _, unit = text.partition(" ")
    return (int(number), unit) if text else None

"""What stands against exhibitors' marks at the office of a fair, and how much it presses.

The rule of the word for each exhibitor is that of docs/screen.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from squatwatch.alerts.exposure import STALE_AFTER
from squatwatch.alerts.protection import is_over
from squatwatch.alerts.run import OfficeCoverage
from squatwatch.assess.reach import MADRID, reach, reaching
from squatwatch.brands.exhibitors import Exhibitor
from squatwatch.model import LEVELS, Alert, Level, application_key

Group = Literal["in-class", "beside", "ended", "own"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""Where a filing stands on a page: of others and alive in the exhibitor's classes, or in other
classes; ended; the exhibitor's own. In this order."""

Risk = Literal["act", "look", "none", "no-data"]
RISKS: tuple[Risk, ...] = get_args(Risk)
"""The words for an exhibitor, the most pressing first."""

ACT_FROM: Level = "high"
LOOK_FROM: Level = "medium"


@dataclass(frozen=True, slots=True)
class Met:
    """A filing like a mark of the exhibitor that holds at the office.

    ``alert`` has the windows and ways to respond of the registers through which it holds there;
    ``shared`` are the classes that both name.
    """

    alert: Alert
    group: Group
    shared: tuple[int, ...]

    @property
    def level(self) -> Level:
        """The level of its evidence; ``cleared`` for what is the exhibitor's own or ended."""
        return self.alert.assessment.level


@dataclass(frozen=True, slots=True)
class Register:
    """The registers whose marks hold at an office, its own first; of none there may be no data."""

    office: str
    parts: tuple[OfficeCoverage, ...]

    @property
    def has_data(self) -> bool:
        """Whether anything of the office's own register is there."""
        return self.parts[0].filings > 0

    def stale(self, as_of: date) -> tuple[str, ...]:
        """The registers that are here and whose freshest record is old or bears no date."""
        newest = as_of - timedelta(days=STALE_AFTER)
        held = (part for part in self.parts if part.filings)
        return tuple(part.office for part in held if not part.freshest or part.freshest < newest)

    @property
    def missing(self) -> tuple[str, ...]:
        """The registers beside its own of which nothing is there."""
        return tuple(part.office for part in self.parts[1:] if not part.filings)


@dataclass(frozen=True, slots=True)
class Page:
    """An exhibitor at an office, with what was met, the most pressing first in each group."""

    exhibitor: Exhibitor
    register: Register
    met: tuple[Met, ...]

    def of(self, group: Group) -> tuple[Met, ...]:
        """What was met of a group."""
        return tuple(one for one in self.met if one.group == group)

    @property
    def nobody_is_named(self) -> bool:
        """Whether others were met, and no record of theirs names an applicant."""
        living = (*self.of("in-class"), *self.of("beside"))
        applicants = [one.alert.assessment.filing.applicants for one in living]
        return bool(living) and not any(who.name.strip() for some in applicants for who in some)

    @property
    def risk(self) -> Risk:
        """The word for the exhibitor: by the levels of living filings of others, and data alone."""
        if any(_reaches(one, ACT_FROM) for one in self.of("in-class")):
            return "act"
        if any(_reaches(one, LOOK_FROM) for one in (*self.of("in-class"), *self.of("beside"))):
            return "look"
        return "none" if self.register.has_data else "no-data"


@dataclass(frozen=True, slots=True)
class Screening:
    """What a run found before a fair: a page for each exhibitor and office, those that press first.

    ``level`` is the lowest that is shown.
    """

    as_of: date
    level: Level
    registers: tuple[Register, ...]
    pages: tuple[Page, ...]

    @property
    def without_data(self) -> tuple[str, ...]:
        """The offices of whose own register nothing is there."""
        return tuple(one.office for one in self.registers if not one.has_data)

    def at_or_above(self, level: Level) -> int:
        """How many living filings of others were met at a level or above it, once a page."""
        living = (one for page in self.pages for one in page.met if one.group in GROUPS[:2])
        return sum(_reaches(one, level) for one in living)


def register_of_office(office: str, held: Sequence[OfficeCoverage]) -> Register:
    """The registers whose marks hold at an office, with what is held of each."""
    known = {one.office: one for one in held}
    parts = (office, *reaching(office), *([MADRID] if office != MADRID else []))
    return Register(office, tuple(known.get(one, OfficeCoverage(one, 0, None)) for one in parts))


def pages_of(
    exhibitors: Sequence[Exhibitor],
    registers: Sequence[Register],
    alerts: Sequence[Alert],
    as_of: date,
) -> tuple[Page, ...]:
    """A page for each exhibitor and office, the most pressing word first, else as in the file.

    ``alerts`` on brands of the exhibitors; a page has those that hold at its office.
    """
    by_brand: dict[str, list[Alert]] = {}
    for alert in alerts:
        by_brand.setdefault(alert.assessment.brand.brand_id, []).append(alert)
    pages = [
        Page(exhibitor, register, tuple(_met(exhibitor, register.office, by_brand, as_of)))
        for exhibitor in exhibitors
        for register in registers
    ]
    return tuple(sorted(pages, key=lambda page: RISKS.index(page.risk)))


def _met(
    exhibitor: Exhibitor, office: str, by_brand: dict[str, list[Alert]], as_of: date
) -> Iterator[Met]:
    alerts = [alert for brand in exhibitor.brands for alert in by_brand.get(brand.brand_id, ())]
    met = [_one(alert, office, as_of) for alert in alerts if _holds(alert, office)]
    told: set[str] = set()
    for one in sorted(met, key=_pressing_first):
        filing = one.alert.assessment.filing
        key = f"{filing.office} {application_key(filing.application_number)}"
        # One filing may be like several marks: it stands once, beside the one it presses most.
        if key not in told:
            told.add(key)
            yield one


def _holds(alert: Alert, office: str) -> bool:
    filing = alert.assessment.filing
    return office in reach(filing.office, filing.designations)


def _one(alert: Alert, office: str, as_of: date) -> Met:
    found = alert.assessment
    ours, theirs = found.brand.classes, found.filing.classes
    shared = tuple(sorted({*ours} & {*theirs}))
    if found.cleared_by in ("owner", "affiliate"):
        group: Group = "own"
    elif is_over(found.filing, as_of):
        group = "ended"
    else:
        group = "in-class" if shared or not (ours and theirs) else "beside"
    return Met(_seen_from(alert, office), group, shared)


def _seen_from(alert: Alert, office: str) -> Alert:
    """The alert with what can be done at the registers through which it holds at the office."""
    found = alert.assessment
    there = replace(
        found,
        windows=tuple(one for one in found.windows if office in reach(one.office)),
        responses=tuple(one for one in found.responses if office in reach(one.office)),
    )
    return replace(alert, assessment=there)


def _reaches(one: Met, level: Level) -> bool:
    return one.level in LEVELS[: LEVELS.index(level) + 1]


def _pressing_first(one: Met) -> tuple[int, int, float, str, str]:
    found = one.alert.assessment
    rank = LEVELS.index(found.level) if found.level in LEVELS else len(LEVELS)
    group = GROUPS.index(one.group)
    return group, rank, -found.score, found.filing.office, found.filing.application_number

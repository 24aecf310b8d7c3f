"""The gaps of a brand's protection, those first that are best closed first, each with its reasons.

The order is one of reasons and not of a score. First come gaps where the owner's six-month
priority can still be claimed, by its last day; then the markets that the owner named. Among those:

1. an office that was looked at before one that was not;
2. the brand's own classes before related ones, those last in which filings bear the brand's name
   and name no applicant: they may be the owner's;
3. a right that has ended before a place that was never held;
4. others in other classes at the office;
5. others at more places elsewhere, then filings elsewhere that name no applicant;
6. more filings of Chinese brands by others on record at the office;
7. first to file before first to use;
8. opposition for owners of earlier rights only, and fewer ways to attack what came first;
9. less time to oppose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from squatwatch.alerts.exposure import (
    STALE_AFTER,
    Cell,
    CellState,
    Exposure,
    is_fresh,
    names_applicant,
)
from squatwatch.alerts.office_record import OfficeRecord, office_record
from squatwatch.alerts.reasons import Reason, in_order, reason
from squatwatch.alerts.run import Coverage
from squatwatch.assess.priority import open_priority
from squatwatch.assess.reach import MADRID, reaching
from squatwatch.model import Brand, Filing, Right

_INVALIDITY_EASIEST_LAST = ("unknown", "limited", "unlimited")


@dataclass(frozen=True, slots=True)
class Priority:
    """A first filing of the owner whose priority can be claimed up to a day, that day included."""

    right: Right
    until: date


@dataclass(frozen=True, slots=True)
class Gap:
    """Classes of a brand at one office that nobody is known to hold, and why to close them.

    ``classes`` is empty where the brand is looked at as a whole. ``rank`` counts from 1 over all
    brands of the run.
    """

    rank: int
    brand: Brand
    office: str
    state: CellState
    classes: tuple[int, ...]
    related: bool
    priority: Priority | None
    reasons: tuple[Reason, ...]


def gaps(
    found: Sequence[Exposure],
    coverage: Coverage,
    *,
    as_of: date,
    stale_after: int = STALE_AFTER,
) -> tuple[Gap, ...]:
    """The gaps of all brands, ranked; ``coverage`` and ``stale_after`` as for ``exposures``."""
    seen = {item.office for item in coverage.offices if is_fresh(item, as_of, stale_after)}
    drafts = [draft for one in found for draft in _drafts(one, seen, as_of)]
    drafts.sort(key=_Draft.order)
    return tuple(draft.gap(rank) for rank, draft in enumerate(drafts, start=1))


@dataclass(frozen=True, slots=True)
class _Draft:
    """Cells of one brand, office, state and priority, with what ranks and explains them."""

    exposure: Exposure
    cells: tuple[Cell, ...]
    priority: Priority | None
    record: OfficeRecord
    unseen: tuple[str, ...]

    @property
    def cell(self) -> Cell:
        """Any of the cells: what they have in common."""
        return self.cells[0]

    @property
    def office(self) -> str:
        """The office of the cells."""
        return self.cell.office

    @property
    def classes(self) -> tuple[int, ...]:
        """The classes of the cells, ascending."""
        return tuple(cell.nice_class for cell in self.cells if cell.nice_class is not None)

    def here(self) -> tuple[int, ...]:
        """Classes outside the gap in which others, who are named, filed the brand there."""
        there = [filing for filing, reaches in self._filings(named=True) if self.office in reaches]
        return tuple(sorted({number for filing in there for number in filing.classes}))

    def elsewhere(self, *, named: bool) -> tuple[str, ...]:
        """Offices of filings of the brand that do not reach the gap's office.

        Those of applicants who are named, or of such as are not; of an international registration
        the offices that it designates.
        """
        away = [
            filing for filing, reaches in self._filings(named=named) if self.office not in reaches
        ]
        places = [one.designations if one.office == MADRID else (one.office,) for one in away]
        return tuple(sorted({place for held in places for place in held}))

    def _filings(self, *, named: bool) -> Iterator[tuple[Filing, frozenset[str]]]:
        for other in self.exposure.others:
            if other.is_named == named:
                yield other.alert.assessment.filing, other.reaches

    def order(self) -> tuple[Any, ...]:
        """The place in the ranking, as the head of the module says."""
        cell, record = self.cell, self.record
        return (
            self.priority.until if self.priority else date.max,
            not cell.markets,
            cell.state == "no-data",
            cell.related,
            any(cell.is_unsure for cell in self.cells),
            cell.state != "owner-ended",
            not self.here(),
            -len(self.elsewhere(named=True)),
            -len(self.elsewhere(named=False)),
            -record.documented,
            record.system != "file",
            not record.needs_earlier_right,
            _INVALIDITY_EASIEST_LAST.index(record.invalidity),
            record.days_to_oppose,
            cell.brand_id,
            cell.office,
            self.classes,
        )

    def gap(self, rank: int) -> Gap:
        """The gap with its reasons."""
        told = [*self._of_the_brand(), *self._of_the_data(), *_of_the_office(self.record)]
        cell = self.cell
        return Gap(
            rank,
            self.exposure.brand,
            cell.office,
            cell.state,
            self.classes,
            cell.related,
            self.priority,
            in_order(told),
        )

    def _of_the_brand(self) -> Iterator[Reason]:
        cell = self.cell
        if self.priority:
            until = self.priority.until.isoformat()
            yield reason("priority", until=until, right=right_text(self.priority.right))
        if cell.markets:
            yield reason("market", markets=list(cell.markets))
        if not self.exposure.brand.markets:
            yield reason("markets-unknown")
        if cell.related:
            yield reason("related")
        if here := self.here():
            yield reason("here", classes=list(here))
        if elsewhere := self.elsewhere(named=True):
            yield reason("elsewhere", offices=list(elsewhere))
        if unnamed := self.elsewhere(named=False):
            yield reason("unnamed", offices=list(unnamed))
        if not self.exposure.own:
            yield reason("rights-unknown")

    def _of_the_data(self) -> Iterator[Reason]:
        """What the data show of the place, and what they cannot show."""
        cells = self.cells
        yield _standing(self.cell)
        if ended := dict.fromkeys(right_text(right) for cell in cells for right in cell.ended):
            yield reason("ended", rights=list(ended))
        older = [alert.assessment.filing for cell in cells for alert in cell.older]
        if older:
            told = dict.fromkeys(f"{one.office} {one.application_number}" for one in older)
            yield reason("older", filings=list(told))
        below = {alert.alert_id: alert for cell in cells for alert in cell.below}
        if below:
            unnamed = sum(not names_applicant(alert) for alert in below.values())
            yield reason("below", count=len(below), unnamed=unnamed)
        if self.unseen:
            yield reason("unseen", offices=list(self.unseen))
        if self.record.madrid and (base := _of_unknown_reach(self.exposure)):
            yield reason("madrid-base", rights=base)


def right_text(right: Right) -> str:
    """A right by its office and number."""
    return f"{right.office} {right.number}"


def _drafts(found: Exposure, seen: set[str], as_of: date) -> Iterator[_Draft]:
    groups = defaultdict[tuple[Any, ...], list[Cell]](list)
    priorities: dict[tuple[Any, ...], Priority | None] = {}
    for cell in found.cells:
        if cell.is_gap:
            priority = _priority(found, cell, as_of)
            key = (cell.office, cell.state, cell.related, priority, cell.is_unsure)
            groups[key].append(cell)
            priorities[key] = priority
    for key, cells in groups.items():
        record = office_record(cells[0].office, as_of)
        unseen = tuple(office for office in _also_reaching(record) if office not in seen)
        yield _Draft(found, tuple(cells), priorities[key], record, unseen)


def _priority(found: Exposure, cell: Cell, as_of: date) -> Priority | None:
    """The owner's priority that can be claimed there, for the class."""
    firsts = [own.right for own in found.own if own.first_filing and cell.office not in own.reaches]
    usable = [
        right
        for right in firsts
        if cell.nice_class is None or not right.classes or cell.nice_class in right.classes
    ]
    still_open = open_priority(usable, cell.office, as_of)
    return Priority(*still_open) if still_open else None


def _standing(cell: Cell) -> Reason:
    """What the store says of the place, whoever else says something."""
    if cell.seen is None:
        return reason("no-data")
    if cell.seen.freshest is None:
        return reason("no-data-undated")
    freshest = cell.seen.freshest.isoformat()
    if cell.state == "no-data":
        return reason("no-data-old", freshest=freshest)
    return reason("nobody", filings=cell.seen.filings, freshest=freshest)


def _of_the_office(record: OfficeRecord) -> Iterator[Reason]:
    """What makes the office one to file at early."""
    if record.cases:
        yield reason("record", cases=record.cases)
    if record.reported:
        yield reason("reported", reported_en=record.reported_en, reported_zh=record.reported_zh)
    if record.system:
        yield reason(f"first-to-{record.system}")
    if record.needs_earlier_right:
        yield reason("earlier-right")
    if record.invalidity == "limited":
        yield reason("invalidity-limited", years=record.invalidity_years)
    elif record.invalidity == "unknown":
        yield reason("invalidity-unknown")
    yield from _time_to_oppose(record)


def _time_to_oppose(record: OfficeRecord) -> Iterator[Reason]:
    rule = record.rule
    if rule is None or rule.standing == "unknown":
        yield reason("window-unknown")
        return
    if rule.period is None:
        yield reason("window-none")
        return
    unit = "business-days" if rule.day_type == "business" else rule.unit
    yield reason(f"window-{unit}", period=rule.period)
    if rule.confidence == "low":
        yield reason("window-unsure")


def _also_reaching(record: OfficeRecord) -> tuple[str, ...]:
    """Offices beside an office's own whose filings reach there."""
    return (*reaching(record.office), *((MADRID,) if record.madrid else ()))


def _of_unknown_reach(found: Exposure) -> list[str]:
    """The owner's living international registrations whose designations are not known."""
    return [right_text(own.right) for own in found.own if not own.reaches and not own.ended]

"""Where a brand is filed, by whom, and where by nobody yet: brand by office and class.

The offices looked at for a brand are its markets, those of the store, those of its owner's rights,
and those that a record of the brand designates. A place without a register of its own is looked
at as the office that acts for it (NL as BX); an international registration counts where it
designates, and a mark of a shared office in all its members (``squatwatch.assess.reach``), so
that a mark of the EUIPO fills the cell of DE as well as that of EM.

The classes are the brand's own; a brand without classes is looked at as a whole. A right or a
filing whose classes are not known counts for every class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from squatwatch.alerts.protection import Own, is_over, own_rights
from squatwatch.alerts.related import related_classes
from squatwatch.alerts.run import Coverage, OfficeCoverage
from squatwatch.assess.reach import MADRID, acting, reach
from squatwatch.assess.weights import limit
from squatwatch.model import ENDED, LEVELS, Alert, Brand, Level, Right

CellState = Literal["owner", "both", "others", "owner-ended", "open", "no-data"]
CELL_STATES: tuple[CellState, ...] = (
    "owner", "both", "others", "owner-ended", "open", "no-data",
)  # fmt: skip
"""All states of a cell, in the order in which they are shown."""

STALE_AFTER = 365
"""Days after which an office's freshest record is too old to say that nobody has filed."""


@dataclass(frozen=True, slots=True)
class Other:
    """A filing of somebody else and the offices at which it holds."""

    alert: Alert
    reaches: frozenset[str]
    designated: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the record names an applicant; where it does not, it may be the owner's."""
        return names_applicant(self.alert)


@dataclass(frozen=True, slots=True)
class Cell:
    """One brand at one office in one class; ``nice_class`` None stands for the whole brand.

    ``own`` are the owner's living rights, ``ended`` those that have ended, ``others`` the alerts
    that stand there. ``older`` are filings of others that are older than the brand: no alerts,
    but in the way. ``below`` are filings that bear a name of the brand and stay below the level.
    ``seen`` is what the store holds of the office, None where nothing. ``markets`` are the owner's
    markets that the office acts for; ``related`` says that the class is not the brand's own.
    """

    brand_id: str
    office: str
    nice_class: int | None
    state: CellState
    related: bool = False
    markets: tuple[str, ...] = ()
    own: tuple[Right, ...] = ()
    ended: tuple[Right, ...] = ()
    others: tuple[Alert, ...] = ()
    older: tuple[Alert, ...] = ()
    below: tuple[Alert, ...] = ()
    seen: OfficeCoverage | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether somebody who is not named holds it, perhaps the owner, or may hold it."""
        if self.others:
            return not any(map(names_applicant, self.others))
        return not self.own and not all(map(names_applicant, self.below))

    @property
    def is_gap(self) -> bool:
        """Whether nobody is known to hold it: open, given up, or a market not looked at."""
        return self.state in ("open", "owner-ended") or (
            self.state == "no-data" and bool(self.markets)
        )


@dataclass(frozen=True, slots=True)
class Exposure:
    """Where a brand stands: what its owner holds, what others filed, and a cell a place."""

    brand: Brand
    own: tuple[Own, ...]
    others: tuple[Other, ...]
    older: tuple[Other, ...]
    below: tuple[Other, ...]
    cells: tuple[Cell, ...] = ()

    def beside(self, office: str) -> tuple[int, ...]:
        """Classes that have no cell, in which others have filed the brand at an office."""
        there = [one.alert for one in self.others if office in one.reaches]
        filed = {number for alert in there for number in alert.assessment.filing.classes}
        shown = {cell.nice_class for cell in self.cells if cell.office == office}
        return () if None in shown else tuple(sorted(filed - shown))


def exposures(
    alerts: Iterable[Alert],
    brands: Sequence[Brand],
    rights: Iterable[Right],
    coverage: Coverage,
    *,
    as_of: date,
    level: Level = "medium",
    related: bool = False,
    offices: Collection[str] = (),
    stale_after: int = STALE_AFTER,
) -> tuple[Exposure, ...]:
    """Where each brand stands at each office in each class, in the order of the brands.

    ``alerts`` are those of a scan at level ``low``: an owner's filing counts however little its
    name resembles the brand, those of others count from ``level`` up. ``related`` adds the classes
    that are related to the brand's; ``offices`` replaces the offices looked at. An office says
    nothing (``no-data``) where the store does not hold it, its records bear no date, or the
    freshest is more than ``stale_after`` days older than ``as_of``.

    Each brand, office and class has one cell. A living right never turns a cell into a gap.
    """
    alerts_of, rights_of = defaultdict[str, list[Alert]](list), defaultdict[str, list[Right]](list)
    for alert in alerts:
        alerts_of[alert.assessment.brand.brand_id].append(alert)
    for right in rights:
        rights_of[right.brand_id].append(right)
    seen = _by_office(coverage)
    fresh = {office for office, item in seen.items() if is_fresh(item, as_of, stale_after)}
    grid = _Grid(seen, frozenset(fresh), related, frozenset(map(acting, offices)))
    return tuple(
        grid.filled(
            _known(brand, alerts_of[brand.brand_id], rights_of[brand.brand_id], level, as_of)
        )
        for brand in brands
    )


def names_applicant(alert: Alert) -> bool:
    """Whether the record of an alert names anybody who filed."""
    return any(applicant.name for applicant in alert.assessment.filing.applicants)


def is_fresh(seen: OfficeCoverage | None, as_of: date, stale_after: int = STALE_AFTER) -> bool:
    """Whether the store holds an office and its freshest record is not too old."""
    if seen is None or seen.freshest is None:
        return False
    return (as_of - seen.freshest).days <= stale_after


@dataclass(frozen=True, slots=True)
class _Grid:
    """The offices and classes that a brand is looked at in, and what the store holds of them."""

    seen: Mapping[str, OfficeCoverage]
    fresh: frozenset[str]
    related: bool
    asked: frozenset[str]

    def filled(self, known: Exposure) -> Exposure:
        """What is known of a brand with its cells, by office and class."""
        offices = sorted(self.asked or self._offices(known))
        places = [(office, *column) for office in offices for column in self._classes(known.brand)]
        cells = (self._cell(known, *place) for place in places if place[0] != MADRID)
        return replace(known, cells=tuple(cells))

    def _offices(self, known: Exposure) -> set[str]:
        """An EM right brings no row a member: its reach counts at offices that are looked at."""
        named = {*known.brand.markets, *(own.right.office for own in known.own)}
        named.update(place for own in known.own for place in own.designated)
        named.update(place for other in known.others for place in other.designated)
        return {*self.seen, *map(acting, named)}

    def _classes(self, brand: Brand) -> Iterator[tuple[int | None, bool]]:
        if not brand.classes:
            yield None, False
        own = sorted(set(brand.classes))
        yield from ((number, False) for number in own)
        if self.related:
            yield from ((number, True) for number in related_classes(own))

    def _cell(
        self,
        known: Exposure,
        office: str,
        nice_class: int | None,
        related: bool,
    ) -> Cell:
        held = [
            own.right
            for own in known.own
            if office in own.reaches and _concerns(own.right.classes, nice_class)
        ]
        living = tuple(right for right in held if right.status not in ENDED)
        others = _standing(known.others, office, nice_class)
        ended = tuple(right for right in held if right.status in ENDED)
        return Cell(
            brand_id=known.brand.brand_id,
            office=office,
            nice_class=nice_class,
            state=_state(living, ended, others, fresh=office in self.fresh),
            related=related,
            markets=tuple(place for place in known.brand.markets if acting(place) == office),
            own=living,
            ended=ended,
            others=others,
            older=_standing(known.older, office, nice_class),
            below=_standing(known.below, office, nice_class),
            seen=self.seen.get(office),
        )


def _state(
    own: Collection[Right], ended: Collection[Right], others: Collection[Alert], *, fresh: bool
) -> CellState:
    if own:
        return "both" if others else "owner"
    if others:
        return "others"
    if ended:
        return "owner-ended"
    return "open" if fresh else "no-data"


def _known(
    brand: Brand, alerts: Sequence[Alert], rights: Sequence[Right], level: Level, as_of: date
) -> Exposure:
    """What is known of a brand, before it is laid out by office and class."""
    at_or_above = LEVELS[: LEVELS.index(level) + 1]
    others = [alert for alert in alerts if alert.assessment.level in at_or_above]
    older = [alert for alert in alerts if _is_in_the_way(alert, as_of)]
    rest = [alert for alert in alerts if alert.assessment.level in LEVELS[len(at_or_above) :]]
    below = [
        alert for alert in rest if alert.assessment.hit.form in brand.names and _is_exact(alert)
    ]
    return Exposure(
        brand,
        own_rights(alerts, rights, as_of),
        tuple(map(_other, others)),
        tuple(map(_other, older)),
        tuple(map(_other, below)),
    )


def _other(alert: Alert) -> Other:
    filing = alert.assessment.filing
    return Other(alert, reach(filing.office, filing.designations), filing.designations)


def _is_exact(alert: Alert) -> bool:
    """Whether the mark bears the form as it is, as words or characters of its own."""
    hit = alert.assessment.hit
    return hit.edits == 0 and hit.relation in ("spelling", "script", "hanzi")


def _is_in_the_way(alert: Alert, as_of: date) -> bool:
    """Whether a filing that is older than the brand still stands, and looks enough like it."""
    found = alert.assessment
    alike = found.score >= 1 / (1 + 2 ** -limit("medium"))
    return found.cleared_by == "predates" and alike and not is_over(found.filing, as_of)


def _standing(others: Sequence[Other], office: str, nice_class: int | None) -> tuple[Alert, ...]:
    return tuple(
        other.alert
        for other in others
        if office in other.reaches and _concerns(other.alert.assessment.filing.classes, nice_class)
    )


def _concerns(classes: Collection[int], nice_class: int | None) -> bool:
    """Whether a record is in a class; one whose classes are not known is in every class."""
    return nice_class is None or not classes or nice_class in classes


def _by_office(coverage: Coverage) -> dict[str, OfficeCoverage]:
    """What the store holds by the office that keeps the register."""
    held: dict[str, OfficeCoverage] = {}
    for item in coverage.offices:
        office = acting(item.office)
        known = held.get(office, OfficeCoverage(office, 0, None))
        days = [day for day in (known.freshest, item.freshest) if day]
        held[office] = OfficeCoverage(office, known.filings + item.filings, max(days, default=None))
    return held

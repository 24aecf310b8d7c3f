"""What is watched: brands with their rights and events, and the forms made of their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from squatwatch.model.kinds import FormKind, FormPart, Script, Status


@dataclass(frozen=True, slots=True)
class Brand:
    """A watched mark with its names, owner, affiliates, partners and classes.

    Lists keep the order of the watch list. ``since`` is a year or an ISO date, as given.

    >>> Brand("huawei", name_zh=("华为",), name_latin=("HUAWEI",), since="1987").since_date
    datetime.date(1987, 1, 1)
    """

    brand_id: str
    name_zh: tuple[str, ...] = ()
    name_latin: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    owner_zh: str = ""
    owner_en: str = ""
    affiliates: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    since: str = ""
    markets: tuple[str, ...] = ()
    region: str = ""
    contact: str = ""
    vienna: tuple[str, ...] = ()
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names that the owner gave, characters first."""
        return tuple(dict.fromkeys((*self.name_zh, *self.name_latin, *self.other_names)))

    @property
    def since_date(self) -> date | None:
        """The first day on which the brand can have been known; None when not given."""
        if not self.since:
            return None
        return date.fromisoformat(
            self.since if "-" in self.since else f"{int(self.since):04}-01-01"
        )


@dataclass(frozen=True, slots=True)
class Right:
    """A registration or application of the owner, at home or abroad."""

    brand_id: str
    office: str
    number: str
    mark: str = ""
    classes: tuple[int, ...] = ()
    filing_date: date | None = None
    registration_date: date | None = None
    status: Status = "unknown"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that made a brand known: launch, listing, fair, funding."""

    brand_id: str
    date: date
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One string under which a brand may be filed, with how it was made.

    ``weight`` is in (0, 1]: 1 for what the owner uses, less the more steps lie between.
    ``source`` names the rule or table; ``name`` is the name the form was made from.
    """

    name: str
    form: str
    kind: FormKind
    weight: float
    script: Script
    source: str
    part: FormPart = "whole"

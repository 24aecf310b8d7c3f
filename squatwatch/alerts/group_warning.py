"""A filer group announced once: one warning, with the alerts on its filings as the annex.

Each filing keeps its own alert. What is said of the filer is what the records print.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import polars as pl

from squatwatch.alerts.record import alert_record
from squatwatch.filers.further import place_key
from squatwatch.filers.groups import group_identity
from squatwatch.filers.keys import filer_key
from squatwatch.filers.unwatched import Look, look
from squatwatch.model import Alert, Brand, Filing
from squatwatch.schemas import filing_of

GROUP_SCHEMA_NAME = "squatwatch.filer_group/1"
"""Keys are only added within a version of the schema."""

Link = Literal["applicant", "address"]

SAME_ADDRESS = "filer.same-address"


@dataclass(frozen=True, slots=True)
class OtherMark:
    """A further filing of the filer that meets no watched brand at the level that was asked for.

    ``look`` says by what the mark looks like a Chinese brand that nobody watches here
    (``filers.unwatched``); empty where it does not.
    """

    filing: Filing
    look: Look


@dataclass(frozen=True, slots=True)
class GroupWarning:
    """One filer, or the filers of one address, who took several unrelated watched brands.

    ``filers`` are their names as published. ``alerts`` is the annex, the most pressing first.
    ``other_marks`` are the filer's further filings, those that look like brands first.
    """

    filer_group: str
    link: Link
    filers: tuple[str, ...]
    alerts: tuple[Alert, ...]
    other_marks: tuple[OtherMark, ...] = ()

    @property
    def brands(self) -> tuple[Brand, ...]:
        """The brands taken, by id."""
        by_id = {one.assessment.brand.brand_id: one.assessment.brand for one in self.alerts}
        return tuple(by_id[brand_id] for brand_id in sorted(by_id))

    @property
    def filings(self) -> tuple[Filing, ...]:
        """The filings of the annex, each once, by office and number."""
        return filings_in(self.alerts)

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices of these filings."""
        return tuple(sorted({filing.office for filing in self.filings}))

    @property
    def first_filed(self) -> date | None:
        """The day of the first of these filings; None where no record tells one."""
        return min(self._days(), default=None)

    @property
    def last_filed(self) -> date | None:
        """The day of the last."""
        return max(self._days(), default=None)

    @property
    def identities(self) -> frozenset[str]:
        """What the group may be asked for by: its own identity, and that of each of its names.

        A group that became part of this one is found by the identity that it had.
        """
        return frozenset({self.filer_group, *map(group_identity, self.keys)})

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its filers."""
        return frozenset(filter(None, map(filer_key, self.filers)))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the filers are, as far as that links them; else only what stands for a name."""
        people = (one for filing in self.filings for one in filing.applicants)
        linking = (
            one.address
            for one in people
            if (self.link == "address" and one.name in self.filers) or not one.name
        )
        return tuple(dict.fromkeys(filter(None, linking)))

    def _days(self) -> list[date]:
        return [filing.filing_date for filing in self.filings if filing.filing_date]


def group_warnings(alerts: Iterable[Alert]) -> tuple[GroupWarning, ...]:
    """A warning for each filer group of the alerts: most brands first, then filings, identity.

    Alerts without a group are passed over; the order of those with one is kept in the annex. The
    filers are, of each filing's applicants, those whom the group's filings have in common most.
    """
    groups: dict[str, list[Alert]] = {}
    for alert in alerts:
        if alert.assessment.filer_group:
            groups.setdefault(alert.assessment.filer_group, []).append(alert)
    found = (_warning(group, of_group) for group, of_group in groups.items())
    return tuple(
        sorted(found, key=lambda one: (-len(one.brands), -len(one.filings), one.filer_group))
    )


def with_other_marks(warning: GroupWarning, filings: pl.DataFrame) -> GroupWarning:
    """The warning with those of the filings that are its filers' too and not in the annex.

    ``filings`` as ``filers.further.filings_of`` finds them, by the ``filers`` and ``addresses`` of
    this warning or of several.
    """
    places = frozenset(filter(None, map(place_key, warning.addresses)))
    known = {(filing.office, filing.application_number) for filing in warning.filings}
    further = (filing_of(row) for row in filings.iter_rows(named=True))
    others = [
        OtherMark(filing, look(filing.mark_text, filing.office))
        for filing in further
        if (filing.office, filing.application_number) not in known
        and _is_by(filing, warning.keys, places)
    ]
    ordered = sorted(others, key=lambda one: (not one.look, one.filing.mark_text.casefold()))
    return replace(warning, other_marks=tuple(ordered))


def filings_in(alerts: Iterable[Alert]) -> tuple[Filing, ...]:
    """The filings of alerts, each once, by office and number."""
    filings = (alert.assessment.filing for alert in alerts)
    by_number = {(filing.office, filing.application_number): filing for filing in filings}
    return tuple(by_number[number] for number in sorted(by_number))


def group_record(warning: GroupWarning) -> dict[str, Any]:
    """The warning as plain values: the contract of docs/filers.md."""
    return {
        "schema": GROUP_SCHEMA_NAME,
        "filer_group": warning.filer_group,
        "link": warning.link,
        "filers": list(warning.filers),
        "offices": list(warning.offices),
        "brands": [
            {"brand_id": brand.brand_id, "names": list(brand.names), "owner": owner_of(brand)}
            for brand in warning.brands
        ],
        "filings": len(warning.filings),
        "first_filed": _day(warning.first_filed),
        "last_filed": _day(warning.last_filed),
        "alerts": [alert_record(alert) for alert in warning.alerts],
        "other_marks": [_other_mark(other) for other in warning.other_marks],
    }


def owner_of(brand: Brand) -> str:
    """The owner as the watch list names it; empty where it does not."""
    return brand.owner_zh or brand.owner_en


def _warning(group: str, alerts: Sequence[Alert]) -> GroupWarning:
    codes = [{item.code for item in alert.assessment.evidence} for alert in alerts]
    link: Link = "address" if any(SAME_ADDRESS in told for told in codes) else "applicant"
    return GroupWarning(group, link, _filers(filings_in(alerts)), tuple(alerts))


def _filers(filings: Sequence[Filing]) -> tuple[str, ...]:
    """The applicants by whom the filings belong together, one name for each spelling."""
    common = Counter(key for filing in filings for key in {*_keys(filing)})
    names: dict[str, None] = {}
    for filing in filings:
        keys = _keys(filing)
        most = max((common[key] for key in keys), default=0)
        names.update({name: None for key, name in keys.items() if common[key] == most})
    return tuple(filter(None, names))


def _keys(filing: Filing) -> dict[str, str]:
    """The applicants of a filing who are somebody, by their keys."""
    keyed = ((filer_key(one.name, one.address), one.name) for one in filing.applicants)
    return {key: name for key, name in keyed if key}


def _is_by(filing: Filing, keys: Collection[str], places: Collection[str]) -> bool:
    return any(
        filer_key(one.name) in keys or place_key(one.address) in places for one in filing.applicants
    )


def _other_mark(other: OtherMark) -> dict[str, Any]:
    filing = other.filing
    return {
        "office": filing.office,
        "application_number": filing.application_number,
        "mark_text": filing.mark_text,
        "classes": list(filing.classes),
        "filing_date": _day(filing.filing_date),
        "status": filing.status,
        "look": other.look or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""A filing that an owner hands in: it becomes an alert, and a labelled case of what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from squatwatch.alerts.deciding import decide
from squatwatch.alerts.identity import alert_id
from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.life import Life
from squatwatch.alerts.reported import missed_by, row_of, row_of_unmatched
from squatwatch.assess.weights import Weights
from squatwatch.errors import DataError
from squatwatch.model import SETTLED, Alert, Brand, Decision, Filing, application_key
from squatwatch.offices import read_filings
from squatwatch.scan import renew_forms, scan
from squatwatch.schemas import filing_of, frame_of
from squatwatch.search import Progress
from squatwatch.search.progress import untold
from squatwatch.store import Store
from squatwatch.store.keys import KEY
from squatwatch.store.reported import Missed, ReportedFiling

REPORTED = "reported"
"""What the note of a filing that was handed in bears as its value."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a filing that was handed in.

    ``alert`` is the alert that it is now, ``missed`` why none had told of it, ``level_before`` the
    level that it reached (empty where nothing was known of it). ``again``: it was handed in for
    the brand before, and these are what was known then.
    """

    alert: Alert
    missed: Missed
    level_before: str
    again: bool


def report_filing(
    store: Store,
    brand_id: str,
    filing: Filing,
    *,
    who: str,
    note: str,
    at: datetime,
    as_of: date,
    weights: Weights | None = None,
    progress: Progress = untold,
) -> Report:
    """Make an alert of a filing that somebody hands in for a brand, whatever its level.

    ``filing`` is looked up in the store by office and number; one that is not there is written as
    it is given. It is weighed against the whole register, as a scan does. Raises ``DataError`` for
    a brand that is not watched, and for a filing that is neither there nor described.
    """
    brand = _brand(store, brand_id)
    held = _held(store, filing)
    if held is None:
        _describe(store, filing)
    whole = held or filing
    identity = alert_id(brand_id, whole.office, whole.application_number)
    known = store.alerts(pl.Series([identity]))
    found = _weighed(store, brand, whole, as_of, weights, progress)
    missed, level = missed_by(known, found, held=held is not None)
    row = row_of(found) if found else row_of_unmatched(brand, whole, identity, as_of)
    with store.atomically():
        if known.is_empty():
            store.put_alerts(row)
        decide(store, [_entry(identity, lives_of(store, [identity]), who, note, at)])
        key = application_key(whole.application_number)
        given = ReportedFiling(brand_id, whole.office, key, as_of, who, note, missed, level)
        is_new = store.put_reported(given)
    first = given if is_new else _first(store, given)
    (alert,) = kept_alerts(store, [identity], as_of=as_of)
    return Report(
        replace(alert, change="reported"), first.missed, first.level_before, again=not is_new
    )


def _first(store: Store, given: ReportedFiling) -> ReportedFiling:
    """The filing as it was handed in before."""
    what = (given.brand_id, given.office, given.application_key)
    return next(
        one for one in store.reported() if (one.brand_id, one.office, one.application_key) == what
    )


def filing_in(path: Path, office: str, number: str) -> Filing:
    """The filing of that office and number in a file that can be read as filings.

    Raises ``DataError`` when it is not there.
    """
    key, found = application_key(number), None
    for batch in read_filings(path):
        for row in _of_office(batch.filings, office):
            if application_key(row.application_number) == key:
                found = row
    if found is None:
        raise DataError(f"holds no filing {office} {number}", where=str(path), do="check both")
    return found


def _of_office(filings: pl.DataFrame, office: str) -> Iterator[Filing]:
    rows = filings.filter(pl.col("office") == office).iter_rows(named=True)
    return (filing_of(row) for row in rows)


def _brand(store: Store, brand_id: str) -> Brand:
    for brand in store.brands():
        if brand.brand_id == brand_id:
            return brand
    raise DataError(
        f"no brand {brand_id}", where=str(store.path or ""), do="see 'squatwatch brands list'"
    )


def _held(store: Store, filing: Filing) -> Filing | None:
    """The filing as the store holds it."""
    key = (filing.office, application_key(filing.application_number))
    found = store.filings(pl.DataFrame([key], schema=dict.fromkeys(KEY, pl.String), orient="row"))
    return filing_of(found.row(0, named=True)) if found.height else None


def _describe(store: Store, filing: Filing) -> None:
    """Write a filing that the store does not hold."""
    if filing == Filing(filing.office, filing.application_number):
        raise DataError(
            f"the store does not hold {filing.office} {filing.application_number}",
            where=str(store.path or ""),
            do="give its record with --filing, or describe it with --mark",
        )
    store.put_filings(frame_of([filing]))


def _weighed(
    store: Store,
    brand: Brand,
    filing: Filing,
    as_of: date,
    weights: Weights | None,
    progress: Progress,
) -> Alert | None:
    """The filing against the brand, as a scan weighs it; None where the relation finds nothing."""
    renew_forms(store)
    wanted = (filing.office, application_key(filing.application_number))
    result = scan(
        store, as_of=as_of, level="low", of_filing=wanted, weights=weights, progress=progress
    )
    mine = (one for one in result.alerts if one.assessment.brand.brand_id == brand.brand_id)
    return next(mine, None)


def _entry(identity: str, lives: dict[str, Life], who: str, note: str, at: datetime) -> Decision:
    """What the trail says of it; a settled alert is looked at anew."""
    if lives.get(identity, Life()).state in SETTLED:
        return Decision(identity, at, who, "in_review", why=note)
    return Decision(identity, at, who, "noted", why=note, value=REPORTED)

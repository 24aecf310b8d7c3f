"""Alerts between installations, each with the record of its filing.

A branch needs no register to work on an alert: its filing comes with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Literal

import polars as pl

from squatwatch.alerts.identity import alert_id
from squatwatch.assess.tell import weighed_evidence
from squatwatch.errors import DataError
from squatwatch.exchange.lines import Line
from squatwatch.exchange.nouns import noun_of, plain
from squatwatch.exchange.regions import brands_of_region
from squatwatch.model import (
    ClearedBy,
    Filing,
    FormKind,
    Goods,
    Level,
    Relation,
    Status,
    UnitSource,
    application_key,
)
from squatwatch.offices.exchange import written
from squatwatch.schemas import filing_of, frame_of
from squatwatch.store import Store
from squatwatch.store.alerts import ALERT_SCHEMA
from squatwatch.store.keys import KEY

ALERTS_SCHEMA_NAME = "squatwatch.alert_exchange/1"
"""What a line says that it is; keys are only added within a version."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A piece of evidence as it was weighed; ``values`` as JSON."""

    code: str
    weight: float
    values: str


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """An alert as the store keeps it (``store.alerts.ALERT_SCHEMA``), and its filing.

    ``filing`` is None where the store that wrote it held it no longer.
    """

    alert_id: str
    brand_id: str
    office: str
    application_key: str
    level: Level
    cleared_by: ClearedBy | None
    score: float
    bits: float
    conduct: bool
    filer_group: str
    form: str
    form_kind: FormKind
    form_weight: float
    unit: str
    unit_source: UnitSource
    relation: Relation | Literal[""]
    edits: int
    similarity: float
    evidence: tuple[Fact, ...]
    status: Status
    publication_date: date | None
    classes: tuple[int, ...]
    applicants: tuple[str, ...]
    first_seen: date
    changed: date
    run_id: str
    filing: Filing | None

    @property
    def key(self) -> tuple[str, str]:
        """What its filing is known by in the store."""
        return self.office, self.application_key


@dataclass(frozen=True, slots=True)
class MergedAlerts:
    """What became of alerts: how many are new or changed, and filings that came with them.

    ``without_brand`` and ``without_filing``: alerts that are kept and cannot be shown, as the
    store does not hold what they are about.
    """

    new: int = 0
    changed: int = 0
    filings: int = 0
    without_brand: int = 0
    without_filing: int = 0


# Out --------------------------------------------------------------------------------------------


def alert_records(
    store: Store, *, since: date | None = None, region: str | None = None
) -> Iterator[dict[str, Any]]:
    """The alerts by identity: what changed on a day or later, of a region or all."""
    rows, wanted = store.alerts(), brands_of_region(store, region)
    if since is not None:
        rows = rows.filter(pl.col("changed") >= since)
    if wanted is not None:
        rows = rows.filter(pl.col("brand_id").is_in(sorted(wanted)))
    for one in _kept(store, rows):
        yield {"schema": ALERTS_SCHEMA_NAME, **plain(asdict(one))}


def _kept(store: Store, rows: pl.DataFrame) -> Iterator[KeptAlert]:
    """Rows of alerts with their filings."""
    found = store.filings(rows.select(KEY))
    filings = {(row["office"], row["application_key"]): row for row in found.iter_rows(named=True)}
    for row in rows.iter_rows(named=True):
        filing = filings.get((row["office"], row["application_key"]))
        known: dict[str, Any] = {
            **row,
            "evidence": tuple(Fact(**fact) for fact in row["evidence"] or ()),
            "classes": tuple(row["classes"] or ()),
            "applicants": tuple(row["applicants"] or ()),
        }
        yield KeptAlert(**known, filing=None if filing is None else _whole(filing))


def _whole(row: Mapping[str, Any]) -> Filing:
    """The filing of a row, without what a list of the store may hold and a record may not."""
    filing = filing_of(row)
    lists: dict[str, Any] = {
        item.name: tuple(one for one in value if one is not None)
        for item in fields(Filing)
        if isinstance(value := getattr(filing, item.name), tuple)
    }
    goods = tuple(Goods(one.nice_class or 0, one.text or "") for one in filing.goods)
    return replace(filing, **{**lists, "goods": goods})


# In ---------------------------------------------------------------------------------------------


def kept_of(line: Line) -> KeptAlert:
    """The alert that a line tells; raises ``DataError`` where it is none."""
    try:
        kept = noun_of(KeptAlert, line.record, beside=("schema",))
        _check(kept)
    except KeyError as error:
        what = f"it has evidence that is not known: {error}"
        raise line.wrong(what, "upgrade squatwatch") from error
    except (ValueError, TypeError) as error:
        raise line.wrong(f"it is no alert: {error}") from error
    return kept


def _check(kept: KeptAlert) -> None:
    if kept.alert_id != alert_id(kept.brand_id, kept.office, kept.application_key):
        raise ValueError("its alert_id is another than its content has")
    if not 0 <= kept.edits < 256 or not 0 <= kept.score <= 1:
        raise ValueError("'edits' or 'score' is out of its range")
    for fact in kept.evidence:
        weighed_evidence(**asdict(fact))
    if kept.filing and kept.key != (
        kept.filing.office,
        application_key(kept.filing.application_number),
    ):
        raise ValueError("its filing is another one")


def check_filings(lines: Sequence[Line], kept: Sequence[KeptAlert]) -> None:
    """Raises ``DataError`` for the first line whose filing no reader of office files would give."""
    both = [(line, one.filing) for line, one in zip(lines, kept, strict=True) if one.filing]
    reasons = written.reasons(frame_of(filing for _, filing in both))
    for (line, _), reason in zip(both, reasons, strict=True):
        if reason is not None:
            raise line.wrong(f"of its filing, {reason}")


def merge_alerts(store: Store, given: Sequence[KeptAlert]) -> MergedAlerts:
    """Unite the alerts of the store with these.

    Of one alert, what was found later counts; it was first seen when either saw it first. A filing
    is written where the store has none, or still has the one on which its own, older finding
    rests: what an office file brought since is never replaced.
    """
    ids = pl.Series(sorted({one.alert_id for one in given}), dtype=pl.String)
    known = {one.alert_id: one for one in _kept(store, store.alerts(ids))}
    merged = dict(known)
    for one in given:
        here = merged.get(one.alert_id)
        merged[one.alert_id] = one if here is None else later(here, one)
    found = [one for one in merged.values() if _row(one) != _row(known.get(one.alert_id))]
    _put(store, found)
    filings = _put_filings(store, merged.values(), known)
    brands, held = {brand.brand_id for brand in store.brands()}, _held(store, merged.values())
    new = sum(one.alert_id not in known for one in found)
    return MergedAlerts(
        new=new,
        changed=len(found) - new,
        filings=filings,
        without_brand=sum(one.brand_id not in brands for one in merged.values()),
        without_filing=sum(one.key not in held for one in merged.values()),
    )


def later(one: KeptAlert, other: KeptAlert) -> KeptAlert:
    """What two findings of one alert come to, in whichever order they are given."""
    if one == other:
        return one
    last = max(one, other, key=lambda each: (each.changed, _told(_row(each)), _told(each.filing)))
    first = one if last is other else other
    return replace(
        last,
        first_seen=min(one.first_seen, other.first_seen),
        filing=last.filing or first.filing,
    )


def _row(kept: KeptAlert | None) -> KeptAlert | None:
    """The alert without its filing."""
    return kept and replace(kept, filing=None)


def _told(noun: KeptAlert | Filing | None) -> str:
    """A text by which equal findings are equal, whenever they were first seen."""
    told = plain(asdict(noun)) if noun else {}
    told.pop("first_seen", None)
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _put(store: Store, found: Sequence[KeptAlert]) -> None:
    rows = [asdict(one) for one in found]
    for row in rows:
        row.pop("filing")
    try:
        frame = pl.DataFrame(rows, schema=ALERT_SCHEMA)
    except (pl.exceptions.PolarsError, TypeError, OverflowError) as error:
        raise DataError("an alert has a number out of its range", do="export it again") from error
    store.put_alerts(frame)


def _put_filings(store: Store, merged: Iterable[KeptAlert], known: Mapping[str, KeptAlert]) -> int:
    """Write the filings that the store lacks, or knows as of its own, older findings."""
    brought = [one for one in merged if one.filing is not None]
    held = _held(store, brought)
    wanted = {
        one.key: one.filing
        for one in brought
        if one.filing and (one.key not in held or _is_outdated(known.get(one.alert_id), one))
    }
    counts = store.put_filings(frame_of(wanted.values()))
    return counts.new + counts.changed


def _is_outdated(here: KeptAlert | None, merged: KeptAlert) -> bool:
    """Whether the filing that is here is the one that an older finding rests on."""
    if here is None or here.filing is None or _row(here) == _row(merged):
        return False
    filing = here.filing
    rests_on = (here.status, here.publication_date, here.classes, here.applicants)
    names = tuple(applicant.name for applicant in filing.applicants)
    return rests_on == (filing.status, filing.publication_date, filing.classes, names)


def _held(store: Store, alerts: Iterable[KeptAlert]) -> set[tuple[str, str]]:
    keys = pl.DataFrame(
        sorted({one.key for one in alerts}), schema=dict.fromkeys(KEY, pl.String), orient="row"
    )
    return set(store.filings(keys).select(KEY).iter_rows())

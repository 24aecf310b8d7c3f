"""A store that remembers: the made-up scan of ``tests.report.samples`` with its alerts kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from squatwatch.forms import rules_version
from squatwatch.model import Alert, Right, application_key
from squatwatch.scan import scan
from squatwatch.store import Store
from squatwatch.store.alerts import ALERT_SCHEMA
from tests.report.samples import AS_OF, BRANDS, FILINGS, FORMS
from tests.store.samples import batch

RIGHTS = (
    Right(
        "luckin", "CN", "20000001", "瑞幸咖啡", (30, 43),
        date(2017, 6, 1), date(2018, 6, 14), "registered",
    ),
    Right(
        "luckin", "CN", "20000002", "LUCKIN COFFEE", (30,),
        date(2017, 6, 1), date(2018, 6, 14), "registered",
    ),
)  # fmt: skip
"""Rights of an owner; their numbers are invented."""


def kept_store(tmp_path: Path, *, as_of: date = AS_OF, rights: Iterable[Right] = RIGHTS) -> Store:
    """An open store in ``tmp_path`` with the sample's brands, filings and alerts."""
    store = Store.create(tmp_path / "squatwatch.duckdb")
    store.put_brands(BRANDS, FORMS, rules_version())
    store.put_rights(tuple(rights))
    store.put_filings(batch(*FILINGS))
    keep(store, scan(store, as_of=as_of).alerts)
    return store


def keep(store: Store, alerts: Iterable[Alert]) -> None:
    """Put the alerts of a scan into the store, as a sweep does."""
    store.put_alerts(pl.DataFrame([_row(alert) for alert in alerts], schema=ALERT_SCHEMA))


def alert_of(store: Store, office: str) -> str:
    """The identity of the first kept alert at an office."""
    found = store.alerts().filter(pl.col("office") == office)
    return str(found["alert_id"][0])


def _row(alert: Alert) -> dict[str, Any]:
    found, filing, hit = alert.assessment, alert.assessment.filing, alert.assessment.hit
    # A priority right is told of the day, and weighs nothing.
    facts = [item for item in found.evidence if item.code != "time.priority-open"]
    bits = sum(item.weight for item in facts)
    is_urgent = found.level == "urgent"
    return {
        "alert_id": alert.alert_id,
        "brand_id": found.brand.brand_id,
        "office": filing.office,
        "application_key": application_key(filing.application_number),
        # Windows make an alert urgent; the level without them is kept.
        "level": "high" if is_urgent or found.cleared_by else found.level,
        "cleared_by": found.cleared_by,
        "score": found.score,
        "bits": bits,
        "conduct": is_urgent,
        "filer_group": found.filer_group,
        "form": hit.form,
        "form_kind": hit.form_kind,
        "form_weight": hit.form_weight,
        "unit": hit.unit,
        "unit_source": hit.unit_source,
        "relation": hit.relation,
        "edits": hit.edits,
        "similarity": hit.similarity,
        "evidence": [
            {"code": item.code, "weight": item.weight, "values": json.dumps(dict(item.values))}
            for item in facts
        ],
        "status": filing.status,
        "publication_date": filing.publication_date,
        "classes": list(filing.classes),
        "applicants": [one.name for one in filing.applicants],
        "first_seen": alert.first_seen,
        "changed": alert.changed,
        "run_id": alert.run_id,
    }

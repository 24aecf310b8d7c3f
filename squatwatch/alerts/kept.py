"""Alerts that the store keeps, as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from squatwatch.alerts.identity import record_digest
from squatwatch.alerts.life import Life, life_of
from squatwatch.alerts.raising import advised, assessment_on, pressing_first
from squatwatch.assess.tell import weighed_evidence
from squatwatch.model import Alert, Brand, Decision, Filing, Right
from squatwatch.schemas import filing_of
from squatwatch.store import Store


def kept_alerts(
    store: Store,
    alert_ids: Iterable[str] | None = None,
    *,
    as_of: date,
    advise: bool = True,
) -> tuple[Alert, ...]:
    """The alerts of these identities, or all, as they stand on ``as_of``; most pressing first.

    Windows and levels are those of that day; state and assignee come from the trail. With
    ``advise`` they have the ways to respond and the cases they resemble, which takes most of the
    time. Alerts whose brand or filing is no longer in the store are left out.
    """
    wanted = None if alert_ids is None else pl.Series(list(alert_ids), dtype=pl.String)
    rows = store.alerts(wanted)
    if rows.is_empty():
        return ()
    filings = _filings(store, rows)
    brands = {brand.brand_id: brand for brand in store.brands(set(rows["brand_id"]))}
    owned = _by_brand(store.rights())
    lives = lives_of(store, None if wanted is None else wanted.to_list())
    found = (
        _alert(
            row,
            brand,
            filing,
            owned.get(brand.brand_id, ()),
            lives.get(row["alert_id"], Life()),
            as_of,
            advise=advise,
        )
        for row in rows.iter_rows(named=True)
        if (brand := brands.get(row["brand_id"]))
        and (filing := filings.get((row["office"], row["application_key"])))
    )
    return tuple(sorted(found, key=pressing_first))


def lives_of(store: Store, alert_ids: Sequence[str] | None = None) -> dict[str, Life]:
    """Where alerts stand; one that nobody decided about has no entry."""
    trails: dict[str, list[Decision]] = {}
    for decision in store.decisions(alert_ids):
        trails.setdefault(decision.alert_id, []).append(decision)
    return {alert_id: life_of(trail) for alert_id, trail in trails.items()}


def _filings(store: Store, rows: pl.DataFrame) -> dict[tuple[str, str], Filing]:
    found = store.filings(rows.select("office", "application_key"))
    return {
        (row["office"], row["application_key"]): filing_of(row)
        for row in found.iter_rows(named=True)
    }


def _by_brand(rights: Iterable[Right]) -> dict[str, list[Right]]:
    owned: dict[str, list[Right]] = {}
    for right in rights:
        owned.setdefault(right.brand_id, []).append(right)
    return owned


def _alert(
    row: Mapping[str, Any],
    brand: Brand,
    filing: Filing,
    rights: Sequence[Right],
    life: Life,
    as_of: date,
    *,
    advise: bool,
) -> Alert:
    told = [weighed_evidence(**item) for item in row["evidence"]]
    found, _ = assessment_on(as_of, row, brand, filing, told, rights)
    return Alert(
        alert_id=row["alert_id"],
        assessment=advised(found, rights, as_of) if advise else found,
        run_id=row["run_id"],
        first_seen=row["first_seen"],
        changed=row["changed"],
        state=life.state,
        record_digest=record_digest(filing),
        assignee=life.assignee,
    )

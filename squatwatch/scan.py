"""The scan: watched brands against the filings of a store, from forms to alerts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import polars as pl

from squatwatch.alerts.raising import alerts_of, counted
from squatwatch.alerts.run import Coverage, OfficeCoverage, RunResult
from squatwatch.assess.assess import Assessed, assess
from squatwatch.assess.hits import best_hits, together
from squatwatch.assess.weights import Weights, default_weights
from squatwatch.filers.register import register_of
from squatwatch.forms import forms_of_brands, rules_version
from squatwatch.model import LEVELS, Alert, Brand, Level
from squatwatch.search import MEMORY, Progress, hits_in
from squatwatch.search.progress import untold
from squatwatch.store import Store


def scan(
    store: Store,
    *,
    as_of: date,
    level: Level = "medium",
    brand_ids: Iterable[str] | None = None,
    of_filing: tuple[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    weights: Weights | None = None,
    memory: int = MEMORY,
    progress: Progress = untold,
) -> RunResult:
    """Match all forms with all filings, weigh the hits, raise the alerts.

    ``brand_ids`` narrows the scan to some brands, ``of_filing`` (office, application key) its
    alerts to one filing, seen in the whole register all the same. ``as_of`` fixes every count of
    days. ``settings`` are those that the caller was given: they only go into the run's identity.
    ``weights`` are those that come with squatwatch unless others are given.
    ``memory``: bytes that the search may take; ``progress`` is told how far it has come.
    """
    renew_forms(store)
    brands = _watched(store, brand_ids)
    forms = _of_brands(store.forms(), brands)
    hits = hits_in(store, forms, memory=memory, progress=progress)
    best = together(best_hits(batch, weights) for batch in hits)
    filings = store.filings(best.select("office", "application_key"))
    rights, events = store.rights(), store.events()
    lowest: Level = "low" if of_filing else level
    assessed = assess(
        best, filings, brands, rights, events,
        register=register_of(store, filings), weights=weights, lowest=lowest,
    )  # fmt: skip
    used = (weights or default_weights()).identity
    told = {**(settings or {}), "level": level, "as_of": as_of.isoformat(), "weights": used}
    run = run_identity(store, brands, told)
    alerts = alerts_of(
        assessed, filings, brands, rights=rights, as_of=as_of, run_id=run, level=level,
        of_filing=of_filing,
    )  # fmt: skip
    return RunResult(
        run, as_of, alerts, _counts(assessed, alerts), coverage(store, brands, forms, as_of)
    )


def watch(store: Store, brands: Sequence[Brand]) -> None:
    """Put brands into the store with all their forms."""
    store.put_brands(brands, forms_of_brands(brands), rules_version())


def renew_forms(store: Store) -> None:
    """Make the forms again that other rules made than those of today."""
    if outdated := store.brands_of_other_rules(rules_version()):
        watch(store, outdated)


def coverage(store: Store, brands: Sequence[Brand], forms: pl.DataFrame, as_of: date) -> Coverage:
    """What the store holds, and which of the brands' markets it has nothing of."""
    wanted = {market for brand in brands for market in brand.markets}
    return _covered(store, as_of, len(brands), forms.height, wanted)


def coverage_of_all(store: Store, as_of: date) -> Coverage:
    """The coverage of all brands of the store, without reading them."""
    return _covered(store, as_of, *store.count_brands(), store.markets())


def _covered(
    store: Store, as_of: date, brands: int, forms: int, markets: Iterable[str]
) -> Coverage:
    offices = tuple(OfficeCoverage(*row) for row in store.coverage(as_of).iter_rows())
    missing = tuple(sorted({*markets} - {item.office for item in offices}))
    return Coverage(brands, forms, offices, missing)


def run_identity(store: Store, brands: Sequence[Brand], settings: Mapping[str, Any]) -> str:
    """A digest of what went in: filings, brands, rights, events, rules of forms, settings."""
    inputs = [store.filings_digest(), rules_version(), *map(repr, brands)]
    around = map(repr, (*store.rights(), *store.events()))
    told = "\n".join([*inputs, *around, json.dumps(dict(settings), sort_keys=True)])
    return sha256(told.encode()).hexdigest()[:16]


def _watched(store: Store, brand_ids: Iterable[str] | None) -> tuple[Brand, ...]:
    brands = store.brands()
    if brand_ids is None:
        return brands
    wanted = set(brand_ids)
    return tuple(brand for brand in brands if brand.brand_id in wanted)


def _of_brands(forms: pl.DataFrame, brands: Sequence[Brand]) -> pl.DataFrame:
    wanted = pl.Series([brand.brand_id for brand in brands], dtype=pl.String)
    return forms.filter(pl.col("brand_id").is_in(wanted.implode()))


def _counts(assessed: Assessed, alerts: Sequence[Alert]) -> tuple[tuple[str, bool, int], ...]:
    """The counts of all pairs; those that the windows made urgent are counted as such."""
    counts = {(found, known): number for found, known, number in counted(assessed)}
    for alert in alerts:
        if alert.assessment.level == "urgent":
            known = any(one.name for one in alert.assessment.filing.applicants)
            counts["high", known] -= 1
            counts["urgent", known] = counts.get(("urgent", known), 0) + 1
    return ranked(counts)


def counts_of(assessed: Assessed) -> tuple[tuple[str, bool, int], ...]:
    """How many pairs at each level by their evidence, before windows make any urgent."""
    return ranked({(found, known): number for found, known, number in counted(assessed)})


def ranked(counts: Mapping[tuple[str, bool], int]) -> tuple[tuple[str, bool, int], ...]:
    """Counts by level and whether an applicant is known, the most pressing level first."""
    order: list[str] = [*LEVELS, "cleared"]
    rows = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return tuple((found, known, number) for (found, known), number in rows if number)

"""Before a trade fair: exhibitors' marks against the host office's register (展前风险排查).

The marks are watched for this run alone: no brand, alert or run is written to the store.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from squatwatch.alerts.raising import alerts_of
from squatwatch.alerts.run import OfficeCoverage
from squatwatch.alerts.screening import Screening, pages_of, register_of_office
from squatwatch.assess.assess import assess
from squatwatch.assess.hits import best_hits, together
from squatwatch.assess.reach import acting, reach
from squatwatch.assess.weights import Weights
from squatwatch.brands.exhibitors import Exhibitor
from squatwatch.filers.register import register_of
from squatwatch.forms import forms_of_brands
from squatwatch.model import Level
from squatwatch.search import MEMORY, Progress, hits_of_forms
from squatwatch.search.progress import untold
from squatwatch.store import Store

_KEY = ["office", "application_key"]


def screen(
    store: Store,
    exhibitors: Sequence[Exhibitor],
    offices: Collection[str],
    *,
    as_of: date,
    level: Level = "medium",
    weights: Weights | None = None,
    memory: int = MEMORY,
    progress: Progress = untold,
) -> Screening:
    """What stands at some offices against the marks of exhibitors, a page for each.

    The whole store is searched, so that how rare a mark is and what else its filer took are told
    as in a scan; shown is what holds at an office: its own filings, those of a shared office (EM
    at DE), international registrations that designate it. A place without a register of its own is
    looked at as the office that acts for it. ``level`` is the lowest that is shown.
    """
    hosts = tuple(dict.fromkeys(map(acting, offices)))
    brands = [brand for exhibitor in exhibitors for brand in exhibitor.brands]
    hits = hits_of_forms(store, forms_of_brands(brands), memory=memory, progress=progress)
    best = together(best_hits(batch, weights) for batch in hits)
    filings = store.filings(best.select(_KEY))
    assessed = assess(
        best, filings, brands, register=register_of(store, filings), weights=weights, lowest=level
    )
    there = assessed.pairs.join(_holding(filings, hosts), on=_KEY, how="semi")
    alerts = alerts_of(
        replace(assessed, pairs=there), filings, brands, as_of=as_of, run_id="", level=level
    )
    held = [OfficeCoverage(*row) for row in store.coverage(as_of).iter_rows()]
    registers = tuple(register_of_office(office, held) for office in hosts)
    return Screening(as_of, level, registers, pages_of(exhibitors, registers, alerts, as_of))


def _holding(filings: pl.DataFrame, hosts: Collection[str]) -> pl.DataFrame:
    """The keys of the filings that hold at any of the offices."""
    told = filings.select(*_KEY, "designations").iter_rows()
    rows = [(office, key) for office, key, named in told if reach(office, named or ()) & {*hosts}]
    return pl.DataFrame(rows, schema=dict.fromkeys(_KEY, pl.String), orient="row")

"""A mark that nobody has filed yet, weighed as if somebody had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import polars as pl

from squatwatch.alerts.raising import alerts_of
from squatwatch.assess.assess import assess
from squatwatch.assess.hits import best_hits, together
from squatwatch.assess.weights import Weights
from squatwatch.filers.register import register_of
from squatwatch.model import Alert, Filing, application_key
from squatwatch.schemas import FILING_SCHEMA, frame_of
from squatwatch.search import MEMORY, Progress, find_hits, hits_in
from squatwatch.search.progress import untold
from squatwatch.store import Store

NOT_FILED = "not filed"
"""What stands in the place of its application number."""


def consider(
    store: Store,
    filing: Filing,
    *,
    as_of: date,
    weights: Weights | None = None,
    memory: int = MEMORY,
    progress: Progress = untold,
) -> tuple[Alert, ...]:
    """What would be said of a filing that the store does not hold, for each brand it resembles.

    The whole register is searched, so that rarity and filer groups are those of a scan. Nothing is
    written. The forms are those in the store.
    """
    given = replace(filing, application_number=NOT_FILED)
    forms = store.forms()
    met = find_hits(forms, _texts_of(given))
    if met.is_empty():
        return ()
    around = hits_in(store, forms, memory=memory, progress=progress)
    best = together(best_hits(batch, weights) for batch in (met, *around))
    filings = pl.concat([_with_key(given), store.filings(best.select("office", "application_key"))])
    brands, rights = store.brands(), store.rights()
    assessed = assess(
        best, filings, brands, rights, store.events(),
        register=register_of(store, filings), weights=weights,
    )  # fmt: skip
    return alerts_of(
        assessed, filings, brands, rights=rights, as_of=as_of, run_id="", level="low",
        of_filing=(given.office, application_key(NOT_FILED)),
    )  # fmt: skip


def _texts_of(filing: Filing) -> pl.DataFrame:
    """The texts of a filing as the store gives them."""
    texts: Iterable[tuple[str, str]] = (
        ("mark", filing.mark_text),
        *(("transliteration", text) for text in filing.transliteration),
        *(("translation", text) for text in filing.translation),
    )
    key = application_key(filing.application_number)
    rows = [(filing.office, key, source, text) for source, text in texts if text]
    columns = ("office", "application_key", "source", "text")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _with_key(filing: Filing) -> pl.DataFrame:
    key = pl.lit(application_key(filing.application_number)).alias("application_key")
    return frame_of([filing]).select(key, *FILING_SCHEMA.names())

"""The search by index: stored units, batch by batch, asked for all forms at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import polars as pl

from squatwatch.errors import DataError
from squatwatch.forms import rules_version
from squatwatch.match import FormIndex, find
from squatwatch.match.compiled import is_compiled, sources_digest
from squatwatch.match.hits import unit_strings
from squatwatch.match.threads import THREADS
from squatwatch.search.hit_rows import hit_rows
from squatwatch.search.progress import Progress
from squatwatch.search.texts import spelled_forms
from squatwatch.search.units import renew_units, units_of
from squatwatch.store import Store, UnitBatch

BATCH_BYTES = 1024**3
"""What one batch of units takes while it is searched, with its hits, at the most; measured with
472,000 forms (benchmarks/RESULTS.md)."""


def indexed_hits(
    store: Store, forms: pl.DataFrame, *, memory: int, progress: Progress, since: int = 0
) -> Iterator[pl.DataFrame]:
    """Hits as ``search.hits_in`` gives them; on the texts numbered from ``since`` on."""
    if not is_compiled():
        progress("progress.compile", 0, 0)
    renew_units(store, progress)
    spelled = spelled_forms(forms)
    index = _index_of(store, spelled)
    rows = index.forms.rename({"row": "form_row", "form": "spelled"}).join(
        spelled, on=["spelled", "script"]
    )
    total, done = store.next_text() - since, 0
    for batch, hits in _searched(store.unit_batches(since), index, memory):
        done += batch.texts
        progress("progress.search", done, total)
        hits = hits.filter(pl.col("text") >= since)
        if hits.height:
            postings = store.postings(hits["text"].unique()).rename({"source": "unit_source"})
            yield hit_rows(hits.join(rows, on="form_row").join(postings, on="text"))


def _index_of(store: Store, spelled: pl.DataFrame) -> FormIndex:
    """The index of the forms: the one beside the store, brought up to date."""
    forms = spelled.select("script", form="spelled")
    if store.path is None:
        return FormIndex.build(forms)
    folder = store.path.with_name(f"{store.path.name}.forms")
    rules = f"{rules_version()}-{sources_digest()}"
    try:
        known = FormIndex.load(folder, rules)
    except DataError:
        known = FormIndex(())
    index = known.changed_to(forms)
    if index is not known:
        index.save(folder, rules)
    return index


def _searched(
    batches: Iterator[UnitBatch], index: FormIndex, memory: int
) -> Iterator[tuple[UnitBatch, pl.DataFrame]]:
    """Each batch with its hits, in order; as many at a time as the memory allows."""
    at_once = max(1, min(THREADS, memory // BATCH_BYTES))
    waiting: deque[tuple[UnitBatch, Future[pl.DataFrame]]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for batch in batches:
                waiting.append((batch, pool.submit(partial(_hits_of, batch, index))))
                if len(waiting) > at_once:
                    first, hits = waiting.popleft()
                    yield first, hits.result()
            while waiting:
                first, hits = waiting.popleft()
                yield first, hits.result()
        finally:
            for _, hits in waiting:
                hits.cancel()


def _hits_of(batch: UnitBatch, index: FormIndex) -> pl.DataFrame:
    """Hits on one batch: ``form_row, text`` (its number), ``unit, whole, relation, edits``."""
    units = units_of(batch)
    hits = find(index, units)
    texts = hits.select(pl.col("text").unique(), first=pl.lit(0, dtype=pl.UInt32))
    rows = texts["text"].to_numpy()
    wholes = texts.with_columns(words=pl.Series(units.texts.lengths[rows], dtype=pl.UInt32))
    whole = texts.select("text", whole=unit_strings(wholes, units))
    return (
        hits.with_columns(unit_strings(hits, units))
        .join(whole, on="text")
        .select(
            "unit", "whole", "edits",
            pl.col("relation").cast(pl.String),
            form_row="form", text=pl.col("text").cast(pl.Int64) + batch.first_text,
        )
    )  # fmt: skip

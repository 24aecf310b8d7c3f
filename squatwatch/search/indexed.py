"""The search by index: stored units, batch by batch, asked for all forms at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import polars as pl

from squatwatch.errors import DataError
from squatwatch.forms import rules_version
from squatwatch.match import FormIndex, Units, find
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


HITS_AT_ONCE = 300_000
"""Hits that are put into words together: those of a batch may be millions."""
SEED = 1
"""That the slices are the same in every run."""


def indexed_hits(
    store: Store,
    forms: pl.DataFrame,
    *,
    memory: int,
    progress: Progress,
    of: pl.DataFrame | None = None,
    kept: bool = True,
) -> Iterator[pl.DataFrame]:
    """Hits as ``search.hits_in`` gives them.

    With ``of`` (``office, application_key``) those on the texts numbered from the first text of
    these filings on. The index of the forms is ``kept`` beside the store, unless they are a few.
    """
    if not is_compiled():
        progress("progress.compile", 0, 0)
    renew_units(store, progress)
    spelled = spelled_forms(forms)
    index = _index_of(store, spelled) if kept else FormIndex.build(_indexed(spelled))
    since = 0 if of is None else store.first_text_of(of)
    rows = index.forms.rename({"row": "form_row", "form": "spelled"}).join(
        spelled, on=["spelled", "script"]
    )
    total, done = store.next_text() - since, 0
    for batch, units, hits in _searched(store.unit_batches(since), index, memory):
        done += batch.texts
        progress("progress.search", done, total)
        hits = hits.filter(pl.col("text") + batch.first_text >= since)
        if hits.height:
            postings = _postings(store, hits["text"], batch)
            for part in _slices(hits.join(postings, on="text")):
                yield hit_rows(_in_words(part, units).join(rows, on="form_row"))


def _postings(store: Store, texts: pl.Series, batch: UnitBatch) -> pl.DataFrame:
    """The filings that have these texts of a batch, by their rows in it."""
    numbers = texts.unique().cast(pl.Int64) + batch.first_text
    row = (pl.col("text") - batch.first_text).cast(texts.dtype)
    return store.postings(numbers).with_columns(row).rename({"source": "unit_source"})


def _slices(hits: pl.DataFrame) -> list[pl.DataFrame]:
    """The hits in slices of about ``HITS_AT_ONCE``, all on a filing in one."""
    parts = -(-hits.height // HITS_AT_ONCE)
    if parts < 2:
        return [hits]
    of_filing = pl.concat_str("office", "application_key", separator=" ").hash(SEED)
    numbered = hits.with_columns(part=of_filing % parts)
    return numbered.partition_by("part", include_key=False)


def _index_of(store: Store, spelled: pl.DataFrame) -> FormIndex:
    """The index of the forms: the one beside the store, brought up to date."""
    forms = _indexed(spelled)
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


def _indexed(spelled: pl.DataFrame) -> pl.DataFrame:
    return spelled.select("script", form="spelled")


def _searched(
    batches: Iterator[UnitBatch], index: FormIndex, memory: int
) -> Iterator[tuple[UnitBatch, Units, pl.DataFrame]]:
    """Each batch with its units and hits, in order; as many at a time as the memory allows."""
    at_once = max(1, min(THREADS, memory // BATCH_BYTES))
    waiting: deque[tuple[UnitBatch, Future[tuple[Units, pl.DataFrame]]]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for batch in batches:
                waiting.append((batch, pool.submit(partial(_hits_of, batch, index))))
                if len(waiting) > at_once:
                    first, found = waiting.popleft()
                    yield first, *found.result()
            while waiting:
                first, found = waiting.popleft()
                yield first, *found.result()
        finally:
            for _, found in waiting:
                found.cancel()


def _hits_of(batch: UnitBatch, index: FormIndex) -> tuple[Units, pl.DataFrame]:
    """The units of a batch and the hits on them, as rows of forms and texts."""
    units = units_of(batch)
    return units, find(index, units)


def _in_words(hits: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Hits with ``unit`` and ``whole`` as texts, and ``form_row`` for the row of the form."""
    texts = hits.select(pl.col("text").unique(), first=pl.lit(0, dtype=pl.UInt32))
    rows = texts["text"].to_numpy()
    wholes = texts.with_columns(words=pl.Series(units.texts.lengths[rows], dtype=pl.UInt32))
    whole = texts.select("text", whole=unit_strings(wholes, units))
    told = hits.with_columns(unit_strings(hits, units), pl.col("relation").cast(pl.String))
    return told.join(whole, on="text").drop("text").rename({"form": "form_row"})

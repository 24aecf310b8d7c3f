"""A store of units of generated filings: filled, searched, and what it takes on disk."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from benchmarks.matching.fixed_set import forms_of_one_brand
from benchmarks.matching.kept import marks_in
from benchmarks.matching.searching import as_stored, distinct_texts, in_step, text_batches, warmed
from benchmarks.matching.timing import timed
from benchmarks.store import shares
from squatwatch.match import FormIndex, Units, find
from squatwatch.match.hits import unit_strings
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.search.units import renew_units, units_of
from squatwatch.store import Store, UnitBatch
from squatwatch.store.keys import KEY

_NO_KEYS = pl.DataFrame(schema=dict.fromkeys(KEY, pl.String))
_NO_POSTINGS = pl.DataFrame(schema={**dict.fromkeys((*KEY, "source"), pl.String), "text": pl.Int64})


@contextmanager
def folder_for_a_store() -> Iterator[Path]:
    """The path of a store, in a folder that is removed in the end."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "generated.duckdb"


def filled(path: Path, marks: Path) -> str:
    """Write the units of the marks, and nothing else, into a new store; tell how fast."""
    texts = distinct_texts(marks_in(marks))
    warmed(pl.DataFrame({"form": ["xiaomi"], "script": ["latin"]}))
    with Store.create(path) as store:
        seconds, _ = timed(lambda: _put(store, texts))
    return (
        f"units only, no filings: {len(texts):,} texts, units made and written in {seconds:.1f} s, "
        f"{len(texts) / seconds:,.0f} texts a second; {path.stat().st_size / 1e6:,.0f} MB: "
        f"{shares(path)}"
    )


def _put(store: Store, texts: pl.Series) -> None:
    first = 0
    for batch in text_batches(texts):
        store.put_units(_NO_KEYS, _NO_POSTINGS, as_stored(first, Units.of(batch)))
        first += len(batch)


def searched_by_index(path: Path, index: Path) -> str:
    """All stored units against a saved index: to hits as rows, and to hits as strings."""
    loaded = FormIndex.load(index)
    warmed(loaded.forms)

    def told(batch: UnitBatch) -> int:
        units = units_of(batch)
        hits = find(loaded, units)
        return len(unit_strings(hits, units))

    rows = _over(path, lambda batch: find(loaded, units_of(batch)).height)
    strings = _over(path, told)
    return f"to hits {rows}; once more, with the units as strings {strings}"


def searched_by_brand(path: Path, forms: int) -> str:
    """All stored units against the forms of one generated brand, the index made first."""
    listed = pl.DataFrame({"form": forms_of_one_brand(forms), "script": "latin"})
    warmed(listed)

    def search() -> str:
        index = FormIndex.build(listed)
        return _over(path, lambda batch: find(index, units_of(batch)).height)

    return f"first {search()}; again {search()}"


def _over(path: Path, hits_of: Callable[[UnitBatch], int]) -> str:
    """The seconds of opening the store and searching all batches, and the hits."""
    begun = time.perf_counter()
    with Store.open(path) as store:
        hits = sum(in_step(hits_of, store.unit_batches()))
        return f"{time.perf_counter() - begun:.2f} s, {hits:,} hits"


def ingested(path: Path, marks: Path) -> str:
    """The units of filings of a store made as a scan makes them, with postings; tell how fast."""
    texts = marks_in(marks)
    number = pl.int_range(len(texts), eager=True).cast(pl.String)
    columns = {"office": "XX", "application_number": number, "mark_text": texts, "status": "filed"}
    filings = pl.DataFrame(columns).with_columns(
        pl.lit(None, dtype=kind).alias(name)
        for name, kind in FILING_SCHEMA.items()
        if name not in columns
    )
    with Store.create(path) as store:
        store.put_filings(filings.select(FILING_SCHEMA.names()).cast(FILING_SCHEMA))
        seconds, _ = timed(lambda: renew_units(store))
        made = store.next_text()
    return (
        f"{len(texts):,} filings, {made:,} texts, units made and written with their postings in "
        f"{seconds:.1f} s: {len(texts) / seconds:,.0f} filings, {made / seconds:,.0f} texts a "
        f"second; {shares(path)}"
    )

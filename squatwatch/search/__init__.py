"""The search: forms of brands against the texts of filings, from both to hits.

A few forms on a few texts are compared at once. For more, the units of all texts are made once
and kept in the store, the index of all forms beside it; what is new changes both.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from squatwatch.match import match_few
from squatwatch.search.hit_rows import hit_rows
from squatwatch.search.progress import Progress, untold
from squatwatch.search.texts import spelled_forms, words_of
from squatwatch.store import Store

__all__ = ["MEMORY", "Progress", "find_hits", "hits_in", "hits_of_forms", "hits_on"]

FEW = 3_000_000
"""Forms times filings below which nothing is indexed: the small scan of so many takes about what
starting the compiled kernels takes (benchmarks/RESULTS.md)."""
FEW_FILINGS = 100_000
"""Filings from which on their units are kept, however few the forms: making them again each time
takes longer."""
MEMORY = 2 * 1024**3
"""Bytes that a search may take, unless it is told otherwise."""


def hits_in(
    store: Store, forms: pl.DataFrame, *, memory: int = MEMORY, progress: Progress = untold
) -> Iterator[pl.DataFrame]:
    """Every hit of the forms (``schemas.FORM_SCHEMA``) on the texts of a store, in batches.

    The columns are those that ``assess.hits.best_hits`` needs; all hits on a filing are in one
    batch. ``memory`` in bytes bounds how many batches are searched at a time.
    """
    filings = store.count_filings()
    if filings < FEW_FILINGS and forms.height * filings < FEW:
        yield find_hits(forms, store.texts())
    else:
        from squatwatch.search.indexed import indexed_hits  # it compiles: only where that pays

        yield from indexed_hits(store, forms, memory=memory, progress=progress)


def hits_on(
    store: Store,
    forms: pl.DataFrame,
    filings: pl.DataFrame,
    *,
    memory: int = MEMORY,
    progress: Progress = untold,
) -> Iterator[pl.DataFrame]:
    """Every hit of the forms on some filings of a store, in batches as ``hits_in`` gives them.

    ``forms`` are all of the store, ``filings`` the keys (``office, application_key``) of those
    that were written last: only texts that came with the first of them or later are searched.
    """
    if filings.height < FEW_FILINGS and forms.height * filings.height < FEW:
        yield find_hits(forms, store.texts_of(filings))
        return
    from squatwatch.search.indexed import indexed_hits

    for hits in indexed_hits(store, forms, memory=memory, progress=progress, of=filings):
        yield hits.join(filings, on=["office", "application_key"], how="semi")


def hits_of_forms(
    store: Store, forms: pl.DataFrame, *, memory: int = MEMORY, progress: Progress = untold
) -> Iterator[pl.DataFrame]:
    """Every hit of a few of the store's forms on all its filings, as ``hits_in`` gives them.

    The index that is kept of all forms stays as it is.
    """
    filings = store.count_filings()
    if filings < FEW_FILINGS and forms.height * filings < FEW:
        yield find_hits(forms, store.texts())
    elif forms.height:
        from squatwatch.search.indexed import indexed_hits

        yield from indexed_hits(store, forms, memory=memory, progress=progress, kept=False)


def find_hits(forms: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Every hit of the forms on texts (``office, application_key, source, text``)."""
    spelled = spelled_forms(forms)
    words = words_of(texts)
    rows = words.rename({"words": "whole", "source": "unit_source"}).with_row_index("text_row")
    hits = match_few(spelled.select("script", form="spelled"), words["words"])
    found = (
        hits.rename({"form": "form_row", "text": "text_row"})
        .join(rows, on="text_row")
        .join(spelled.with_row_index("form_row"), on="form_row")
    )
    return hit_rows(found)

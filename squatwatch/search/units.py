"""The units of the filings of a store, made where they are due."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.forms import rules_version
from squatwatch.match import Units
from squatwatch.match.ragged import Ragged, starts_of
from squatwatch.search.progress import Progress, untold
from squatwatch.search.texts import words_of
from squatwatch.store import Store, UnitBatch

FILINGS_A_BATCH = 250_000
"""Filings whose units are made and searched together."""
TEXTS_A_BATCH = 200_000
"""Neighbouring batches of fewer texts are put together."""


def renew_units(store: Store, progress: Progress = untold) -> None:
    """Make the units that are due, and all of them again when the rules are new.

    Each batch is written whole or not at all, so a stop loses one batch at the most.
    """
    if store.unit_rules() - {rules_version()}:
        store.forget_units()
    due, made = store.count_units_due(), 0
    while (keys := store.units_due(FILINGS_A_BATCH)).height:
        progress("progress.units", made, due)
        _make_units(store, keys)
        made += keys.height
    if made:
        progress("progress.units", due, due)
        _merge_small(store)


def units_of(batch: UnitBatch) -> Units:
    """The units of a batch of the store."""
    words = Ragged(batch.points, _starts(batch.word_lengths))
    return Units.of_points(words, Ragged(batch.words, _starts(batch.text_lengths)))


def _make_units(store: Store, keys: pl.DataFrame) -> None:
    words = words_of(store.texts_of(keys))
    distinct = words["words"].unique(maintain_order=True)
    first = store.next_text()
    numbers = distinct.to_frame().with_row_index("text", first)
    postings = words.join(numbers, on="words").select(
        "office", "application_key", "source", pl.col("text").cast(pl.Int64)
    )
    store.put_units(keys, postings.unique(maintain_order=True), _batch(first, Units.of(distinct)))


def _batch(first: int, units: Units) -> UnitBatch:
    return UnitBatch(
        first,
        units.points.values,
        units.points.lengths.astype(np.uint32),
        units.texts.values,
        units.texts.lengths.astype(np.uint32),
        rules_version(),
    )


def _merge_small(store: Store) -> None:
    """Put neighbouring small batches together: many small ones cost more than a large one."""
    waiting: list[tuple[int, int]] = []
    for first, texts in store.unit_batch_sizes():
        follows = bool(waiting) and sum(waiting[-1]) == first
        if not follows or sum(size for _, size in waiting) + texts > TEXTS_A_BATCH:
            _merge(store, [number for number, _ in waiting])
            waiting = []
        waiting.append((first, texts))
    _merge(store, [number for number, _ in waiting])


def _merge(store: Store, numbers: list[int]) -> None:
    if len(numbers) < 2:
        return
    texts = pl.concat([_texts(units_of(store.unit_batch(number))) for number in numbers])
    store.replace_units(numbers, _batch(numbers[0], Units.of(texts)))


def _texts(units: Units) -> pl.Series:
    """The texts of units as strings again."""
    words = units.words.gather(units.texts.values)
    row = np.repeat(np.arange(len(units), dtype=np.uint32), units.texts.lengths)
    frame = pl.DataFrame({"row": row, "words": words})
    joined = frame.group_by("row", maintain_order=True).agg(pl.col("words").str.join(" "))
    return joined["words"]


def _starts(lengths: NDArray[np.uint32]) -> NDArray[np.int64]:
    return starts_of(lengths.astype(np.int64))

"""Texts in batches through ``find``, as a search has them: what is timed in the large.

Batches are as large as those of ``squatwatch.search``, and as many of them are searched at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import numpy as np
import polars as pl

from squatwatch.forms import rules_version
from squatwatch.match import FormIndex, Units, find
from squatwatch.search.units import TEXTS_A_BATCH, units_of
from squatwatch.store import UnitBatch
from squatwatch.text.bulk import normalize_all

AT_ONCE = 2
"""Batches that are searched at a time, as with the default memory of a search."""
_NORMALISED_AT_ONCE = 1_000_000

Given = TypeVar("Given")
Got = TypeVar("Got")


def distinct_texts(marks: pl.Series) -> pl.Series:
    """The marks normalised, each once; empty ones are left out."""
    marks = marks.unique(maintain_order=True)
    parts = [
        normalize_all(marks[first : first + _NORMALISED_AT_ONCE])
        for first in range(0, len(marks), _NORMALISED_AT_ONCE)
    ]
    texts = pl.concat(parts).unique(maintain_order=True)
    return texts.filter(texts != "")


def text_batches(texts: pl.Series) -> Iterator[pl.Series]:
    """The texts in batches."""
    for first in range(0, len(texts), TEXTS_A_BATCH):
        yield texts[first : first + TEXTS_A_BATCH]


def searched(texts: pl.Series, index: FormIndex) -> Iterator[int]:
    """How many hits each batch of texts has: units and ``find``."""
    return in_step(lambda batch: find(index, Units.of(batch)).height, text_batches(texts))


def in_step(work: Callable[[Given], Got], batches: Iterable[Given]) -> Iterator[Got]:
    """The results in order, with ``AT_ONCE`` batches at work and no more than one waiting."""
    waiting: deque[Future[Got]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def as_stored(first_text: int, units: Units) -> UnitBatch:
    """Units as the store has them, numbered from ``first_text`` on."""
    words, texts = units.points, units.texts
    word_lengths, text_lengths = (rows.lengths.astype(np.uint32) for rows in (words, texts))
    return UnitBatch(
        first_text, words.values, word_lengths, texts.values, text_lengths, rules_version()
    )


def warmed(forms: pl.DataFrame) -> None:
    """Load the machine code, or compile it, so that it is not in what is timed.

    With many of the ``forms``, so that the index is gone through as a large one is, and with few,
    which are sifted; on units of strings and on units of the store, whose arrays may be written.
    """
    made = Units.of(pl.Series(["super xiaomi", "小米 科技", "one two three four five"]))
    batch = as_stored(0, made)
    for some in (forms[:100], forms[:10]):
        for units in (made, units_of(replace(batch, points=batch.points.copy()))):
            find(FormIndex.build(some), units)

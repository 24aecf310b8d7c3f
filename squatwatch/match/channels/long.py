"""Forms that are too long for the index."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import polars as pl

from squatwatch.match.hits import (
    FOUND_SCHEMA,
)
from squatwatch.match.segment import Segment
from squatwatch.match.small import match_few
from squatwatch.match.units import Units
from squatwatch.model import Relation
from squatwatch.text.letters import letters


def long_hits(segment: Segment, units: Units, relations: Collection[Relation]) -> pl.DataFrame:
    """Hits of the forms that are too long for the index, on the few texts that are so long."""
    forms = segment.forms[segment.long]
    shortest = min(len(letters(form)) for form in forms["form"]) // 3 - 2
    rows = np.flatnonzero(units.joined_lengths() >= shortest)
    texts = pl.Series([" ".join(units.words_of(int(row))) for row in rows], dtype=pl.String)
    found = [
        (segment.long[form], rows[text], *_run_of(unit, texts[text]), relation, edits)
        for form, text, unit, relation, edits in match_few(forms, texts).iter_rows()
        if relation in relations
    ]
    return pl.DataFrame(found, schema=FOUND_SCHEMA, orient="row")


def _run_of(unit: str, text: str) -> tuple[int, int]:
    """The first run of words that is the unit: its first word, and how many."""
    words = text.split(" ")
    return next(
        (first, last - first)
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
        if "".join(words[first:last]) == unit
    )

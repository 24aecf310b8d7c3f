"""The channels spelling (Latin) and script (Cyrillic, kana, Hangul, Thai ...)."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.channels.again import looked_at_again
from squatwatch.match.hits import (
    is_whole,
    on_runs,
    on_words,
)
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.probing import near
from squatwatch.match.segment import Segment
from squatwatch.match.units import Units
from squatwatch.model import Relation


def spelling_hits(
    segment: Segment, units: Units, laid_out: LaidOut, relations: Collection[Relation]
) -> pl.DataFrame:
    """Forms and units that are few edits apart, each form by the limits of its script."""
    words, runs = laid_out.words, laid_out.runs
    found = [
        on_words(near(segment.spelling, words.letters)[0], words, units),
        on_runs(near(segment.spelling, runs.letters)[0], runs),
    ]
    allowed = [
        hits.where(~segment.only_whole[hits.string] | is_whole(hits, units)) for hits in found
    ]
    latin = (segment.forms["script"] == "latin").to_numpy()[segment.spelled]
    named: list[tuple[Relation, NDArray[np.bool_]]] = [("spelling", latin), ("script", ~latin)]
    together = pl.concat(
        [
            hits.where(of_script[hits.string]).of(segment.spelled, relation)
            for relation, of_script in named
            if relation in relations
            for hits in allowed
        ]
    )
    return looked_at_again(together, segment, units)

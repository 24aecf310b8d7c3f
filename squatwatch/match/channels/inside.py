"""The channel inside."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from squatwatch.match.channels.again import looked_at_again
from squatwatch.match.hits import (
    Found,
    on_places,
    on_words,
)
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.ragged import Ragged
from squatwatch.match.segment import Segment
from squatwatch.match.standing import Standing
from squatwatch.match.units import Units


def inside_hits(segment: Segment, units: Units, laid_out: LaidOut) -> Iterator[pl.DataFrame]:
    """Forms that stand inside texts, or with one edit at an end of a word."""
    some = units.part(laid_out.texts)
    joined = some.joined(some.points)
    forms = (segment.inside, segment.inside_short)
    for standing, of_strings in zip(segment.standings, forms, strict=True):
        found = _standing(standing, joined, some)
        yield found.on(laid_out.texts).of(of_strings, "inside")
    at_ends = on_words(segment.ends.near(laid_out.ending.letters), laid_out.ending, units)
    yield looked_at_again(at_ends.of(segment.spelled, "inside"), segment, units)


def _standing(standing: Standing, joined: Ragged, units: Units) -> Found:
    places = standing.within(joined)
    edits = np.zeros(len(places.string), dtype=np.uint8)
    return on_places(places, edits, standing.strings.lengths, units)

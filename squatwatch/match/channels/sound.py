"""The channel sound."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from squatwatch.match.folding import sound_folded
from squatwatch.match.hits import (
    on_runs,
    on_words,
)
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.probing import near
from squatwatch.match.segment import Segment
from squatwatch.match.units import Units


def sound_hits(segment: Segment, units: Units, laid_out: LaidOut) -> Iterator[pl.DataFrame]:
    """Latin forms and units whose sound folds are equal or nearly so."""
    words, runs = laid_out.words, laid_out.runs
    on_single = near(segment.sound, sound_folded(words.letters))[0]
    on_several = near(segment.sound, sound_folded(runs.letters))[0]
    yield on_words(on_single, words, units).of(segment.sounding, "sound")
    yield on_runs(on_several, runs).of(segment.sounding, "sound")

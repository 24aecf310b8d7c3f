"""The channel hanzi."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.folding import han_folded
from squatwatch.match.hits import (
    FOUND_SCHEMA,
    on_places,
)
from squatwatch.match.lettering import rows_with_han
from squatwatch.match.segment import Segment
from squatwatch.match.standing import Places
from squatwatch.match.units import Units


def hanzi_hits(segment: Segment, units: Units) -> pl.DataFrame:
    """Forms in characters that stand in texts, one of them perhaps replaced by a similar one."""
    characters = segment.characters
    if not len(characters.strings):
        return pl.DataFrame(schema=FOUND_SCHEMA)
    texts = _texts_with_han(units)
    of_texts = units.part(texts)
    string, text, start, edits = characters.within(of_texts.joined(han_folded(units.points)))
    lengths = characters.strings.lengths
    found = on_places(Places(string, text, start), edits, lengths, of_texts)
    return found.on(texts).of(segment.written, "hanzi")


def _texts_with_han(units: Units) -> NDArray[np.intp]:
    words = np.zeros(len(units.points), dtype=bool)
    words[rows_with_han(units.points)] = True
    return units.texts.having(words[units.texts.values])

"""Hits that are measured once more: those on letters of several code points."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.edits import osa_distance
from squatwatch.match.lettering import rows_with_shared_letters
from squatwatch.match.relation import letters_of, word_ends
from squatwatch.match.segment import Segment
from squatwatch.match.units import Units
from squatwatch.text.letters import letters


def looked_at_again(hits: pl.DataFrame, segment: Segment, units: Units) -> pl.DataFrame:
    """The hits, those measured once more whose form has letters of several code points.

    Such letters were compared by a checksum (``text.letters.letter_string``).
    """
    shared = rows_with_shared_letters(segment.spelling.strings)
    if not len(shared):
        return hits
    doubtful = hits["form"].is_in(segment.spelled[shared].tolist())
    again = hits.filter(doubtful)
    edits = [_edits_of(hit, segment, units) for hit in again.iter_rows(named=True)]
    right = np.array(edits, dtype=np.int64) <= _allowed(again, segment)
    measured = again.with_columns(edits=pl.Series(edits, dtype=pl.UInt8))
    return pl.concat([hits.filter(~doubtful), measured.filter(pl.Series(right, dtype=pl.Boolean))])


def _allowed(hits: pl.DataFrame, segment: Segment) -> NDArray[np.uint8]:
    """The edits allowed to each hit: those of the form's length; one at an end of a word."""
    string = np.searchsorted(segment.spelled, hits["form"].to_numpy())
    at_end = (hits["relation"] == "inside").to_numpy()
    return np.where(at_end, np.uint8(1), segment.spelling.edits[string])


def _edits_of(hit: dict[str, Any], segment: Segment, units: Units) -> int:
    """The edits of a hit, by the textbook."""
    form = letters(segment.forms["form"][hit["form"]])
    unit = tuple(units.words_of(hit["text"])[hit["first"] : hit["first"] + hit["words"]])
    if hit["relation"] == "inside":
        return min(osa_distance(form, end) for end in word_ends("".join(unit), len(form)))
    return osa_distance(form, letters_of(unit))

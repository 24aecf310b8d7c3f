"""Every hit of an index of forms on some texts: the relation, one channel after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from squatwatch.match.channels.hanzi import hanzi_hits
from squatwatch.match.channels.inside import inside_hits
from squatwatch.match.channels.long import long_hits
from squatwatch.match.channels.sound import sound_hits
from squatwatch.match.channels.spelling import spelling_hits
from squatwatch.match.form_index import FormIndex
from squatwatch.match.hits import (
    FOUND_SCHEMA,
    each_unit_once,
)
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.segment import Segment
from squatwatch.match.sieve import MOST_FORMS, Sieve
from squatwatch.match.units import Units
from squatwatch.model import RELATIONS, Relation


def find(
    index: FormIndex, units: Units, relations: Collection[Relation] = RELATIONS
) -> pl.DataFrame:
    """All hits of the forms of an index on texts (``hits.FOUND_SCHEMA``), in no order.

    Exactly those of ``relation.agreements``, on the relations that are asked for.

    >>> index = FormIndex.build(pl.DataFrame({"form": ["xiaomi"], "script": ["latin"]}))
    >>> hits = find(index, Units.of(pl.Series(["super xaomi"])))
    >>> sorted(hits.select("first", "words", "relation", "edits").rows())
    [(1, 1, 'inside', 1), (1, 1, 'spelling', 1)]
    """
    laid_out = _laid_out(index, units)
    found = [pl.DataFrame(schema=FOUND_SCHEMA)]
    above = 0
    for segment in index.segments:
        for hits in _of_segment(segment, units, laid_out, relations):
            found.append(hits.with_columns(pl.col("form") + above))
        above += segment.forms.height
    together = pl.concat(found)
    if index.gone:
        gone = pl.Series(sorted(index.gone), dtype=pl.UInt32)
        together = together.filter(~pl.col("form").is_in(gone.implode()))
    return each_unit_once(together, units)


def _laid_out(index: FormIndex, units: Units) -> LaidOut:
    """What is compared: of a few forms, only what may be near any of them."""
    longest = max((segment.longest for segment in index.segments), default=0)
    if index.segments and sum(segment.forms.height for segment in index.segments) <= MOST_FORMS:
        return LaidOut.sifted(units, longest, Sieve.of(index.segments))
    return LaidOut.of(units, longest)


def _of_segment(
    segment: Segment, units: Units, laid_out: LaidOut, relations: Collection[Relation]
) -> Iterator[pl.DataFrame]:
    if "spelling" in relations or "script" in relations:
        yield spelling_hits(segment, units, laid_out, relations)
    if "sound" in relations:
        yield from sound_hits(segment, units, laid_out)
    if "inside" in relations:
        yield from inside_hits(segment, units, laid_out)
    if "hanzi" in relations:
        yield hanzi_hits(segment, units)
    if len(segment.long):
        yield long_hits(segment, units, relations)

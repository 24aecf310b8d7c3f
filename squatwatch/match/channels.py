"""Every hit of an index of forms on some texts: the relation, one channel after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.edits import osa_distance
from squatwatch.match.folding import han_folded, sound_folded
from squatwatch.match.form_index import FormIndex
from squatwatch.match.hits import (
    FOUND_SCHEMA,
    Found,
    each_unit_once,
    is_whole,
    on_places,
    on_runs,
    on_words,
)
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.lettering import rows_with_han, rows_with_shared_letters
from squatwatch.match.probing import near
from squatwatch.match.ragged import Ragged
from squatwatch.match.relation import letters_of, word_ends
from squatwatch.match.segment import Segment
from squatwatch.match.sieve import MOST_FORMS, Sieve
from squatwatch.match.small import match_few
from squatwatch.match.standing import Places, Standing
from squatwatch.match.units import Units
from squatwatch.model import RELATIONS, Relation
from squatwatch.text.letters import letters


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
        yield _spelling(segment, units, laid_out, relations)
    if "sound" in relations:
        yield from _sound(segment, units, laid_out)
    if "inside" in relations:
        yield from _inside(segment, units, laid_out)
    if "hanzi" in relations:
        yield _hanzi(segment, units)
    if len(segment.long):
        yield _long(segment, units, relations)


def _spelling(
    segment: Segment, units: Units, laid_out: LaidOut, relations: Collection[Relation]
) -> pl.DataFrame:
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
    return _looked_at_again(together, segment, units)


def _sound(segment: Segment, units: Units, laid_out: LaidOut) -> Iterator[pl.DataFrame]:
    words, runs = laid_out.words, laid_out.runs
    on_single = near(segment.sound, sound_folded(words.letters))[0]
    on_several = near(segment.sound, sound_folded(runs.letters))[0]
    yield on_words(on_single, words, units).of(segment.sounding, "sound")
    yield on_runs(on_several, runs).of(segment.sounding, "sound")


def _inside(segment: Segment, units: Units, laid_out: LaidOut) -> Iterator[pl.DataFrame]:
    some = units.part(laid_out.texts)
    joined = some.joined(some.points)
    forms = (segment.inside, segment.inside_short)
    for standing, of_strings in zip(segment.standings, forms, strict=True):
        found = _standing(standing, joined, some)
        yield found.on(laid_out.texts).of(of_strings, "inside")
    at_ends = on_words(segment.ends.near(laid_out.ending.letters), laid_out.ending, units)
    yield _looked_at_again(at_ends.of(segment.spelled, "inside"), segment, units)


def _standing(standing: Standing, joined: Ragged, units: Units) -> Found:
    places = standing.within(joined)
    edits = np.zeros(len(places.string), dtype=np.uint8)
    return on_places(places, edits, standing.strings.lengths, units)


def _hanzi(segment: Segment, units: Units) -> pl.DataFrame:
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


def _looked_at_again(hits: pl.DataFrame, segment: Segment, units: Units) -> pl.DataFrame:
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


def _long(segment: Segment, units: Units, relations: Collection[Relation]) -> pl.DataFrame:
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

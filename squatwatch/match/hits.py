"""Hits in columns: from strings near words and runs to forms on texts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.laid_out import Runs, Words
from squatwatch.match.ragged import Starts, starts_of
from squatwatch.match.resolving import Pairs
from squatwatch.match.standing import Places
from squatwatch.match.units import Units
from squatwatch.model import RELATIONS, Relation

Rows = NDArray[np.uint32]

_RELATION = pl.Enum(RELATIONS)

FOUND_SCHEMA = pl.Schema(
    [
        ("form", pl.UInt32()),
        ("text", pl.UInt32()),
        ("first", pl.UInt32()),
        ("words", pl.UInt32()),
        ("relation", _RELATION),
        ("edits", pl.UInt8()),
    ]
)
"""Hits of an index: row of the form, row of the text, the unit as its first word and how many
words, the relation, the edits."""


class Found(NamedTuple):
    """Hits before the relation is named: string, text, first word, words, edits."""

    string: Rows
    text: Rows
    first: Rows
    words: Rows
    edits: NDArray[np.uint8]

    def of(self, forms: Rows, relation: Relation) -> pl.DataFrame:
        """The hits with the row of each form; ``forms`` are those of the strings."""
        return pl.DataFrame(
            {
                "form": forms[self.string],
                "text": self.text,
                "first": self.first,
                "words": self.words,
                "relation": pl.repeat(relation, len(self.string), dtype=_RELATION, eager=True),
                "edits": self.edits,
            },
            schema=FOUND_SCHEMA,
        )

    def on(self, texts: NDArray[np.intp]) -> Found:
        """The same hits, where the texts were those rows of others."""
        return self._replace(text=texts[self.text].astype(np.uint32))

    def where(self, kept: NDArray[np.bool_]) -> Found:
        """Some of the hits."""
        return Found._make(part[kept] for part in self)


def on_words(pairs: Pairs, words: Words, units: Units) -> Found:
    """Hits on single words, told for every text that has the word; each word once a text."""
    row = words.rows[pairs.row]
    order = np.argsort(row, kind="stable")
    starts = starts_of(np.bincount(row, minlength=len(units.points)).astype(np.int64))
    count = np.zeros(1, dtype=np.int64)
    last_text = np.full(len(units.points), -1, dtype=np.int64)
    where = (units.texts.values, units.texts.starts, starts)
    nothing = np.empty(0, dtype=np.uint32)
    _tell_texts(*where, last_text, count, nothing, nothing, nothing)
    pair, text, first = (np.empty(int(count[0]), dtype=np.uint32) for _ in range(3))
    last_text[:] = -1
    _tell_texts(*where, last_text, count, pair, text, first)
    chosen = order[pair]
    one = np.ones(len(pair), dtype=np.uint32)
    return Found(pairs.string[chosen], text, first, one, pairs.edits[chosen])


def on_runs(pairs: Pairs, runs: Runs) -> Found:
    """Hits on runs of words that were laid out."""
    row = pairs.row
    return Found(pairs.string, runs.text[row], runs.first[row], runs.words[row], pairs.edits)


def on_places(places: Places, edits: NDArray[np.uint8], lengths: Starts, units: Units) -> Found:
    """Hits on places in joined texts: the unit is the words that the place touches.

    ``lengths`` are the code points of each string.
    """
    ends = np.cumsum(units.points.lengths[units.texts.values])
    begin = units.texts.starts[places.text]
    start = np.append(0, ends)[begin] + places.start
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(ends, start + lengths[places.string], side="left")
    words = (last - first + 1).astype(np.uint32)
    return Found(places.string, places.text, (first - begin).astype(np.uint32), words, edits)


def is_whole(found: Found, units: Units) -> NDArray[np.bool_]:
    """Which hits are on a whole text."""
    whole: NDArray[np.bool_] = found.words == units.texts.lengths[found.text]
    return whole


def each_unit_once(hits: pl.DataFrame, units: Units) -> pl.DataFrame:
    """The hits, those of a form on equal units of one text told once, with the fewest edits."""
    key = ["form", "text", "relation"]
    together = hits.select(
        pl.col("form").cast(pl.UInt64) * (1 << 35)
        + pl.col("text").cast(pl.UInt64) * (1 << 3)
        + pl.col("relation").to_physical()
    ).to_series()
    several = together.is_duplicated()
    if not several.any():
        return hits
    alike = hits.filter(several)
    return pl.concat(
        [
            hits.filter(~several),
            alike.with_columns(unit=unit_strings(alike, units))
            .sort("first", "words", "edits")
            .group_by(*key, "unit")
            .agg(pl.col("first", "words").first(), pl.col("edits").min())
            .select(FOUND_SCHEMA.names()),
        ]
    )


def unit_strings(hits: pl.DataFrame, units: Units) -> pl.Series:
    """The unit of each hit, joined."""
    row = units.texts.starts[hits["text"].to_numpy()] + hits["first"].to_numpy()
    count = hits["words"].to_numpy().astype(np.int64)
    starts = starts_of(count)
    places = np.arange(starts[-1]) + np.repeat(row - starts[:-1], count)
    distinct, of_place = np.unique(units.texts.values[places], return_inverse=True)
    words = units.points.strings(distinct).gather(of_place)
    of_hit = pl.DataFrame(
        {"hit": np.repeat(np.arange(len(count), dtype=np.uint32), count), "word": words}
    )
    joined = of_hit.group_by("hit", maintain_order=True).agg(pl.col("word").str.join(""))
    return joined["word"].rename("unit")


@compiled
def _tell_texts(
    texts: Rows, text_starts: Starts, starts: Starts, last_text: NDArray[np.int64],
    counted: NDArray[np.int64], out_pair: Rows, out_text: Rows, out_first: Rows,
) -> None:  # fmt: skip
    """Count the pairs of the words of every text; with room in ``out_pair``, also tell them."""
    fill = len(out_pair) > 0
    count = 0
    for text in range(len(text_starts) - 1):
        for place in range(text_starts[text], text_starts[text + 1]):
            word = texts[place]
            if starts[word] == starts[word + 1] or last_text[word] == text:
                continue
            last_text[word] = text
            for pair in range(starts[word], starts[word + 1]):
                if fill:
                    out_pair[count] = pair
                    out_text[count] = text
                    out_first[count] = place - text_starts[text]
                count += 1
    counted[0] = count

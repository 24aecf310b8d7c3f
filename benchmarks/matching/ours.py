"""The matching core of squatwatch, called as the peers are; the one place that knows its face.

Peers give distinct pairs of a form and a unit, so the like-for-like face asks an index for distinct
units and stops there: ``near`` and ``inside``. ``find`` does what a scan does: all of the relation,
told for every text that has the unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from benchmarks.matching.task import Channel, Pairs, Rows, Task, packed
from squatwatch.match import FormIndex, Units, find
from squatwatch.match.hits import unit_strings
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.probing import Effort, near
from squatwatch.match.ragged import Ragged
from squatwatch.match.segment import Segment
from squatwatch.model import RELATIONS, Relation

Hits = pl.DataFrame


@dataclass(frozen=True)
class Core:
    """An index of the forms of a task, its distinct units and its texts, all in memory.

    ``asked``: the letters of the distinct units; ``wholes``: the code points of the whole texts.
    """

    task: Task
    index: FormIndex
    units: Units
    asked: Ragged
    wholes: Ragged

    def near(self) -> tuple[Rows, Effort]:
        """The pairs of form and unit by spelling, and what finding them cost."""
        segment = self._segment
        pairs, effort = near(segment.spelling, self.asked)
        return (segment.spelled[pairs.string], pairs.row), effort

    def inside(self) -> Rows:
        """The pairs of form and whole text that it stands in, letter by letter."""
        segment = self._segment
        of_strings = (segment.inside, segment.inside_short)
        places = [standing.within(self.wholes) for standing in segment.standings]
        forms = [rows[found.string] for rows, found in zip(of_strings, places, strict=True)]
        texts = [self.task.whole[found.text] for found in places]
        return np.concatenate(forms), np.concatenate(texts)

    def like_for_like(self, channel: Channel) -> Callable[[], Rows]:
        """What a peer of this channel is timed beside."""
        return self.inside if channel == "inside" else lambda: self.near()[0]

    def pairs(self, channel: Channel) -> Pairs:
        """The pairs of a channel."""
        return packed(self.like_for_like(channel)())

    def find(self, relations: tuple[Relation, ...] = RELATIONS) -> Hits:
        """The hits on the texts, on some relations or on all."""
        return find(self.index, self.units, relations)

    def unit_pairs(self, hits: Hits) -> Pairs:
        """Hits of ``find`` as distinct pairs of form and unit."""
        rows = self.task.unit_texts.alias("unit").to_frame().with_row_index("row")
        found = unit_strings(hits, self.units).alias("unit").to_frame()
        units = found.join(rows, on="unit", how="left", maintain_order="left")["row"]
        return packed((hits["form"].to_numpy(), units.to_numpy()))

    @property
    def _segment(self) -> Segment:
        """The only one: the index was built and never changed."""
        (segment,) = self.index.segments
        return segment


def core_of(task: Task) -> Core:
    """The core, ready for the task."""
    forms = pl.DataFrame({"form": task.forms, "script": "latin"})
    return Core(
        task,
        FormIndex.build(forms),
        Units.of(task.texts),
        Ragged.of_points(task.units),
        Ragged.of_points(task.unit_texts.gather(task.whole)),
    )


def spelling_effort(index: FormIndex, units: Units) -> tuple[int, Effort]:
    """How many pairs by spelling ``find`` meets on words and runs of words, and their cost."""
    laid_out = LaidOut.of(units, max(segment.longest for segment in index.segments))
    found = [
        near(segment.spelling, rows.letters)
        for segment in index.segments
        for rows in (laid_out.words, laid_out.runs)
    ]
    efforts = [effort for _, effort in found]
    return sum(len(pairs.row) for pairs, _ in found), total(efforts)


def total(efforts: list[Effort]) -> Effort:
    """The efforts together."""
    return Effort(*map(sum, zip(*efforts, strict=True)))

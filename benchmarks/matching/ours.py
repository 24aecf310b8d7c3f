"""The matching core of squatwatch, called as the peers are; the one place that knows its face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from unittest.mock import patch

import polars as pl

from benchmarks.matching.task import Pairs, Task, packed
from squatwatch.match import FormIndex, Units, channels, find
from squatwatch.match.hits import unit_strings
from squatwatch.match.neighbourhoods import Neighbourhoods
from squatwatch.match.probing import Effort, near
from squatwatch.match.probing import Pairs as NearPairs
from squatwatch.match.ragged import Ragged
from squatwatch.model import RELATIONS, Relation

Hits = pl.DataFrame


@dataclass(frozen=True)
class Core:
    """An index of the forms of a task and the units of its texts, both in memory."""

    task: Task
    index: FormIndex
    units: Units

    def find(self, relations: tuple[Relation, ...] = RELATIONS) -> Hits:
        """The hits on some relations: what is timed."""
        return find(self.index, self.units, relations)

    def query(self, relation: Relation) -> Callable[[], Hits]:
        """The search on one relation."""
        return lambda: self.find((relation,))

    def unit_pairs(self, hits: Hits) -> Pairs:
        """The hits as distinct pairs of form and unit, as peers tell them."""
        rows = self.task.unit_texts.alias("unit").to_frame().with_row_index("row")
        found = unit_strings(hits, self.units).alias("unit").to_frame()
        units = found.join(rows, on="unit", how="left", maintain_order="left")["row"]
        return packed((hits["form"].to_numpy(), units.to_numpy()))

    def pairs_inside(self, hits: Hits) -> Pairs:
        """The hits without edits as distinct pairs of form and whole text, as a unit."""
        exact = hits.filter(pl.col("edits") == 0)
        rows = self.task.unit_texts.alias("whole").to_frame().with_row_index("row")
        wholes = self.task.texts.str.replace_all(" ", "", literal=True).alias("whole").to_frame()
        units = wholes.join(rows, on="whole", how="left", maintain_order="left")["row"]
        return packed((exact["form"].to_numpy(), units.gather(exact["text"]).to_numpy()))

    def effort(self) -> Effort:
        """What the spelling relation costs, in numbers that do not depend on the machine."""
        efforts = []

        def counting(index: Neighbourhoods, asked: Ragged) -> tuple[NearPairs, Effort]:
            pairs, effort = near(index, asked)
            efforts.append(effort)
            return pairs, effort

        with patch.object(channels, "near", counting):
            self.find(("spelling",))
        return Effort(*map(sum, zip(*efforts, strict=True)))


def core_of(task: Task) -> Core:
    """The core, ready for the task."""
    forms = pl.DataFrame({"form": task.forms, "script": "latin"})
    return Core(task, FormIndex.build(forms), Units.of(task.texts))

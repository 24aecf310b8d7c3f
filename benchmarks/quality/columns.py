"""The columns of the table: squatwatch at two levels, and each baseline, asked the same."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from benchmarks.quality import SEED
from benchmarks.quality.baselines import Baseline
from benchmarks.quality.labelled import Key, Labelled, Pair, without_latin
from benchmarks.quality.load import Load
from benchmarks.quality.ranking import places
from benchmarks.quality.register import Found
from squatwatch import Brand
from squatwatch.model import Level


class Raised(NamedTuple):
    """How many pairs were raised, of how many."""

    found: int
    of: int


class Column(Protocol):
    """One way to find filings."""

    @property
    def title(self) -> str:
        """What stands above it."""
        ...

    def raises(self, row: Labelled) -> bool:
        """Whether it raises a labelled filing for its brand."""
        ...

    def raises_by_characters(self, row: Labelled) -> bool:
        """The same for the brand without its Latin names."""
        ...

    def place(self, row: Labelled) -> float | None:
        """The place of the filing among what is found for its brand in the register."""
        ...

    def raised(self, load: Load) -> Raised | None:
        """How many pairs of a load it raises, of how many; None where it is not asked."""
        ...


@dataclass(frozen=True)
class Ours:
    """squatwatch at a level or above it.

    ``found`` with all names, ``bare`` without the Latin ones; the filings ``apart`` take no place.
    """

    level: Level
    found: Found
    bare: Found
    apart: frozenset[Key] = frozenset()

    @property
    def title(self) -> str:
        """What stands above it."""
        return f"squatwatch, {self.level} or above"

    def raises(self, row: Labelled) -> bool:
        """Whether the filing reaches the level."""
        return self.found.reaches(row.pair, self.level)

    def raises_by_characters(self, row: Labelled) -> bool:
        """The same without Latin names."""
        return self.bare.reaches(row.pair, self.level)

    def place(self, row: Labelled) -> float | None:
        """The place, at whatever level."""
        return self._places.get(row.pair)

    def raised(self, load: Load) -> Raised | None:
        """How many pairs reach the level."""
        return Raised(load.found.raised(self.level, load.filings), load.compared)

    @cached_property
    def _places(self) -> dict[Pair, int]:
        return places(self.found.alerts, self.apart)


@dataclass(frozen=True)
class Theirs:
    """A baseline, given the names of the brands and the marks of the register."""

    baseline: Baseline
    brands: Mapping[str, Brand]
    marks: Sequence[str]

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.baseline.title

    def raises(self, row: Labelled) -> bool:
        """Whether a name of the brand is enough like the mark."""
        return self.baseline.raises(self.brands[row.brand_id].names, row.mark)

    def raises_by_characters(self, row: Labelled) -> bool:
        """The same without Latin names."""
        return self.baseline.raises(without_latin(self.brands[row.brand_id]).names, row.mark)

    def place(self, row: Labelled) -> float | None:
        """The place by score; in the middle of those with the same score."""
        matcher, names = self.baseline.matcher, self.brands[row.brand_id].names
        [own] = matcher.scores(names, matcher.prepared([row.mark]))
        others = matcher.scores(names, self._register, own)
        return 1 + float((others > own).sum()) + float((others == own).sum()) / 2

    def raised(self, load: Load) -> Raised | None:
        """How many pairs have the score, of a sample of the marks where it is slow."""
        if not load.for_all:
            return None
        matcher, least = self.baseline.matcher, self.baseline.threshold
        most = self.baseline.most
        marks = sample(load.marks, most // len(load.brands) if most else None)
        prepared = matcher.prepared(marks)
        scores = (matcher.scores(brand.names, prepared, least) for brand in load.brands)
        raised = sum(int((of_brand >= least).sum()) for of_brand in scores)
        return Raised(raised, round(load.compared * len(marks) / len(load.marks)))

    @cached_property
    def _register(self) -> Sequence[object]:
        return self.baseline.matcher.prepared(self.marks)


def sample(marks: Sequence[str], most: int | None) -> Sequence[str]:
    """``most`` of the marks, drawn by the seed; all where there are no more."""
    if most is None or len(marks) <= most:
        return marks
    return random.Random(SEED).sample(marks, most)  # noqa: S311

"""The rows of the table: what is asked of every column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.quality.columns import Column
from benchmarks.quality.labelled import Labelled
from benchmarks.quality.load import A_DAY, Load
from benchmarks.quality.ranking import FIRST
from benchmarks.quality.register import Found
from benchmarks.quality.table import Line, scaled, share, share_of

Asked = Callable[[Column, Labelled], bool]


@dataclass(frozen=True)
class Sets:
    """The labelled filings as the rows take them, by what a scan with all names found."""

    cases: Sequence[Labelled]
    negatives: Sequence[Labelled]
    found: Found

    @property
    def plain(self) -> list[Labelled]:
        """The cases that are no near misses."""
        return [case for case in self.cases if not case.is_near]

    @property
    def near(self) -> list[Labelled]:
        """The near misses that satisfy the match relation."""
        return [case for case in self.cases if case.is_near and self.is_hit(case)]

    @property
    def outside(self) -> list[Labelled]:
        """The cases, near misses or not, that do not satisfy it."""
        return [case for case in self.cases if not self.is_hit(case)]

    @property
    def strict(self) -> list[Labelled]:
        """The adjudged and settled cases that satisfy it."""
        return [case for case in self.cases if case.is_strict and self.is_hit(case)]

    @property
    def own(self) -> list[Labelled]:
        """What owners and affiliates filed."""
        return [row for row in self.negatives if row.is_own]

    def is_hit(self, row: Labelled) -> bool:
        """Whether the match relation holds."""
        return self.found.level(row.pair) != "no hit"

    def is_cleared(self, row: Labelled) -> bool:
        """Whether the filing was cleared."""
        return self.found.level(row.pair) == "cleared"


def lines(sets: Sets, columns: Sequence[Column], loads: Sequence[Load]) -> Iterator[Line]:
    """Every row."""

    def line(what: str, asked: str, rows: Sequence[Labelled], does: Asked = _raises) -> Line:
        return Line(what, asked, tuple(share_of([does(c, row) for row in rows]) for c in columns))

    yield line("cases, near misses apart", ">= 0.95 at medium", sets.plain)
    yield line("near misses that satisfy the relation", ">= 0.80 at medium", sets.near)
    yield line("near misses outside the relation", "named", _near(sets.outside))
    yield line("cases, near misses apart, Latin names emptied", "told", sets.plain, _by_characters)
    yield line(f"strict cases among the first {FIRST} of their brand", ">= 0.90", sets.strict, _top)
    yield line("hard negatives", "<= 0.05 at high", sets.negatives)
    yield line("own filings", "<= 0.05 at medium", sets.own)
    yield _cleared(sets, columns)
    for load in loads:
        cells = tuple(_raised(column, load) for column in columns)
        yield Line(load.title, load.asked, cells)


def _raises(column: Column, row: Labelled) -> bool:
    return column.raises(row)


def _by_characters(column: Column, row: Labelled) -> bool:
    return column.raises_by_characters(row)


def _top(column: Column, row: Labelled) -> bool:
    place = column.place(row)
    return place is not None and place <= FIRST


def _near(rows: Sequence[Labelled]) -> list[Labelled]:
    return [row for row in rows if row.is_near]


def _cleared(sets: Sets, columns: Sequence[Column]) -> Line:
    hits = [row for row in sets.own if sets.is_hit(row)]
    cell = share(sum(map(sets.is_cleared, hits)), len(hits))
    return Line(
        "own filings that are hits: cleared", ">= 0.95", (cell, *["-"] * (len(columns) - 1))
    )


def _raised(column: Column, load: Load) -> str:
    """The count, of a day or of a sample scaled to all that was asked about."""
    raised = column.raised(load)
    if raised is None:
        return "-"
    wanted = A_DAY * len(load.brands) if load.is_a_day else load.compared
    if wanted == raised.of:
        return f"{raised.found:,}"
    return scaled(raised.found, raised.of, wanted / raised.of)

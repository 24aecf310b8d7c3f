"""The filings behind the shares: what was missed, raised or ranked low, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.quality.columns import Ours
from benchmarks.quality.labelled import Labelled
from benchmarks.quality.ranking import FIRST
from benchmarks.quality.rows import Sets


def named(sets: Sets, ours: Ours) -> Iterator[str]:
    """One line a filing, under what is the matter with it."""
    missed = [case for case in sets.cases if sets.is_hit(case) and not ours.raises(case)]
    raised = [row for row in sets.negatives if ours.raises(row)]
    unclear = [row for row in sets.own if sets.is_hit(row) and not sets.is_cleared(row)]
    yield from _under("cases outside the relation", sets.outside, sets)
    yield from _under("cases in the relation, below medium", missed, sets)
    yield from _under("hard negatives at medium or above", raised, sets)
    yield from _under("own filings that are hits and not cleared", unclear, sets)
    yield f"strict cases not among the first {FIRST}:"
    for case in sets.strict:
        place = ours.place(case)
        if place is None or place > FIRST:
            yield f"  {_told(case, sets)}, place {place:.0f}" if place else f"  {_told(case, sets)}"


def _under(title: str, rows: Sequence[Labelled], sets: Sets) -> Iterator[str]:
    yield f"{title}: {len(rows)}"
    yield from (f"  {_told(row, sets)}" for row in rows)


def _told(row: Labelled, sets: Sets) -> str:
    level = sets.found.level(row.pair)
    return f"{row.row_id} {row.brand_id}: {row.mark} ({row.kind}), {level}"

"""A table into checked items: every mistake of the file is found, and all are told together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from squatwatch.brands.cells import Cells
from squatwatch.brands.rows import Table
from squatwatch.brands.suggestions import did_you_mean, shown, shown_bare
from squatwatch.errors import Mistake, MistakesError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a kind of file. Of each group in ``needed`` one must be there."""

    columns: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """The good items of a file and the mistakes of the rows that were skipped."""

    items: tuple[T, ...]
    mistakes: tuple[Mistake, ...]


def checked(
    table: Table, where: str, layout: Layout, build: Callable[[Cells], T], *, skip_bad: bool
) -> Checked[T]:
    """The items of a table, each built from the cells of a row.

    Raises:
        MistakesError: the file has mistakes and ``skip_bad`` is off; or a needed column is
            missing, or no row is good.
    """
    mistakes = [*table.mistakes, *_unknown_columns(table, layout)]
    missing = _missing_columns(table, layout)
    if missing:
        raise _mistakes_error(where, [*mistakes, *missing])
    items = []
    for row in table.rows:
        cells = Cells(row)
        item = build(cells)
        if cells.mistakes:
            mistakes += cells.mistakes
        else:
            items.append(item)
    if mistakes and not (skip_bad and items):
        raise _mistakes_error(where, mistakes)
    return Checked(tuple(items), _in_order(mistakes))


def check_known(cells: Cells, brand_id: str, known_brands: frozenset[str] | None) -> None:
    """Note a mistake when the watch list, if one is given, does not have the brand."""
    if brand_id and known_brands is not None and brand_id not in known_brands:
        hint = did_you_mean(brand_id, sorted(known_brands))
        cells.wrong("brand_id", f"{shown(brand_id)} is not in the watch list{hint}")


def _unknown_columns(table: Table, layout: Layout) -> list[Mistake]:
    free = [column for column in layout.columns if column not in table.columns]
    return [
        Mistake(row, shown_bare(column), f"unknown column{did_you_mean(column, free)}")
        for column, row in table.columns.items()
        if column not in layout.columns
    ]


def _missing_columns(table: Table, layout: Layout) -> list[Mistake]:
    return [
        Mistake(1, " or ".join(group), "the column is missing")
        for group in layout.needed
        if not any(column in table.columns for column in group)
    ]


def _in_order(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    return tuple(sorted(mistakes, key=lambda mistake: mistake.row))


def _mistakes_error(where: str, mistakes: list[Mistake]) -> MistakesError:
    return MistakesError(where, _in_order(mistakes))

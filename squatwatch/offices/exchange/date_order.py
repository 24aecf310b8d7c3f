"""Whether a list writes the day or the month first.

One cell such as ``03/04/2024`` cannot tell; a column is written by one hand, so it decides as a
whole: a number above 12 can only be a day. Columns that cannot tell follow the others of the same
file. Where nothing tells, the day is read first, as all offices but a few write it, and a note
says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

Order = Literal["day", "month", "both"]
"""What stands first in a column; ``both`` when some of its dates have the one, some the other."""

NUMBERS = r"^\s*([0-9]{1,2})[\s/.\-]+([0-9]{1,2})[\s/.\-]+[0-9]{4}\b"
"""Two numbers before a year."""


@dataclass(frozen=True, slots=True)
class Orders:
    """The order of each date column, and the columns where nothing told it.

    With ``iso`` a date such as ``2500-01-31`` is of the common era, as squatwatch writes it.
    """

    by_column: dict[str, Order] = field(default_factory=dict)
    guessed: tuple[str, ...] = ()
    iso: bool = False

    def of(self, column: str) -> Order:
        """The order of a column; the day where it has no such dates."""
        return self.by_column.get(column, "day")


def undecided(texts: pl.DataFrame, columns: Iterable[str]) -> bool:
    """Whether any of these columns has a date of which the order is a question."""
    return any(texts[column].str.contains(NUMBERS).any() for column in columns)


def decide(frames: Iterable[pl.DataFrame], columns: Iterable[str]) -> Orders:
    """The order of each column, from all rows of a file as texts."""
    names = tuple(columns)
    seen: dict[str, set[Order]] = {}
    for texts in frames:
        for name in names:
            if name in texts.columns:
                _see(texts[name], seen, name)
    told: set[Order] = {order for orders in seen.values() for order in orders}
    by_column, guessed = {}, []
    for name, orders in seen.items():
        evidence = orders or told
        by_column[name] = _order(evidence)
        if not evidence:
            guessed.append(name)
    return Orders(by_column, tuple(guessed))


def _see(texts: pl.Series, seen: dict[str, set[Order]], name: str) -> None:
    """Add what the dates of a column can tell; a column without such dates is not seen."""
    parts = texts.str.extract_groups(NUMBERS).struct.unnest().drop_nulls()
    if parts.is_empty():
        return
    first, second = (parts[part].cast(pl.Int16) for part in parts.columns)
    orders = seen.setdefault(name, set())
    if ((first > 12) & (second <= 12)).any():
        orders.add("day")
    if ((second > 12) & (first <= 12)).any():
        orders.add("month")


def _order(evidence: set[Order]) -> Order:
    if len(evidence) > 1:
        return "both"
    return next(iter(evidence), "day")

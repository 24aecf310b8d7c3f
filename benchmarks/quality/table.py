"""Shares with their intervals, and the table they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.96
"""Of a normal distribution: 95 % two-sided."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what was measured, what was asked, and a cell a column."""

    what: str
    asked: str
    cells: tuple[str, ...]


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927); ``of`` is 1 or more.

    >>> [round(end, 3) for end in wilson(30, 35)]
    [0.706, 0.937]
    """
    share, spread = count / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(count: int, of: int) -> str:
    """A share with its interval.

    >>> share(30, 35), share(0, 0)
    ('30/35 = 0.86 [0.71, 0.94]', '-')
    """
    if not of:
        return "-"
    low, high = wilson(count, of)
    return f"{count}/{of} = {count / of:.2f} [{low:.2f}, {high:.2f}]"


def share_of(raised: Sequence[bool]) -> str:
    """The share of what is true.

    >>> share_of([True, False])
    '1/2 = 0.50 [0.09, 0.91]'
    """
    return share(sum(raised), len(raised))


def scaled(count: int, compared: int, factor: float) -> str:
    """How many of the pairs compared were raised, and that ``factor`` times, with its interval.

    The interval takes pairs as independent, which those of one brand are not.

    >>> scaled(2, 1_000 * 4_452, 20_000 / 4_452)
    '2, scaled 9.0 [2.5, 33]'
    """
    low, high = (end * compared * factor for end in wilson(count, compared))
    return f"{count:,}, scaled {_short(count * factor)} [{_short(low)}, {_short(high)}]"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def printed(columns: Sequence[str], lines: Iterable[Line]) -> Iterator[str]:
    """The table in Markdown, line by line."""
    yield _row("what", "asked", *columns)
    yield _row(*["---"] * (len(columns) + 2))
    for line in lines:
        yield _row(line.what, line.asked, *line.cells)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"

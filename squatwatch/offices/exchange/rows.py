"""What the three forms of the exchange file have in common: rows before they are filings."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a file.

    ``frame`` has its columns named by their place among the ``headings`` (``"0"``, ``"1"`` ...)
    and the column ``row`` with the number of each row; ``set_aside`` has the numbers and reasons
    of rows that are not in it. What squatwatch ``wrote`` itself is read to the letter.
    """

    headings: tuple[str, ...]
    frame: pl.DataFrame
    set_aside: tuple[tuple[int, str], ...] = ()
    wrote: bool = False


def text_frame(numbers: list[int], columns: list[list[str | None]]) -> pl.DataFrame:
    """A frame for ``Rows`` from columns of text."""
    series = [
        pl.Series(str(place), values, dtype=pl.String) for place, values in enumerate(columns)
    ]
    return pl.DataFrame([pl.Series("row", numbers, dtype=pl.UInt32), *series])

"""CSV: UTF-8, commas, double quotes, a header row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from squatwatch.brands.rows import Table, table_of_grid
from squatwatch.errors import DataError
from squatwatch.spreadsheets import unguarded

_OTHER_SEPARATOR = re.compile(r"[;；，\t|]")


def read(text: str, where: str) -> Table:
    """The table in a CSV text.

    Raises:
        DataError: the quotation marks do not pair, or the columns are not separated by commas.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        grid = [[unguarded(cell) for cell in cells] for cells in reader]
    except csv.Error as error:
        raise DataError(
            f"the quotation marks do not pair ({error})",
            where=f"{where}, line {reader.line_num}",
            do='put a cell that holds a comma or " in "double quotes", and write " in it twice',
        ) from error
    _refuse_other_separators(grid, where)
    return table_of_grid(grid)


def _refuse_other_separators(grid: Sequence[Sequence[str]], where: str) -> None:
    header = next((cells for cells in grid if any(cells)), [])
    if len(header) == 1 and (found := _OTHER_SEPARATOR.search(header[0])):
        separator = "tabs" if found[0] == "\t" else repr(found[0])
        raise DataError(
            f"the columns are separated by {separator}",
            where=where,
            do="separate them by commas, or save the file as .xlsx",
        )

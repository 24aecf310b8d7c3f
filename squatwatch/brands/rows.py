"""A table as any of the file formats gives it: rows of strings that know where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from squatwatch.brands.suggestions import shown_bare
from squatwatch.errors import Mistake


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (the header is 1; of JSON Lines the line) and its cells."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file with the row that first names each, and the rows that are whole.

    ``mistakes`` tells of the rows that could not be taken apart; these are not among ``rows``.
    """

    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...] = ()


def table_of_grid(grid: Iterable[Sequence[str]]) -> Table:
    """The table in a grid of cells, whose first row that is not empty is the header.

    Cells are trimmed and empty rows skipped, but counted, so that a row has the number that a
    spreadsheet shows. Headings without a name are no columns.

    >>> table_of_grid([["brand_id", "note"], [], ["huawei", "phones"]]).rows
    (Row(number=3, cells={'brand_id': 'huawei', 'note': 'phones'}),)
    """
    trimmed = ([cell.strip() for cell in cells] for cells in grid)
    filled = [(number, cells) for number, cells in enumerate(trimmed, 1) if any(cells)]
    if not filled:
        return Table({}, ())
    (header_row, header), *body = filled
    columns = {name: header_row for name in header if name}
    mistakes = [
        Mistake(header_row, shown_bare(name), "the column is there twice; keep one")
        for name in columns
        if header.count(name) > 1
    ]
    rows = []
    for number, cells in body:
        if surplus := _surplus(header, cells):
            mistakes.append(Mistake(number, "", surplus))
        else:
            named = zip(header, cells, strict=False)
            rows.append(Row(number, {name: cell for name, cell in named if name}))
    return Table(columns, tuple(rows), tuple(mistakes))


def number_text(number: float) -> str:
    """A number as a person writes it: spreadsheets and JSON make 1987 into 1987.0.

    >>> number_text(1987.0), number_text(9), number_text(0.5)
    ('1987', '9', '0.5')
    """
    return str(int(number)) if number == number // 1 else str(number)


def _surplus(header: Sequence[str], cells: Sequence[str]) -> str:
    """What is wrong with a row that has cells under no heading; empty for a good row."""
    named = len(header) - header.count("")
    under_none = [cell for cell, name in zip_longest(cells, header, fillvalue="") if not name]
    without = len(under_none) - under_none.count("")
    if not without:
        return ""
    return (
        f"the row has more cells than the header has columns ({named + without}, not {named}); "
        'put a value that holds a comma in "double quotes"'
    )

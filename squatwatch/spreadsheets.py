"""Rows as CSV and XLSX that no spreadsheet takes for formulas.

A spreadsheet runs a cell that begins with ``= + - @``, a tab or a carriage return as a formula.
In CSV such cells are written with an apostrophe before them, and reading takes it off again; a
value that has apostrophes before such a character gets one more, so that nothing is lost. In XLSX
every cell is written as text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import xlsxwriter

from squatwatch.errors import DataError

_RUNS_AS_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of making written into every workbook, so that the same rows give the same bytes."""


def csv_bytes(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as CSV, with the mark (BOM) by which Excel knows UTF-8."""
    text = io.StringIO()
    plain = csv.writer(text, lineterminator="\n")
    quoting = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        cells = [guarded(row[column]) for column in columns]
        # Python leaves a carriage return unquoted where lines end in a line feed alone.
        (quoting if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as a workbook; every cell is a text, so none is run as a formula or made a date.

    Raises:
        DataError: a cell or the sheet is larger than Excel allows.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _WRITTEN})
        as_text = workbook.add_format({"num_format": "@"})
        sheet = workbook.add_worksheet()
        sheet.set_column(0, len(columns) - 1, 18, as_text)
        sheet.freeze_panes(1, 0)
        grid = [list(columns), *([row[column] for column in columns] for row in rows)]
        for number, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if cell and sheet.write_string(number, column, cell, as_text) != 0:
                    raise DataError(
                        "the value or the sheet is larger than Excel allows",
                        where=f"row {number + 1}, {columns[column]}",
                        do="write .csv or .jsonl",
                    )
    return file.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'s-Hertogenbosch")
    ("'=1+1", "''=1+1", "'s-Hertogenbosch")
    """
    return f"'{cell}" if _RUNS_AS_FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """What ``guarded`` was given.

    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'s-Hertogenbosch")
    ('=1+1', "'=1+1", "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith("'") and _RUNS_AS_FORMULA.match(cell) else cell

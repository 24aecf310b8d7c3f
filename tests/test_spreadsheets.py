"""Cells that no spreadsheet runs, and that come back as they were."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from squatwatch.errors import DataError
from squatwatch.spreadsheets import csv_bytes, guarded, unguarded, xlsx_bytes

SIGNS = "=+-@＝＋－＠\t\r"
"""With these a formula begins, in some country's spreadsheet."""
CELLS = st.text(st.characters(codec="utf-8") | st.sampled_from("'\n" + SIGNS), max_size=12)
LINES = CELLS.filter(lambda cell: "\r" not in cell)


@given(CELLS)
def test_a_guarded_cell_runs_nothing_and_is_given_back(cell: str) -> None:
    assert not guarded(cell).startswith(tuple(SIGNS))
    assert unguarded(guarded(cell)) == cell


@given(st.lists(st.tuples(LINES, LINES), max_size=4))
def test_rows_of_csv_come_back(rows: list[tuple[str, str]]) -> None:
    data = csv_bytes(("a", "b"), [dict(zip("ab", row, strict=True)) for row in rows])
    read = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [[unguarded(cell) for cell in row] for row in read] == [["a", "b"], *map(list, rows)]


def test_a_workbook_holds_texts_and_the_same_bytes_every_time() -> None:
    row = {"a": "=1+1", "b": "007"}
    data = xlsx_bytes(("a", "b"), [row])
    grid = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert grid == [["a", "b"], ["=1+1", "007"]]
    assert xlsx_bytes(("a", "b"), [row]) == data


def test_a_cell_that_excel_cannot_hold_is_told() -> None:
    with pytest.raises(DataError, match="row 2, b: the value or the sheet is larger"):
        xlsx_bytes(("a", "b"), [{"a": "x", "b": "y" * 32_768}])

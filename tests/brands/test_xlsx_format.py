"""Workbooks in and out."""

import io
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from squatwatch.brands import xlsx_format
from squatwatch.errors import DataError
from squatwatch.spreadsheets import xlsx_bytes

TOO_LARGE = (
    "b.xlsx: the workbook is too large to read; "
    "delete stray cells far to the right or below, or save it as CSV UTF-8"
)


def workbook_of(cells: dict[str, object]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for place, value in cells.items():
            form = [day] if isinstance(value, datetime) else []
            sheet.write(place, value, *form)
        workbook.add_worksheet().write("A1", "another sheet")
    return file.getvalue()


def test_numbers_dates_and_empty_rows_of_the_first_sheet() -> None:
    midnight, noon = datetime(2019, 5, 31), datetime(2019, 5, 31, 12)  # noqa: DTZ001
    cells = {"A1": "brand_id", "B1": "since", "A3": "a", "B3": 1987, "A4": 360, "B4": midnight}
    table = xlsx_format.read(workbook_of({**cells, "A5": True, "B5": noon}), "b.xlsx")
    assert [(row.number, *row.cells.values()) for row in table.rows] == [
        (3, "a", "1987"),
        (4, "360", "2019-05-31"),
        (5, "TRUE", "2019-05-31T12:00:00"),
    ]


def test_a_formula_is_written_as_text() -> None:
    data = xlsx_bytes(["note"], [{"note": "=1+1"}])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert xlsx_format.read(data, "b.xlsx").rows[0].cells == {"note": "=1+1"}


def test_the_same_rows_give_the_same_bytes() -> None:
    assert xlsx_bytes(["a"], [{"a": "x"}]) == xlsx_bytes(["a"], [{"a": "x"}])


def test_a_value_too_long_for_excel_is_told_in_one_line() -> None:
    with pytest.raises(DataError) as caught:
        xlsx_bytes(["note"], [{"note": "x" * 40_000}])
    assert str(caught.value) == (
        "row 2, note: the value or the sheet is larger than Excel allows; write .csv or .jsonl"
    )


def test_a_stray_cell_in_the_last_corner_is_told_and_not_unfolded() -> None:
    with pytest.raises(DataError) as caught:
        xlsx_format.read(workbook_of({"A1": "brand_id", "XFD1048576": "x"}), "b.xlsx")
    assert str(caught.value) == TOO_LARGE


def test_a_zip_bomb_is_told_and_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_format, "_MOST_UNPACKED", 5 * 2**20)
    file = io.BytesIO(workbook_of({"A1": "brand_id"}))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image.png", "w") as member,
    ):
        member.write(bytes(6 * 2**20))
    with pytest.raises(DataError) as caught:
        xlsx_format.read(file.getvalue(), "b.xlsx")
    assert str(caught.value) == TOO_LARGE


def test_a_damaged_workbook_is_told_in_one_line() -> None:
    data = workbook_of({"A1": "brand_id", "A2": "a"})
    with pytest.raises(DataError) as caught:
        xlsx_format.read(data[: len(data) // 2], "b.xlsx")
    assert str(caught.value) == (
        "b.xlsx: the file is no Excel workbook, or a damaged one; "
        "save it as .xlsx, without a password, or as CSV UTF-8"
    )

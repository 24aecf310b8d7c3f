"""Rows of a spreadsheet (``.xlsx``, ``.xls``): the first sheet that has a row of headings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from squatwatch.errors import DataError
from squatwatch.offices.exchange.headers import HEADER_WITHIN, Own, header_row
from squatwatch.offices.exchange.rows import Rows, text_frame
from squatwatch.offices.files.source import OfficeFile, document

_STARTS = (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")
"""How the old (OLE) and the new (zip) spreadsheet files begin."""


def recognises(source: OfficeFile, own: Own = ()) -> bool:
    """Whether it is a spreadsheet with headings of a list of filings near its beginning."""
    if not source.head(4).startswith(_STARTS):
        return False
    try:
        return _sheet(source, own) is not None
    except DataError:
        return False


def read(source: OfficeFile, batch_rows: int, own: Own = ()) -> Iterator[Rows]:
    """The rows below the header as texts, dates as ISO; row 1 is the first of the sheet.

    Raises ``DataError`` for a spreadsheet that cannot be opened or has no row of headings.
    """
    found = _sheet(source, own)
    if found is None:
        raise DataError(
            "has no row of headings", where=source.name, do="see docs/exchange.md for the columns"
        )
    sheet, at = found
    rows = iter(sheet.iter_rows())
    headings = tuple(_text(cell) for cell in next(islice(rows, at, None)))
    number, given = at + 1, False
    while (block := list(islice(rows, batch_rows))) or not given:
        texts = [[_text(cell) for cell in row] for row in block]
        numbered = [(place, row) for place, row in enumerate(texts, start=number + 1) if any(row)]
        columns = [list(column) for column in zip(*(row for _, row in numbered), strict=True)]
        frame = text_frame([place for place, _ in numbered], columns or [[] for _ in headings])
        yield Rows(headings, frame)
        number, given = number + len(block), True


def _sheet(source: OfficeFile, own: Own) -> tuple[CalamineSheet, int] | None:
    """The first sheet with a row of headings, and the index of that row."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(document(source)))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            first = [
                [_text(cell) for cell in row] for row in islice(sheet.iter_rows(), HEADER_WITHIN)
            ]
            at = header_row(first, own)
            if at is not None:
                return sheet, at
    except (CalamineError, ValueError) as error:
        raise DataError(
            "is a spreadsheet that cannot be opened", where=source.name, do="fetch it again"
        ) from error
    return None


def _text(cell: object) -> str:
    """A cell as text; whole numbers without a decimal point, dates as ISO."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", "").strip()

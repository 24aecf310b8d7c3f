"""XLSX: the first sheet of the workbook, its numbers and dates as a person writes them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import date, datetime, time
from typing import IO

import python_calamine

from squatwatch.brands.rows import Table, number_text, table_of_grid
from squatwatch.errors import DataError

_WORKBOOK = "xl/workbook.xml"
_DAMAGED = (
    python_calamine.CalamineError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, RuntimeError,
)  # fmt: skip
"""What the parsers raise for a damaged, encrypted or oddly packed workbook."""
_MOST_UNPACKED = 512 * 2**20
"""Bytes that a workbook may unpack to; a watch list of 100,000 brands takes a tenth of it."""
_MOST_CELLS = 50_000_000
"""Cells between the first and the outermost. The parser holds all of them, empty or not: one
stray value in the last cell of a sheet would end the process for want of memory."""
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_CHUNK = 2**20
_LONGEST_CELL = 32


def read(data: bytes, where: str) -> Table:
    """The table in the first sheet of a workbook.

    Raises:
        DataError: it is no workbook, is damaged, or would not fit into memory.
    """
    try:
        _refuse_bombs(data, where)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grid = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except _DAMAGED as error:
        raise _no_workbook(where) from error
    return table_of_grid([_text(value) for value in row] for row in grid)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _refuse_bombs(data: bytes, where: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _WORKBOOK not in archive.namelist():
            raise _no_workbook(where)
        left = _MOST_UNPACKED
        for member in archive.infolist():
            with archive.open(member) as stream:
                left -= _unpacked_size(stream, left, where)


def _unpacked_size(stream: IO[bytes], allowed: int, where: str) -> int:
    size = width = height = 0
    tail = b""
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        for letters, digits in _CELL.findall(tail + chunk):
            width, height = max(width, _column_number(letters)), max(height, int(digits))
        if size > allowed or width * height > _MOST_CELLS:
            raise DataError(
                "the workbook is too large to read",
                where=where,
                do="delete stray cells far to the right or below, or save it as CSV UTF-8",
            )
        tail = chunk[-_LONGEST_CELL:]
    return size


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _no_workbook(where: str) -> DataError:
    return DataError(
        "the file is no Excel workbook, or a damaged one",
        where=where,
        do="save it as .xlsx, without a password, or as CSV UTF-8",
    )

"""Files into rows of strings: CSV, XLSX and JSON Lines, told apart by what they hold.

The name of a file says nothing: a workbook called ``brands.csv`` is read as a workbook.
"""

from __future__ import annotations

from pathlib import Path

from squatwatch.brands import csv_format, jsonl_format, xlsx_format
from squatwatch.brands.rows import Table
from squatwatch.errors import DataError
from squatwatch.files import read_bytes

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF_8 = "save it as UTF-8 (in Excel: Save As, CSV UTF-8) or as .xlsx"


def read_table(path: Path) -> Table:
    """The rows of a CSV, XLSX or JSON Lines file as strings.

    Raises:
        DataError: the file is missing, a folder, empty, or of no format that can be read.
    """
    return table_of_bytes(read_bytes(path), str(path))


def table_of_bytes(data: bytes, where: str) -> Table:
    r"""The rows in the bytes of a file that is called ``where`` in messages.

    >>> table_of_bytes(b"brand_id,since\nhuawei,1987\n", "brands.csv").rows
    (Row(number=2, cells={'brand_id': 'huawei', 'since': '1987'}),)

    Raises:
        DataError: they are empty or of no format that can be read.
    """
    table = _table(data, where)
    if not table.columns:
        raise DataError("the file is empty", where=where, do="add a header row and the rows")
    return table


def _table(data: bytes, where: str) -> Table:
    if data.startswith(_ZIP):
        return xlsx_format.read(data, where)
    text = _text(data, where)
    match text.lstrip()[:1]:
        case "{":
            return jsonl_format.read(text, where)
        case "[":
            raise DataError(
                "the file is a JSON array", where=where, do="write JSON Lines, one object a line"
            )
        case _:
            return csv_format.read(text, where)


def _text(data: bytes, where: str) -> str:
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"the file is not UTF-8{_likely_encoding(data)}",
            where=f"{where}, line {line}",
            do=_SAVE_AS_UTF_8,
        ) from error


def _refuse_binary(data: bytes, where: str) -> None:
    if data.startswith(_OLD_EXCEL):
        raise DataError(
            "the file is an old Excel workbook (.xls) or protected with a password",
            where=where,
            do="save it as .xlsx without a password",
        )
    if data.startswith(_UTF_16):
        raise DataError("the file is UTF-16, not UTF-8", where=where, do=_SAVE_AS_UTF_8)
    if b"\0" in data:
        raise DataError(
            "the file is binary, neither CSV, XLSX nor JSON Lines",
            where=where,
            do="save the table as CSV UTF-8 or .xlsx",
        )


def _likely_encoding(data: bytes) -> str:
    """The encoding of most Chinese CSV files that are not UTF-8, when it fits."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return ", it seems to be GB18030 (GBK)"

"""Files of every format, told apart by what they hold."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pytest

from squatwatch.brands import jsonl_format
from squatwatch.brands.rows import Row
from squatwatch.brands.tables import read_table, table_of_bytes
from squatwatch.errors import DataError
from squatwatch.spreadsheets import csv_bytes, xlsx_bytes
from tests.conftest import WriteFile

Encoder = Callable[[Sequence[str], Sequence[Mapping[str, str]]], bytes]

ROWS = [{"brand_id": "huawei", "name_zh": "华为"}]
TABLE_ROWS = (Row(2, {"brand_id": "huawei", "name_zh": "华为"}),)
CSV = "brand_id,name_zh\nhuawei,华为\n"


@pytest.mark.parametrize("name", ["brands.csv", "brands.xlsx", "brands.jsonl", "brands"])
def test_the_name_of_a_file_says_nothing(write_file: WriteFile, name: str) -> None:
    columns = ("brand_id", "name_zh")
    assert read_table(write_file(name, csv_bytes(columns, ROWS))).rows == TABLE_ROWS
    assert read_table(write_file(name, xlsx_bytes(columns, ROWS))).rows == TABLE_ROWS
    json_rows = read_table(write_file(name, jsonl_format.write(columns, ROWS))).rows
    assert json_rows == (Row(1, TABLE_ROWS[0].cells),)


@pytest.mark.parametrize("data", [CSV.encode(), CSV.encode("utf-8-sig"), b"\n\n" + CSV.encode()])
def test_utf_8_with_and_without_its_mark(data: bytes) -> None:
    assert table_of_bytes(data, "brands.csv").rows[0].cells == TABLE_ROWS[0].cells


def zip_of(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


SAVE_AS = "save it as UTF-8 (in Excel: Save As, CSV UTF-8) or as .xlsx"
NO_WORKBOOK = (
    "brands.csv: the file is no Excel workbook, or a damaged one; "
    "save it as .xlsx, without a password, or as CSV UTF-8"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "brands.csv: the file is empty; add a header row and the rows"),
        (b"\xef\xbb\xbf", "brands.csv: the file is empty; add a header row and the rows"),
        (b" \n,,\n\n", "brands.csv: the file is empty; add a header row and the rows"),
        (b"{}", "brands.csv: the file is empty; add a header row and the rows"),
        (
            CSV.encode("gb18030"),
            "brands.csv, line 2: the file is not UTF-8, it seems to be GB18030 (GBK); " + SAVE_AS,
        ),
        (
            b"brand_id,name_latin\na,Nestl\xe9\n",
            "brands.csv, line 2: the file is not UTF-8; " + SAVE_AS,
        ),
        (CSV.encode("utf-16"), "brands.csv: the file is UTF-16, not UTF-8; " + SAVE_AS),
        (
            b"\x7fELF\x02\x01\x00\x00",
            "brands.csv: the file is binary, neither CSV, XLSX nor JSON Lines; "
            "save the table as CSV UTF-8 or .xlsx",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "brands.csv: the file is an old Excel workbook (.xls) or protected with a password; "
            "save it as .xlsx without a password",
        ),
        (
            b'[{"brand_id": "huawei"}]',
            "brands.csv: the file is a JSON array; write JSON Lines, one object a line",
        ),
        (b"PK\x03\x04 and no more", NO_WORKBOOK),
        (zip_of("brands.csv", CSV.encode()), NO_WORKBOOK),
        (zip_of("xl/workbook.xml", b"<workbook"), NO_WORKBOOK),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(DataError) as caught:
        table_of_bytes(data, "brands.csv")
    assert str(caught.value) == message


@pytest.mark.parametrize("encode", [csv_bytes, jsonl_format.write, xlsx_bytes])
def test_a_damaged_file_gives_no_other_error(encode: Encoder) -> None:
    whole = encode(("brand_id", "name_zh"), ROWS)
    chance = random.Random(7)  # noqa: S311
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            start = chance.randrange(len(damaged))
            damaged[start : start + chance.randint(0, 9)] = chance.randbytes(chance.randint(1, 5))
        with suppress(DataError):
            table_of_bytes(bytes(damaged), "brands")

"""CSV in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.brands.csv_format import read
from squatwatch.errors import DataError
from squatwatch.spreadsheets import csv_bytes, guarded, unguarded


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    table = read('brand_id,note\r\na,"two\r\nlines"\r\nb,x\r\n', "b.csv")
    assert [(row.number, row.cells["brand_id"]) for row in table.rows] == [(2, "a"), (3, "b")]
    assert table.rows[0].cells["note"] == "two\r\nlines"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'brand_id,note\na,"open\n',
            "b.csv, line 2: the quotation marks do not pair (unexpected end of data); "
            'put a cell that holds a comma or " in "double quotes", and write " in it twice',
        ),
        (
            'brand_id,note\na,"RED" STAR\n',
            "b.csv, line 2: the quotation marks do not pair (',' expected after '\"'); "
            'put a cell that holds a comma or " in "double quotes", and write " in it twice',
        ),
        (
            "brand_id;note\na;x\n",
            "b.csv: the columns are separated by ';'; "
            "separate them by commas, or save the file as .xlsx",
        ),
        (
            "brand_id\tnote\na\tx\n",
            "b.csv: the columns are separated by tabs; "
            "separate them by commas, or save the file as .xlsx",
        ),
        (
            "brand_id，note\na，x\n",
            "b.csv: the columns are separated by '，'; "
            "separate them by commas, or save the file as .xlsx",
        ),
    ],
)
def test_what_is_no_csv_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(text, "b.csv")
    assert str(caught.value) == message


def test_a_formula_is_written_as_text_and_read_as_it_was() -> None:
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''@x"]
    data = csv_bytes(["name"], [{"name": formula} for formula in formulas])
    assert all(line.startswith("'") for line in data.decode("utf-8-sig").splitlines()[1:])
    assert [row.cells["name"] for row in read(data.decode("utf-8-sig"), "b").rows] == formulas


def test_an_apostrophe_before_a_letter_stays() -> None:
    assert guarded("'t Hart") == unguarded("'t Hart") == "'t Hart"


@given(st.text(alphabet=st.sampled_from("'=+-@\t\ra ")))
def test_guarding_loses_nothing_and_guards(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_file_opens_in_excel_as_utf_8() -> None:
    assert csv_bytes(["name_zh"], [{"name_zh": "华为"}]) == "\ufeffname_zh\n华为\n".encode()

"""The file of labelled filings: every column, every mistake."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.brands.labelled import LABELLED, LABELS, LabelledFiling, labelled_of, read_labelled
from squatwatch.brands.tables import table_of_bytes
from squatwatch.errors import DataError, MistakesError
from squatwatch.model import Applicant, Filing
from squatwatch.offices.exchange.headers import COLUMNS
from squatwatch.spreadsheets import xlsx_bytes
from tests.conftest import WriteFile

HEADER = (
    "brand_id,label,held_out,office,application_number,mark_text,classes,applicants,filing_date,"
    "status\n"
)
ROW = "luckin,case,no,EM,019 000 001,LUKIN COFFEE,30;43,Nordlicht Handels GmbH,2025-09-30,filed\n"
FIRST = LabelledFiling(
    "luckin",
    "case",
    False,
    Filing(
        "EM",
        "019 000 001",
        mark_text="LUKIN COFFEE",
        classes=(30, 43),
        applicants=(Applicant("Nordlicht Handels GmbH"),),
        filing_date=date(2025, 9, 30),
        status="filed",
    ),
)


def mistakes(write_file: WriteFile, content: str) -> str:
    path = write_file("labelled.csv", content)
    with pytest.raises(MistakesError) as caught:
        read_labelled(path, known_brands={"luckin", "gree"})
    return str(caught.value)


def test_every_column(write_file: WriteFile) -> None:
    path = write_file("labelled.csv", HEADER + ROW)
    found = read_labelled(path, known_brands={"luckin"})
    assert found.filings == (FIRST,)
    assert found.digest == sha256((HEADER + ROW).encode()).hexdigest()


def test_json_lines_and_workbooks_hold_the_same(write_file: WriteFile) -> None:
    columns = HEADER.strip().split(",")
    row = dict(zip(columns, ROW.strip().split(","), strict=True))
    lines = write_file("labelled.jsonl", json.dumps(row) + "\n")
    workbook = write_file("labelled.xlsx", xlsx_bytes(columns, [row]))
    assert read_labelled(lines).filings == read_labelled(workbook).filings == (FIRST,)


def test_what_is_not_needed_may_be_left_out(write_file: WriteFile) -> None:
    needed = "brand_id,label,office,application_number,mark_text\n"
    path = write_file("labelled.csv", needed + "gree,own,EM,1,GREE\n")
    [found] = read_labelled(path).filings
    assert found == LabelledFiling("gree", "own", False, Filing("EM", "1", mark_text="GREE"))


def test_applicants_are_parted_by_bars(write_file: WriteFile) -> None:
    row = ROW.replace("Nordlicht Handels GmbH", "Brygga, Kaffe AB | |Siam Foods Ltd")
    path = write_file("labelled.csv", HEADER + row.replace("Brygga, ", "Brygga "))
    [found] = read_labelled(path).filings
    assert [one.name for one in found.filing.applicants] == ["Brygga Kaffe AB", "Siam Foods Ltd"]


def test_other_columns_of_the_exchange_file_are_passed_over(write_file: WriteFile) -> None:
    assert set(COLUMNS) <= set(LABELLED.columns)
    header = HEADER.replace("status", "status,goods,applicant_addresses,note")
    path = write_file("labelled.csv", header + ROW.replace("filed\n", "filed,30:tea,Kiel,seen\n"))
    assert read_labelled(path).filings == (FIRST,)


@pytest.mark.parametrize(
    ("was", "instead", "message"),
    [
        ("luckin", "luckn", "brand_id: 'luckn' is not in the watch list; did you mean luckin?"),
        ("luckin", "", "brand_id: needed, but empty"),
        ("case", "squat", "label: 'squat' is no label (case, near-miss, negative, own)"),
        ("case", "negativ", "label: 'negativ' is no label; did you mean negative?"),
        ("case", "", "label: needed, but empty"),
        (",no,", ",maybe,", "held_out: 'maybe' is neither yes nor no"),
        (",EM,", ",,", "office: needed, but empty"),
        ("019 000 001", "", "application_number: needed, but empty"),
        ("019 000 001", "-/-", "application_number: '-/-' holds neither letter nor digit"),
        ("LUKIN COFFEE", "", "mark_text: needed, but empty"),
        ("30;43", "30;46", "classes: '46' is no Nice class (1 to 45; several with ; between them)"),
        ("2025-09-30", "2025-09-31", "filing_date: '2025-09-31' is no day of the calendar"),
        (",filed", ",filled", "status: 'filled' is no status; did you mean filed?"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    write_file: WriteFile, was: str, instead: str, message: str
) -> None:
    told = mistakes(write_file, HEADER + ROW.replace(was, instead, 1))
    assert told == f"labelled.csv: row 2, {message}; correct the file and try again"


def test_all_mistakes_are_told_together(write_file: WriteFile) -> None:
    bad = ROW.replace("case", "cases").replace(",no,", ",n,")
    told = mistakes(write_file, HEADER + ROW + bad.replace("019", "018") + ROW)
    assert "3 mistakes" in told
    assert "row 3, label" in told
    assert "row 3, held_out" in told
    assert "row 4, application_number: row 2 labels the filing for this brand" in told


def test_a_misspelt_column_is_a_mistake_and_not_passed_over(write_file: WriteFile) -> None:
    told = mistakes(write_file, (HEADER + ROW).replace("held_out", "held-out"))
    assert "held-out: unknown column; did you mean held_out?" in told


def test_a_missing_column_is_told(write_file: WriteFile) -> None:
    told = mistakes(write_file, "brand_id,office,application_number,mark_text\ngree,EM,1,GREE\n")
    assert "label: the column is missing" in told


def test_a_filing_may_be_labelled_for_two_brands_but_told_only_once(write_file: WriteFile) -> None:
    other = ROW.replace("luckin", "gree").replace("case", "negative").replace("019 000 ", "019000")
    path = write_file("labelled.csv", HEADER + ROW + other)
    assert [one.label for one in read_labelled(path).filings] == ["case", "negative"]
    told = mistakes(write_file, HEADER + ROW + other.replace("30;43", "30"))
    assert "row 3, application_number: row 2 tells the same filing otherwise" in told


def test_a_file_without_rows_is_no_file_of_labelled_filings(write_file: WriteFile) -> None:
    with pytest.raises(DataError, match="holds no labelled filing"):
        read_labelled(write_file("labelled.csv", HEADER))


@given(st.sampled_from(LABELS), st.booleans())
def test_only_documented_cases_that_are_not_held_out_are_fitted(label: str, held: bool) -> None:
    row = ROW.replace("case", label).replace(",no,", ",Yes," if held else ",NO,")
    [found] = labelled_of(table_of_bytes((HEADER + row).encode(), "x.csv"), "x.csv")
    assert found.is_fitted == (label in ("case", "near-miss") and not held)
    assert found.key == ("EM", "019000001")

"""The export of the EUIPO's eSearch plus (fictional rows under the real headings)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from squatwatch.offices import read_filings
from tests.offices.samples import ESEARCH_HEADINGS, filings, set_aside, workbook

TITLE = ["", "", "Search for Trade marks with Publication date between 1/1/2025 - 2/1/2025"]
EUTM = [
    "019999001", "HONG LI", "EUTM", "Figurative", "1/4/2024", "12/11/2024", "1/4/2034", "9, 35",
    "Registered", "[A.1-2/5/2024, B.1-13/11/2024, A.1-20/5/2024]", "Pear GmbH", "DE", "Agents SA",
]  # fmt: skip
IR = [
    "W01999999", "HONGLI", "IR", "Word", "", "9/1/2024", "9/1/2034", "31", "IR accepted",
    "[M.1-21/4/2024, M.3.1-10/12/2024]", "Pear\\nFruit Ltd", "", "",
]  # fmt: skip


def export(path: Path, *rows: list[str]) -> list[Any]:
    return list(read_filings(workbook(path, [TITLE, ESEARCH_HEADINGS, *rows])))


def test_rows_in_full(tmp_path: Path) -> None:
    eutm, designation = filings(export(tmp_path / "export.xlsx", EUTM, [""], IR))
    assert {name: value for name, value in eutm.items() if value not in (None, [])} == {
        "office": "EM",
        "application_number": "019999001",
        "registration_number": "019999001",
        "mark_text": "HONG LI",
        "mark_kind": "combined",
        "classes": [9, 35],
        "applicants": [{"name": "Pear GmbH", "country": "DE", "address": None}],
        "representative": "Agents SA",
        "filing_date": date(2024, 4, 1),
        "publication_date": date(2024, 5, 20),
        "registration_date": date(2024, 11, 12),
        "expiry_date": date(2034, 4, 1),
        "status": "registered",
        "status_raw": "Registered",
        "source_url": "https://euipo.europa.eu/eSearch/#details/trademarks/019999001",
    }
    assert designation["ir_number"] == "1999999"
    assert designation["designations"] == ["EM"]
    assert designation["publication_date"] == date(2024, 4, 21)
    assert designation["applicants"][0]["name"] == "Pear Fruit Ltd"


def test_bad_rows_are_set_aside_by_number(tmp_path: Path) -> None:
    def changed(column: str, value: str) -> list[str]:
        row = list(EUTM)
        row[ESEARCH_HEADINGS.index(column)] = value
        return row

    batches = export(
        tmp_path / "export.xlsx",
        EUTM,
        changed("Filing number", ""),
        changed("Nice classes", "9, 46"),
        changed("Filing date/ Designation date", "31/2/2024"),
        changed("Publications", "[A.1-32/5/2024]"),
    )
    assert len(filings(batches)) == 1
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("row 4", "it has no filing number"),
        ("row 5", "class 46 is no Nice class (1 to 45)"),
        ("row 6", "its filing date/ designation date '31/2/2024' is no date"),
        ("row 7", "its publication A.1 '32/5/2024' is no date"),
    ]


def test_a_list_without_results(tmp_path: Path) -> None:
    assert export(tmp_path / "export.xlsx") == []


def test_real_export(real_data: Path) -> None:
    path = real_data / "offices" / "em" / "esearch_export_20251210_page_001.xls"
    batches = list(read_filings(path))
    assert not set_aside(batches)
    frame = pl.concat([batch.filings for batch in batches])
    assert frame.height == 100
    assert frame["status"].unique().to_list() == ["registered"]
    assert frame["publication_date"].null_count() == 0
    assert frame.filter(pl.col("ir_number").is_not_null()).height == 29
    assert frame["mark_text"].null_count() == 12
    first = frame.row(0, named=True)
    assert (first["application_number"], first["mark_text"], first["classes"]) == (
        "000010843",
        "Yale",
        [6, 7, 9, 20],
    )
    assert (first["filing_date"], first["publication_date"]) == (
        date(1996, 4, 1),
        date(1999, 4, 12),
    )

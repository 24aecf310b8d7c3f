from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality.labelled import batch, cases, negatives, stated, without_latin
from squatwatch import Brand
from squatwatch.schemas import FILING_SCHEMA

CASES = """\
case_id,brand_id,mark_text,jurisdiction,applicant,filed_earliest,filed_latest,nice_classes,\
what_kind,label,form_known,classes_basis
C1,mobei,MOBEI,DE,Example GmbH,2020-01-01,2020-12-31,9;35,identical-latin,adjudged,yes,stated
C2,mobei,MOBEY,FR,,,,30,near-miss-spelling;device,alleged,yes,assumed from brand
C3,mobei,MOBEI,ES,,,,,identical-latin,contested,yes,
C4,mobei,MOBEI,PT,,,,,identical-latin,alleged,no,
C5,mobei,,IT,,,,,device,alleged,yes,
"""
NEGATIVES = """\
neg_id,brand_id,mark_text,jurisdiction,applicant,filed_earliest,filed_latest,nice_classes,neg_kind
N1,mobei,MOBEI,EM,Mobei Ltd.,2021-05-04,2021-05-04,9,own-affiliate
N2,mobei,MOBILE,EM,,,,9,different-mark
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "labelled").mkdir()
    (tmp_path / "labelled" / "cases.csv").write_text(CASES, encoding="utf-8")
    (tmp_path / "labelled" / "negatives.csv").write_text(NEGATIVES, encoding="utf-8")
    return tmp_path


def test_only_cases_that_can_be_measured_are_taken(folder: Path) -> None:
    assert [case.row_id for case in cases(folder)] == ["C1", "C2"]


def test_a_case_knows_what_it_tests(folder: Path) -> None:
    plain, near = cases(folder)
    assert (plain.is_near, plain.is_strict) == (False, True)
    assert (near.is_near, near.is_strict) == (True, False)


def test_own_filings_are_those_of_owner_and_affiliates(folder: Path) -> None:
    assert [row.is_own for row in negatives(folder)] == [True, False]


def test_rows_become_filings(folder: Path) -> None:
    filings = batch([*cases(folder), *negatives(folder)])
    assert filings.schema == FILING_SCHEMA
    first, second = filings.rows(named=True)[:2]
    assert first["application_number"] == "C1"
    assert first["filing_date"] == date(2020, 12, 31)
    assert first["classes"] == [9, 35]
    assert [one["name"] for one in first["applicants"]] == ["Example GmbH"]
    assert second["filing_date"] is None
    assert second["applicants"] == []


@pytest.mark.parametrize(
    ("basis", "told"), [("stated", "9"), ("from stated goods", "9"), ("assumed from brand", "")]
)
def test_assumed_classes_are_no_evidence(basis: str, told: str) -> None:
    row: dict[str, Any] = {"nice_classes": "9", "classes_basis": basis}
    assert stated(row) == told


def test_a_brand_without_characters_keeps_its_latin_name() -> None:
    both = Brand("a", name_zh=("墨贝",), name_latin=("MOBEI",), other_names=("Mobby",))
    latin = Brand("b", name_latin=("MOBEI",))
    assert without_latin(both).names == ("墨贝",)
    assert without_latin(latin) == latin


def test_the_real_rows_are_as_many_as_the_note_says(real_data: Path) -> None:
    documented, others = cases(real_data), negatives(real_data)
    assert len(documented) == 43
    assert sum(case.is_near for case in documented) == 8
    assert sum(case.is_strict for case in documented) == 26
    assert len(others) == 97
    assert sum(row.is_own for row in others) == 30

"""The record of an office: what was compiled, what was reported, and the rule of the day."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from squatwatch.alerts.office_record import office_record
from squatwatch.reference import table

AS_OF = date(2026, 1, 15)
ROWS = table("office_record").rows(named=True)
LAWS = table("deadlines").rows(named=True)


def test_the_table_names_known_offices_once_with_numbers_and_words() -> None:
    offices = [row["office"] for row in ROWS]
    assert len(set(offices)) == len(offices)
    assert set(offices) <= set(table("office_codes")["code"])
    for row in ROWS:
        assert row["cases"].isdigit() or row["reported"].isdigit(), row
        told = [bool(row[name]) for name in ("reported", "reported_en", "reported_zh", "source")]
        assert len(set(told)) == 1, row


def test_the_counts_are_those_of_the_compiled_cases(real_data: Path) -> None:
    with (real_data / "labelled" / "cases.csv").open(encoding="utf-8", newline="") as file:
        cases = [row for row in csv.DictReader(file) if row["label"] != "contested"]
    counted = Counter(row["jurisdiction"] for row in cases if row["jurisdiction"] != "WO")
    assert {row["office"]: int(row["cases"]) for row in ROWS if row["cases"]} == counted


@pytest.mark.parametrize("office", sorted({row["jurisdiction"] for row in LAWS} - {"WO"}))
def test_every_office_of_the_table_of_rules_has_a_record(office: str) -> None:
    found = office_record(office, AS_OF)
    [known] = {row["first_to_file_or_use"] for row in LAWS if row["jurisdiction"] == office}
    assert bool(found.system) == bool(known)
    assert found.rule is not None
    assert found.rule.holds_on(AS_OF)
    assert (found.invalidity == "limited") == (found.invalidity_years > 0)
    assert found.days_to_oppose >= 0


def test_the_words_of_the_table_are_understood() -> None:
    assert office_record("US", AS_OF).system == "use"
    assert office_record("TH", AS_OF).system == "file"
    assert office_record("AR", AS_OF).invalidity_years == 10
    assert office_record("GB", AS_OF).invalidity == "unlimited"
    assert office_record("KE", AS_OF).invalidity == "unknown"
    assert office_record("RU", AS_OF).days_to_oppose == 0
    assert office_record("VN", AS_OF).days_to_oppose == 150
    assert office_record("CL", AS_OF).days_to_oppose == 42
    assert not office_record("TW", AS_OF).madrid


def test_the_rule_is_that_of_the_day() -> None:
    assert office_record("KR", date(2025, 7, 1)).days_to_oppose == 60
    assert office_record("KR", AS_OF).days_to_oppose == 30


def test_an_office_that_no_table_knows_has_nothing_on_record() -> None:
    found = office_record("AQ", AS_OF)
    assert (found.documented, found.system, found.invalidity, found.rule) == (
        0,
        "",
        "unknown",
        None,
    )


def test_documented_is_the_larger_of_what_was_compiled_and_reported() -> None:
    assert office_record("CL", AS_OF).documented == office_record("CL", AS_OF).reported > 0
    assert office_record("EM", AS_OF).documented == office_record("EM", AS_OF).cases > 0

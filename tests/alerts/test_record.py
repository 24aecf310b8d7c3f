"""The alert record: a contract that only grows, and identities that outlive the run."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from squatwatch.alerts import ALERT_SCHEMA_NAME, alert_id, alert_record, record_digest
from squatwatch.model import Applicant, Filing, Goods
from tests.report.samples import result

KEYS = (
    "schema", "alert_id", "brand_id", "brand_names", "office", "application_number",
    "registration_number", "mark_text", "matched", "score", "level", "cleared_by", "evidence",
    "applicants", "classes", "status", "filing_date", "priority_date", "publication_date",
    "registration_date", "expiry_date", "windows", "responses", "precedents", "filer_group",
    "first_seen", "changed", "state", "assignee", "change", "what_changed", "source_url",
    "record_digest", "run_id",
)  # fmt: skip
MATCHED = ("form", "form_kind", "unit", "unit_source", "relation", "similarity")
EVIDENCE = ("code", "weight", "text_en", "text_zh", "values")
WINDOW = (
    "office", "opens", "closes", "closes_rolled", "days_left", "rule", "source", "as_of",
    "confidence", "extension", "after",
)  # fmt: skip
RESPONSE = (
    "office", "option", "standing", "text_en", "text_zh", "ground", "who", "limit", "closes",
    "rests_on", "source", "as_of", "confidence",
)  # fmt: skip
PRECEDENT = (
    "case_id", "mark", "office", "year", "outcome_en", "outcome_zh", "source", "likeness",
    "shared_en", "shared_zh",
)  # fmt: skip

FILING = Filing(
    "EM", "018 222 474",
    mark_text="HONGLI", classes=(9,), goods=(Goods(9, "telephones"),),
    applicants=(Applicant("Nordlicht Handels GmbH", "DE", "Kiel"),),
    filing_date=date(2025, 1, 2), designations=("VN",), status="filed",
)  # fmt: skip


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """The records of the small scan, one of every kind."""
    return [alert_record(alert) for alert in result().alerts]


def test_the_schema_has_its_name(records: list[dict[str, Any]]) -> None:
    assert ALERT_SCHEMA_NAME == "squatwatch.alert/1"
    assert {record["schema"] for record in records} == {ALERT_SCHEMA_NAME}


def test_every_key_is_there_in_its_order(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert tuple(record) == KEYS
        assert tuple(record["matched"]) == MATCHED
        assert record["evidence"]
        assert record["windows"]
        assert {tuple(item) for item in record["evidence"]} == {EVIDENCE}
        assert {tuple(item) for item in record["windows"]} == {WINDOW}
        assert {tuple(item) for item in record["responses"]} <= {RESPONSE}
        assert {tuple(item) for item in record["precedents"]} <= {PRECEDENT}
        assert bool(record["responses"]) == (record["level"] not in ("cleared", "low"))
    assert any(record["precedents"] for record in records)


def test_a_record_is_plain_json(records: list[dict[str, Any]]) -> None:
    assert json.loads(json.dumps(records)) == records


def test_what_a_record_may_say(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert 0 <= record["score"] <= 1
        assert (record["level"] == "cleared") == (record["cleared_by"] is not None)
        assert record["evidence"][0]["code"] == "prior"
        assert record["state"] == "new"
        assert record["first_seen"] == record["changed"] == "2026-01-15"
        for item in record["evidence"]:
            assert item["text_en"]
            assert item["text_zh"]
            assert "{" not in item["text_en"] + item["text_zh"]


def test_days_are_iso_and_absent_ones_null(records: list[dict[str, Any]]) -> None:
    by_number = {record["application_number"]: record for record in records}
    first = by_number["019 000 001"]
    assert (first["filing_date"], first["publication_date"], first["registration_date"]) == (
        "2025-09-30", "2025-11-03", None,
    )  # fmt: skip
    assert first["windows"][0]["closes"] == "2026-02-03"
    assert first["windows"][0]["days_left"] == 19
    assert by_number["SG-1"]["filer_group"] is None


def test_the_identity_of_an_alert_never_changes() -> None:
    """Pinned: decisions are kept under these identities from version to version."""
    assert alert_id("huawei", "EM", "018222474") == "e9affb83474ab24c"
    assert {alert_id("huawei", "EM", n) for n in ("018 222 474", "018-222/474")} == {
        "e9affb83474ab24c"
    }


def test_another_brand_office_or_number_is_another_alert() -> None:
    ids = {
        alert_id("huawei", "EM", "1"), alert_id("honor", "EM", "1"), alert_id("huawei", "DE", "1"),
        alert_id("huawei", "EM", "2"), alert_id("huaweiEM", "", "1"), alert_id("huawei", "EM1", ""),
    }  # fmt: skip
    assert len(ids) == 6


def test_the_digest_of_a_record_is_pinned() -> None:
    """Another digest tells a person that the record has changed: it must not change by itself."""
    assert (
        record_digest(FILING) == "b1039e05cbb6eb8ae402b2bfaaf9580714abf0815dd4c2bc97ebe8313e04c3b7"
    )
    assert record_digest(replace(FILING)) == record_digest(FILING)


@pytest.mark.parametrize("name", [item.name for item in fields(Filing)])
def test_the_digest_of_a_record_changes_with_every_field(name: str) -> None:
    value = getattr(FILING, name)
    others: dict[type, Any] = {str: "other", tuple: ("other",), date: date(2000, 1, 1)}
    other = others.get(type(value), date(2000, 1, 1))
    assert record_digest(replace(FILING, **{name: other})) != record_digest(FILING)

"""A record of the API as a row of the exchange file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from squatwatch.fetch.sources.euipo_record import exchange_row
from squatwatch.model import MARK_KINDS, STATUSES, Filing
from squatwatch.offices import read_filings
from squatwatch.reference import table
from squatwatch.schemas import FILING_SCHEMA, filing_of

CONTRACT = Path("offices") / "em" / "euipo_tm_search_openapi.json"

RECORD: dict[str, Any] = {
    "applicationNumber": "018000001",
    "applicationLanguage": "de",
    "markKind": "INDIVIDUAL",
    "markFeature": "FIGURATIVE",
    "markBasis": "EU_TRADEMARK",
    "wordMarkSpecification": {"verbalElement": "LUCKING COFFE 瑞幸"},
    "markImage": {"imageFormat": "JPG", "viennaClasses": ["03.04.07", "28.03"]},
    "applicants": [
        {"office": "EM", "identifier": "1", "name": "Example Import GmbH"},
        {"office": "EM", "identifier": "2", "name": "Example | Two; Ltd"},
    ],
    "representatives": [{"office": "EM", "name": "Example IP"}],
    "applicationDate": "2026-01-05",
    "publicationDate": "2026-09-01",
    "registrationDate": "2026-08-30",
    "expiryDate": "2036-01-05",
    "status": "OPPOSITION_PENDING",
    "statusDate": "2026-03-01",
    "description": [{"language": "de", "text": "ein Hirsch"}, {"language": "en", "text": "a deer"}],
    "goodsAndServices": [
        {
            "classNumber": 30,
            "description": [
                {"language": "de", "terms": ["Kaffee"]},
                {"language": "en", "terms": ["Coffee", "tea | cocoa"]},
            ],
        },
        {"classNumber": 43, "description": [{"language": "de", "terms": ["Cafés"]}]},
    ],
    "priorities": [
        {"applicationDate": "2025-08-01", "country": "CN", "status": "REFUSED"},
        {"applicationDate": "2025-09-01", "country": "CN", "status": "CLAIMED"},
        {"applicationDate": "2025-10-01", "country": "CN"},
    ],
    "oppositionPeriodStartDate": "2026-02-02",
    "oppositionPeriodEndDate": "2026-05-02",
    "publications": [
        {"publicationSection": "A.1", "publicationDate": "2026-02-01"},
        {"publicationSection": "A.1", "publicationDate": "2026-01-20"},
        {"publicationSection": "B.1", "publicationDate": "2026-09-01"},
    ],
}  # fmt: skip
"""Made up, with every field that is used."""


def read_back(folder: Path, *records: dict[str, Any]) -> list[Filing]:
    file = folder / "rows.jsonl"
    rows = [json.dumps(exchange_row(record), ensure_ascii=False) for record in records]
    file.write_text("\n".join(rows), encoding="utf-8")
    batches = list(read_filings(file))
    assert not any(batch.set_aside or batch.notes for batch in batches)
    return [filing_of(row) for batch in batches for row in batch.filings.iter_rows(named=True)]


def test_the_exchange_reader_reads_it_whole(tmp_path: Path) -> None:
    [found] = read_back(tmp_path, RECORD)
    assert (found.office, found.application_number) == ("EM", "018000001")
    assert (found.registration_number, found.ir_number) == ("018000001", "")
    assert (found.mark_text, found.mark_kind) == ("LUCKING COFFE 瑞幸", "combined")
    assert found.description == "a deer"
    assert found.classes == (30, 43)
    goods = [(one.nice_class, one.text) for one in found.goods]
    assert goods == [(30, "Coffee; tea | cocoa"), (43, "Cafés")]
    assert [one.name for one in found.applicants] == ["Example Import GmbH", "Example | Two; Ltd"]
    assert found.representative == "Example IP"
    assert (found.filing_date, found.priority_date) == (date(2026, 1, 5), date(2025, 9, 1))
    assert (found.publication_date, found.registration_date) == (
        date(2026, 2, 1),
        date(2026, 8, 30),
    )
    assert found.expiry_date == date(2036, 1, 5)
    assert (found.opposition_start, found.opposition_end) == (date(2026, 2, 2), date(2026, 5, 2))
    assert (found.status, found.status_raw) == ("opposed", "OPPOSITION_PENDING")
    assert found.vienna_codes == ("03.04.07", "28.03")
    assert found.source_url.endswith("/018000001")


def test_an_international_registration_is_one(tmp_path: Path) -> None:
    international = {
        **RECORD,
        "applicationNumber": "W00843427A",
        "markBasis": "INTERNATIONAL_TRADEMARK",
        "designationDate": "2026-01-09",
        "publications": [
            {"publicationSection": "A.1", "publicationDate": "2026-02-01"},
            {"publicationSection": "M.1", "publicationDate": "2026-01-15"},
        ],
        "status": "ACCEPTED",
    }
    [found] = read_back(tmp_path, international)
    assert (found.ir_number, found.designations) == ("843427A", ("EM",))
    assert (found.filing_date, found.publication_date) == (date(2026, 1, 9), date(2026, 1, 15))
    assert found.status == "registered"


def test_a_record_with_the_least_that_the_contract_allows(tmp_path: Path) -> None:
    least = {
        "applicationNumber": "018000002",
        "applicationLanguage": "en",
        "goodsAndServices": [{"classNumber": 9, "description": []}],
        "status": "RECEIVED",
        "statusDate": "2026-01-01",
        "markFeature": "FIGURATIVE",
    }
    [found] = read_back(tmp_path, least)
    assert (found.mark_text, found.mark_kind, found.classes) == ("", "figurative", (9,))
    assert (found.goods, found.applicants, found.publication_date) == ((), (), None)


@pytest.mark.parametrize("wrong", [None, [], {}, "x", 3, [None], ["x"], [{}], [[]]])
def test_fields_of_another_form_than_the_contract_are_passed_over(wrong: Any) -> None:
    for field in RECORD:
        row = exchange_row({**RECORD, field: wrong, "applicationNumber": "018000001"})
        assert row["application_number"] == "018000001"


def test_every_column_is_one_of_the_exchange_file() -> None:
    assert exchange_row(RECORD).keys() <= set(FILING_SCHEMA)


def test_the_table_has_the_terms_of_the_model() -> None:
    rows = table("euipo_api_words")
    for field, terms in (("status", STATUSES), ("mark_kind", MARK_KINDS)):
        assert set(rows.filter(field=field)["value"]) <= set(terms)


def test_the_table_has_the_terms_of_the_contract(real_data: Path) -> None:
    contract = json.loads((real_data / CONTRACT).read_text(encoding="utf-8"))
    schemas, rows = contract["components"]["schemas"], table("euipo_api_words")
    for field, schema in (("status", "Status"), ("mark_kind", "MarkFeature")):
        assert set(rows.filter(field=field)["word"]) == set(schemas[schema]["enum"])


def test_the_sample_has_fields_of_the_contract_only(real_data: Path, tmp_path: Path) -> None:
    contract = json.loads((real_data / CONTRACT).read_text(encoding="utf-8"))
    trademark = contract["components"]["schemas"]["Trademark"]
    assert RECORD.keys() <= trademark["properties"].keys()
    [found] = read_back(tmp_path, trademark["example"])
    assert (found.application_number, found.status, found.classes) == (
        "000084601",
        "registered",
        (8,),
    )

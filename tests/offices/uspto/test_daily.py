"""The USPTO's Trademark Daily XML, trap by trap (fictional records of the real shape)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from squatwatch import reference
from squatwatch.model import ENDED, STATUSES
from squatwatch.offices import read_filings
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.uspto.daily import UsptoReader
from squatwatch.offices.uspto.parts import without_markup
from tests.offices.samples import (
    CLASS_25,
    EMPTY_DAY,
    OWNER,
    case,
    daily,
    filings,
    read,
    set_aside,
    statement,
    zipped,
)


def only(record: str) -> dict[str, Any]:
    (found,) = filings(read(UsptoReader(), daily(record)))
    return found


def test_a_record_in_full() -> None:
    header = (
        "<filing-date>20240102</filing-date><registration-date>20250708</registration-date>"
        "<status-code>700</status-code><mark-drawing-code>4000</mark-drawing-code>"
        "<published-for-opposition-date>20240514</published-for-opposition-date>"
        "<attorney-name>Northwind Counsel LLP</attorney-name>"
    )
    record = case(
        header=header,
        registration="7999999",
        statements=statement("GS0251", "Shoes") + statement("PM0001", "HONG LI"),
    )
    assert only(record) == {
        "office": "US",
        "application_number": "97000001",
        "registration_number": "7999999",
        "ir_number": None,
        "mark_text": "HONGLI",
        "mark_kind": "word",
        "transliteration": [],
        "translation": [],
        "pseudo_marks": ["HONG LI"],
        "description": None,
        "office_reading": [],
        "classes": [25],
        "goods": [{"nice_class": 25, "text": "Shoes"}],
        "similar_groups": [],
        "applicants": [
            {
                "name": "Hongli Fruit Co., Ltd.",
                "country": "CN",
                "address": "1 Orchard Road, Shenzhen, 518000",
            }
        ],
        "representative": "Northwind Counsel LLP",
        "filing_date": date(2024, 1, 2),
        "priority_date": None,
        "publication_date": date(2024, 5, 14),
        "registration_date": date(2025, 7, 8),
        "expiry_date": None,
        "opposition_start": None,
        "opposition_end": None,
        "designations": [],
        "status": "registered",
        "status_raw": "700 REGISTERED",
        "vienna_codes": [],
        "image_url": None,
        "source_url": "https://tsdr.uspto.gov/#caseNumber=97000001&caseType=SERIAL_NO"
        "&searchType=statusSearch",
    }


def test_a_number_of_zeros_is_none() -> None:
    assert only(case(registration="0000000"))["registration_number"] is None


def test_several_action_keys_in_order_and_again() -> None:
    found = filings(
        read(UsptoReader(), daily(case("97000002"), case("97000001"), case("97000002")))
    )
    assert [one["application_number"] for one in found] == ["97000002", "97000001", "97000002"]


def test_an_empty_day_has_no_filings() -> None:
    assert read(UsptoReader(), EMPTY_DAY) == []


def test_the_current_owners_are_those_of_the_highest_party_type() -> None:
    def owner(kind: str, name: str, place: str) -> str:
        return (
            f"<case-file-owner><party-type>{kind}</party-type><party-name>{name}</party-name>"
            f"{place}</case-file-owner>"
        )

    owners = (
        owner("31", "Pear Two LLC", "<state>GA</state>")
        + owner("31", "Pear Three LLC", "<nationality><state>TX</state></nationality>")
        + owner("30", "Pear One LLC", "<country>CA</country>")
        + owner("10", "Pear Zero LLC", "<country>CN</country>")
        + owner("70", "Correspondents LLP", "<country>US</country>")
    )
    found = only(case(owners=owners))["applicants"]
    assert [(one["name"], one["country"]) for one in found] == [
        ("Pear Two LLC", "US"),
        ("Pear Three LLC", "US"),
    ]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("<international-code>025</international-code>", [25]),
        ("<international-code>A</international-code>", []),
        ("<international-code>200</international-code>", []),
        ("<us-code>039</us-code><primary-code>039</primary-code>", []),
        (
            "<international-code>035</international-code>"
            "<international-code>009</international-code>",
            [9, 35],
        ),
    ],
)
def test_classes(codes: str, expected: list[int]) -> None:
    assert only(case(classes=f"<classification>{codes}</classification>"))["classes"] == expected


def test_a_class_that_is_no_longer_active_is_left_out() -> None:
    cancelled = CLASS_25.replace("025", "018").replace(">6<", ">2<")
    assert only(case(classes=CLASS_25 + cancelled))["classes"] == [25]
    assert only(case(classes=cancelled))["classes"] == [18]


def test_goods_under_a_us_class_get_the_nice_class_of_their_block() -> None:
    block = (
        "<classification><international-code>007</international-code><us-code>023</us-code>"
        "<primary-code>023</primary-code></classification>"
    )
    found = only(case(classes=block, statements=statement("GS0231", "Pumps")))
    assert found["goods"] == [{"nice_class": 7, "text": "Pumps"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shoes; [ boots; ] *sandals;* hats ((except caps))", "Shoes; sandals; hats"),
        ("[Boots; ]shoes", "shoes"),
        ("Shoes; [boots]; hats", "Shoes; hats"),
        ("[Boots]", ""),
    ],
)
def test_goods_as_amended(text: str, expected: str) -> None:
    assert without_markup(text) == expected


def test_goods_that_are_only_excluded_are_left_out() -> None:
    assert only(case(statements=statement("GS0252", "caps")))["goods"] == []


def test_texts_and_the_mark_run_over() -> None:
    record = case(
        mark="HONGLI RED PE",
        statements=statement("MK0000", "AR COMPANY") + statement("GS0251", "Sho", "es; hats"),
    )
    found = only(record)
    assert found["mark_text"] == "HONGLI RED PEAR COMPANY"
    assert found["goods"][0]["text"] == "Shoes; hats"


def test_characters_survive_in_statements() -> None:
    said = (
        statement("DM0000", "The mark consists of two Chinese characters.")
        + statement(
            "TLIT00",
            'The non-Latin characters in the mark transliterate to "HONG LI" and this means '
            '"red pear" in English.',
        )
        + statement("TR0010", 'The English translation of "HONG LI" in the mark is "red pear".')
        + statement("TNSF00", "transformed from another application")
        + statement("TF0000", "in part")
    )
    found = only(case(mark="", statements=said))
    assert found["mark_text"] is None
    assert found["transliteration"] == ["HONG LI"]
    assert found["translation"] == ["red pear"]
    assert found["description"] == "The mark consists of two Chinese characters."


def test_translated_wording_counts_only_where_the_mark_lacks_it() -> None:
    said = statement("TR0000", 'The English translation of "HONG LI" in the mark is "red pear".')
    assert only(case(mark="HONGLI", statements=said))["transliteration"] == []
    assert only(case(mark="", statements=said))["transliteration"] == ["HONG LI"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [("4", "word"), ("4000", "word"), ("3S16", "combined"), ("2", "figurative"), ("5", "word"),
     ("6", "sound"), ("0", None), ("", None)],
)  # fmt: skip
def test_kind_of_mark(code: str, kind: str | None) -> None:
    header = f"<mark-drawing-code>{code}</mark-drawing-code>"
    assert only(case(header=header))["mark_kind"] == kind


def test_a_drawing_in_three_dimensions() -> None:
    header = (
        "<mark-drawing-code>2</mark-drawing-code><drawing-3d-current-in>T</drawing-3d-current-in>"
    )
    assert only(case(header=header))["mark_kind"] == "3d"


def test_madrid_number_and_priority() -> None:
    more = (
        "<foreign-applications><foreign-application><filing-date>20230801</filing-date>"
        "<foreign-priority-claim-in>F</foreign-priority-claim-in></foreign-application>"
        "<foreign-application><filing-date>20231005</filing-date>"
        "<foreign-priority-claim-in>T</foreign-priority-claim-in></foreign-application>"
        "</foreign-applications><international-registration>"
        "<international-registration-number>1799999</international-registration-number>"
        "<priority-claimed-in>T</priority-claimed-in>"
        "<priority-claimed-date>00000000</priority-claimed-date></international-registration>"
    )
    found = only(case("79400001", more=more))
    assert (found["ir_number"], found["priority_date"]) == ("1799999", date(2023, 10, 5))


def test_a_stub_is_partial_and_names_no_status_it_does_not_know() -> None:
    header = "<status-code>710</status-code>"
    stub = case("97000001", mark="", owners="", classes="", header=header)
    sparse = case("97000002", classes="", header="")
    (batch,) = read(UsptoReader(), daily(stub, sparse))
    assert batch.filings.height == 0
    assert batch.partial.select("application_number", "status", "applicants").rows()[0] == (
        "97000001",
        "cancelled",
        [],
    )
    assert batch.partial["status"].to_list()[1] is None


def test_a_stub_after_its_record_and_a_record_after_its_stub_keep_their_order() -> None:
    stub = case("97000001", owners="", classes="")
    batches = read(UsptoReader(), daily(case("97000001"), stub, case("97000001")))
    assert [(b.filings.height, b.partial.height) for b in batches] == [(1, 1), (1, 0)]


@pytest.mark.parametrize("name", ["filing-date", "published-for-opposition-date"])
def test_a_record_with_an_impossible_date_is_set_aside(name: str) -> None:
    bad = case("97000002", header=f"<{name}>20241399</{name}>")
    batches = read(UsptoReader(), daily(case("97000001"), bad, case("97000003")), "apc.xml")
    assert [one["application_number"] for one in filings(batches)] == ["97000001", "97000003"]
    (aside,) = set_aside(batches)
    assert aside.file == "apc.xml"
    assert aside.position.startswith("serial 97000002, line ")
    assert aside.reason == f"its {name} '20241399' is no date"


def test_an_impossible_date_that_only_informs_is_left_empty() -> None:
    found = only(case(header="<registration-date>20249999</registration-date>"))
    assert found["registration_date"] is None


@pytest.mark.parametrize("serial", ["", "9700000", "97OOOOO1"])
def test_a_record_without_a_serial_number_is_set_aside(serial: str) -> None:
    (aside,) = set_aside(read(UsptoReader(), daily(case(serial))))
    assert "eight digits" in aside.reason


def test_a_zip_is_read_in_batches(tmp_path: Path) -> None:
    content = daily(*(case(f"97{number:06}") for number in range(25)))
    path = zipped(tmp_path / "apc.zip", {"apc.xml": content})
    heights = [batch.filings.height for batch in read_filings(path, batch_rows=10)]
    assert heights == [10, 10, 5]


def test_the_status_table_keeps_to_the_office_s_dead_and_live() -> None:
    codes = reference.table("uspto_status_codes")
    assert codes.height == 169
    for code, dead, status in codes.select("code", "live_dead_indicator", "status").iter_rows():
        assert status in STATUSES, code
        assert (status in ENDED) == dead.startswith("Dead"), code
    assert dict(codes.select("code", "status").iter_rows())["774"] == "opposed"


@pytest.mark.parametrize(
    "file",
    [
        "apc_assembled.xml",
        "apc240925_excerpt.xml",
        "synthetic/apc_empty_day.xml",
        "records/annual-2025-full-tx-60146682.xml",
        "records/daily-na-98763166.xml",
        "records/registration-evidence-98423838.xml",
    ],
)
def test_real_files(real_data: Path, file: str) -> None:
    golden = json.loads((Path(__file__).parent / "golden" / "us.json").read_text("utf-8"))
    batches = list(read_filings(real_data / "offices" / "us" / file))
    assert not set_aside(batches)
    assert [golden_of(batch) for batch in batches] == golden[file]


def golden_of(batch: Any) -> list[dict[str, Any]]:
    """The filings without the names and addresses of people."""
    frame = batch.filings.with_columns(pl.col(pl.Date).cast(pl.String))
    kept = frame.drop("applicants", "representative", "source_url", "goods", "description")
    rows: list[dict[str, Any]] = kept.to_dicts()
    for row, filing in zip(rows, batch.filings.to_dicts(), strict=True):
        row["countries"] = [one["country"] for one in filing["applicants"]]
        row["goods"] = [[one["nice_class"], one["text"][:40]] for one in filing["goods"]]
    return [{name: value for name, value in row.items() if value not in (None, [])} for row in rows]


def test_a_bare_record_is_recognised() -> None:
    assert UsptoReader().recognises(bytes_source("a.xml", b"\n  " + case().encode()))
    assert not UsptoReader().recognises(bytes_source("a.xml", b"<other><case-file></case-file>"))
    assert OWNER in case()

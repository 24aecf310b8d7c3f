"""TIPO's gazette and application records: names, classes before Nice, and the real files."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import pytest

from squatwatch import reference
from squatwatch.offices import read_filings
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.tipo import TipoApplicationsReader
from squatwatch.offices.tipo.names import words_and_kind
from squatwatch.offices.words import meanings
from tests.offices.samples import set_aside
from tests.offices.xml_shapes import SHAPES, Record, read_all, rows


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("高強及圖", "高強", "combined"),
        ("HONGLI 及圖", "HONGLI", "combined"),
        ("HONGLI及圖(彩色)", "HONGLI", "combined"),
        ("紅梨標章圖", "紅梨", "combined"),
        ("紅梨 HONGLI設計字", "紅梨 HONGLI", "word"),
        ("設計圖（一）", "", "figurative"),
        ("Device (1)", "", "figurative"),
        ("圖形(彩)", "", "figurative"),
        ("HongLi (logo)", "HongLi", "combined"),
        ("紅梨(簡體字)", "紅梨", ""),
        ("紅梨 (HONGLI in Chinese Characters)", "紅梨 (HONGLI in Chinese Characters)", ""),
        ("藏寶圖", "藏寶圖", ""),
        ("LOGODEVICE", "LOGODEVICE", ""),
        ("", "", ""),
    ],
)
def test_notes_on_the_drawing_are_no_words_of_the_mark(name: str, words: str, kind: str) -> None:
    assert words_and_kind(name) == (words, kind)


def test_the_table_of_notes_has_kinds_and_places_that_are_known() -> None:
    rows = reference.table("tipo_name_notes").rows()
    assert {place for place, *_ in rows} == {"at the end", "alone", "in brackets"}
    assert {kind for _, _, kind, _ in rows} <= {"", *meanings("mark_kind").values()}
    assert all(note == note.lower() for _, note, *_ in rows)
    assert len({(place, note) for place, note, *_ in rows}) == len(rows)


@pytest.mark.parametrize(
    ("filed", "classes"), [("1994/07/14", []), ("1994/07/15", [25]), ("0000/00/00", [25])]
)
def test_classes_from_before_nice_are_not_taken_for_classes_of_nice(
    filed: str, classes: list[int]
) -> None:
    shape = next(one for one in SHAPES if one.name == "tipo-applications")
    (found,) = rows(read_all(shape, shape.file(Record(filed=filed))))
    assert found["classes"] == classes
    assert [one["nice_class"] for one in found["goods"]] == (classes or [0])


def test_a_list_of_rights_is_not_taken_for_applications() -> None:
    content = b"<API><tmarkrights><tmarkcontent/></tmarkrights></API>"
    assert not TipoApplicationsReader().recognises(bytes_source("a.xml", content))


def test_the_real_gazette_issue(real_data: Path) -> None:
    path = real_data / "offices" / "tw" / "TrademarkXMLA_index.xml"
    batches = list(read_filings(path))
    found = rows(batches)
    assert not set_aside(batches)
    plain = list(ElementTree.parse(path).getroot())  # noqa: S314 - a file of the office
    assert len(found) == len(plain) == 2434
    for row, record in zip(found, plain, strict=True):
        assert row["application_number"] == record.findtext("CaseNo")
        assert row["registration_number"] == record.findtext("RegisterNo")
        printed = record.findtext("Trademark_Name") or ""
        assert printed.startswith(row["mark_text"] or "")
        codes = {one.text for one in record.iter("Class") if one.text and one.text.strip()}
        assert row["classes"] == sorted(int(code) for code in codes)
        year, month, day = map(int, (record.findtext("Filing_Date") or "").split("."))
        assert row["filing_date"] == date(year + 1911, month, day)
        assert (row["publication_date"], row["expiry_date"]) == (
            date(2022, 3, 16),
            date(2032, 3, 15),
        )
        owners = [one.text for one in record.iter("AChinese")]
        assert {name for owner in owners for name in re.split("\u3000", owner or "")} >= {
            one["name"] for one in row["applicants"] if re.search("[\u4e00-\u9fff]", one["name"])
        } - {" ".join((owner or "").split()) for owner in owners}
    kinds = [row["mark_kind"] for row in found]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "word": 1364,
        "combined": 979,
        "figurative": 90,
        "3d": 1,
    }
    assert sum(row["mark_text"] is None for row in found) == 90
    assert {row["status"] for row in found} == {"registered"}


def test_real_application_records(real_data: Path) -> None:
    folder = real_data / "offices" / "tw"
    (one,) = rows(read_filings(folder / "TmarkAppl_100000001.xml"))
    assert (one["mark_text"], one["mark_kind"], one["classes"]) == ("高強", "combined", [41])
    assert (one["similar_groups"], one["filing_date"]) == (["4103"], date(2011, 1, 3))
    assert "PROFESSIONAL ABACUS ARITHMETIC EDUCATION" in one["pseudo_marks"]
    found = rows(read_filings(folder / "api_TmarkAppl.xml"))
    text = (folder / "api_TmarkAppl.xml").read_text(encoding="utf-8-sig")
    plain = ElementTree.fromstring(re.sub("<!DOCTYPE[^>]*>", "", text))  # noqa: S314
    records = list(plain.iter("tmarkcontent"))
    assert len(found) == len(records) == 25
    for row, record in zip(found, records, strict=True):
        assert row["application_number"] == record.findtext("appl-no")
        assert row["mark_text"] == record.findtext("tmark-name")
        assert row["filing_date"].strftime("%Y/%m/%d") == record.findtext("appl-date")
        assert [one["text"] for one in row["goods"]] == [
            one.text for one in record.iter("goods-name")
        ]
        assert {one["country"] for one in row["applicants"]} == {record.findtext(".//country-code")}
        assert row["classes"] == []

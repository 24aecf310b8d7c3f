"""TSDR's status files: the current owners, the statements, and the real files."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from squatwatch.offices import read_filings
from squatwatch.offices.uspto.tsdr import TsdrReader
from tests.offices.samples import read, set_aside
from tests.offices.xml_shapes import SHAPES, rows

SAMPLES = Path(__file__).parents[1] / "golden" / "samples"


def changed(name: str, old: str, new: str) -> dict[str, Any]:
    content = (SAMPLES / name).read_text(encoding="utf-8")
    assert old in content
    (found,) = rows(read(TsdrReader(), content.replace(old, new).encode()))
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TYPESET WORD(S) /LETTER(S) /NUMBER(S)", "word"),
        ("STANDARD CHARACTER MARK", "word"),
        ("something new", "other"),
    ],
)
def test_the_feature_text_tells_the_kind_where_there_is_no_code(text: str, kind: str) -> None:
    content = (SAMPLES / "tsdr_st66.xml").read_text(encoding="utf-8")
    content = content.replace("<ns2:MarkFeatureCode>3</ns2:MarkFeatureCode>", "").replace(
        "AN ILLUSTRATION DRAWING WHICH INCLUDES WORD(S)/ LETTER(S)/NUMBER(S)", text
    )
    (found,) = rows(read(TsdrReader(), content.encode()))
    assert found["mark_kind"] == kind


def test_owners_together_have_one_party_type_and_a_correspondent_is_none() -> None:
    found = changed("tsdr_st96.xml", 'sequenceNumber="10"', 'sequenceNumber="31"')
    assert [one["name"] for one in found["applicants"]] == [
        "Hongli Three, Inc.",
        "Hongli One, Inc.",
    ]
    found = changed("tsdr_st96.xml", 'sequenceNumber="31"', 'sequenceNumber="70"')
    assert [one["name"] for one in found["applicants"]] == ["Hongli One, Inc."]


def test_wording_that_was_translated_but_is_not_in_the_mark_is_kept_as_its_sound() -> None:
    found = changed(
        "tsdr_st96.xml",
        "<ns2:MarkSignificantVerbalElementText>HONGLI</ns2:MarkSignificantVerbalElementText>",
        "",
    )
    assert (found["mark_text"], found["translation"]) == (None, ["red pear"])
    assert found["transliteration"] == ["HONGLI"]


def test_a_status_that_the_table_does_not_have_is_unknown_and_leaves_what_is_known() -> None:
    found = changed("tsdr_st66.xml", "<MarkCurrentStatusCode>686", "<MarkCurrentStatusCode>999")
    assert (found["status"], found["status_raw"]) == (None, "999")


def test_a_number_that_is_no_serial_number_is_set_aside() -> None:
    shape = next(one for one in SHAPES if one.name == "tsdr-st66")
    (aside,) = set_aside(read(TsdrReader(), shape.file(shape.dated("1234567"))))
    assert aside.reason == "its application number is not of eight digits"


REAL = {
    "rn2178784-st96-1_d3.xml": ("74631225", "2178784", "JAVA", "800", [9], "1996-10-08"),
    "rn2178784-st96-2.2.1.xml": ("74631225", "2178784", "JAVA", "800", [9], "1996-10-08"),
    "sn76044902-st66.xml": ("76044902", "2824281", "PYTHON", "702", [9, 42], "2003-12-30"),
    "sn76044902-st96.xml": ("76044902", "2824281", "PYTHON", "800", [9, 42], "2003-12-30"),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files(real_data: Path, name: str) -> None:
    path = real_data / "offices" / "us" / "tsdr" / name
    (found,) = rows(read_filings(path))
    plain = independently(path)
    number, registration, mark, code, classes, published = REAL[name]
    assert (found["application_number"], found["registration_number"]) == (number, registration)
    assert (found["mark_text"], found["classes"]) == (mark, classes)
    assert found["status"] == "registered"
    assert found["status_raw"].startswith(code)
    assert str(found["publication_date"]) == published == plain["PublicationDate"][:10]
    assert found["registration_number"] == plain["RegistrationNumber"]
    assert str(found["filing_date"]) == plain["ApplicationDate"][:10]
    assert str(found["registration_date"]) == plain["RegistrationDate"][:10]
    assert found["mark_text"] == plain["MarkVerbalElementText"]
    assert found["status_raw"].split()[0] == plain["MarkCurrentStatusCode"]
    assert (found["mark_kind"], len(found["applicants"])) == ("word", 1)
    assert [one["nice_class"] for one in found["goods"]] == classes


def independently(path: Path) -> dict[str, str]:
    """The first text of each element, by the standard library."""
    found: dict[str, str] = {}
    for element in ElementTree.parse(path).iter():  # noqa: S314 - a file of the office
        if element.text and element.text.strip():
            found.setdefault(element.tag.rpartition("}")[2], element.text.strip())
    return found

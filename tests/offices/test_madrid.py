"""The Madrid register in the shape of ROMARIN (made up; no evidence of real files)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from squatwatch.offices import read_filings
from squatwatch.offices.batch import EXPERIMENTAL
from squatwatch.offices.madrid import MadridReader
from tests.offices.samples import filings, read, set_aside

CURRENT = """<CURRENT>
<HOLGR CLID="1"><NAME><NAMEL>Hongli Fruit</NAMEL><NAMEL>Co., Ltd.</NAMEL></NAME><ADDRESS>
<ADDRL>1 Orchard Road</ADDRL><ADDRL>Shenzhen</ADDRL><COUNTRY>CN</COUNTRY></ADDRESS></HOLGR>
<REPGR><NAME><NAMEL>Northwind Counsel</NAMEL></NAME></REPGR>
<DESPG><DCPCD>VN</DCPCD><DCPCD>ID</DCPCD></DESPG><DESPG2><DCPCD>KH</DCPCD></DESPG2>
<IMAGE NAME="1799999" TEXT="HONGLI 红梨" COLOUR="N" TYPE="JPG"/>
<VIENNAGR VIENVER="8"><VIECLAI>0507</VIECLAI><VIECLA3>050713</VIECLA3></VIENNAGR>
<MARDESGR><MARDESFR>Une poire.</MARDESFR><MARDESEN>A pear.</MARDESEN></MARDESGR>
<MARTRGR><MARTREN>red pear</MARTREN><MARTRES>pera roja</MARTRES></MARTRGR>
<MARTRAN>hong li</MARTRAN><PRIGR><PRIAPPD>20221101</PRIAPPD></PRIGR>
<BASICGS NICEVER="11"><GSGR NICCLAI="31"><GSTERMFR>Poires</GSTERMFR>
<GSTERMEN>Pears</GSTERMEN></GSGR>
<GSGR NICCLAI="99"><GSTERMFR>Divers</GSTERMFR></GSGR></BASICGS></CURRENT>"""
ENN = '<ENN GAZNO="2023/12" PUBDATE="20230330" REGEDAT="20230301"/>'


def register(body: str, attributes: str = "", number: str = "1799999") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ROMARIN><MARKGR INTREGN="{number}" OOCD="CN" '
        f'INTREGD="20230301" EXPDATE="20330301" {attributes}>{body}</MARKGR></ROMARIN>'
    ).encode()


def all_of(body: str) -> list[dict[str, Any]]:
    return filings(read(MadridReader(), register(body)))


def test_a_registration_with_a_window_for_each_office() -> None:
    (found,) = all_of(ENN + CURRENT)
    assert {name: value for name, value in found.items() if value not in (None, [])} == {
        "office": "WO",
        "application_number": "1799999",
        "registration_number": "1799999",
        "ir_number": "1799999",
        "mark_text": "HONGLI 红梨",
        "mark_kind": "combined",
        "transliteration": ["hong li"],
        "translation": ["red pear", "pera roja"],
        "description": "A pear.",
        "classes": [31],
        "goods": [{"nice_class": 31, "text": "Pears"}, {"nice_class": 0, "text": "Divers"}],
        "applicants": [
            {
                "name": "Hongli Fruit Co., Ltd.",
                "country": "CN",
                "address": "1 Orchard Road, Shenzhen",
            }
        ],
        "representative": "Northwind Counsel",
        "filing_date": date(2023, 3, 1),
        "priority_date": date(2022, 11, 1),
        "publication_date": date(2023, 3, 30),
        "registration_date": date(2023, 3, 1),
        "expiry_date": date(2033, 3, 1),
        "designations": ["VN", "ID", "KH"],
        "status": "registered",
        "status_raw": "international registration",
        "vienna_codes": ["05.07.13"],
        "source_url": "https://www3.wipo.int/madrid/monitor/en/showData.jsp?ID=ROM.1799999",
    }


def test_a_later_designation_has_its_own_publication() -> None:
    later = '<EXN PUBDATE="20250313"><DESPG><DCPCD>KH</DCPCD><DCPCD>TH</DCPCD></DESPG></EXN>'
    first, second = all_of(ENN + later + CURRENT)
    assert (first["application_number"], first["designations"]) == ("1799999", ["VN", "ID"])
    assert first["publication_date"] == date(2023, 3, 30)
    assert second["application_number"] == "1799999 EXN 20250313"
    assert (second["ir_number"], second["designations"]) == ("1799999", ["KH"])
    assert second["publication_date"] == date(2025, 3, 13)


@pytest.mark.parametrize(
    ("image", "flag", "kind"),
    [
        ('TEXT="A" TYPE="NIL"', "", "word"), ('TEXT="A" TYPE="GIF"', "<STDMIND/>", "word"),
        ('TEXT="A" TYPE="GIF"', "", "combined"), ('TYPE="GIF"', "", "figurative"),
        ('TYPE="GIF"', "<THRDMAR/>", "3d"), ('TYPE="GIF"', "<SOUMARI/>", "sound"),
    ],
)  # fmt: skip
def test_kind_of_mark(image: str, flag: str, kind: str) -> None:
    (found,) = all_of(f"<CURRENT><IMAGE {image}/>{flag}</CURRENT>")
    assert found["mark_kind"] == kind


def test_bad_records_are_set_aside() -> None:
    batches = read(MadridReader(), register(ENN.replace("20230330", "20231399"), number="1"))
    assert "its PUBDATE '20231399' is no date" in set_aside(batches)[0].reason
    batches = read(MadridReader(), register(ENN, number=""))
    assert "no number of an international registration" in set_aside(batches)[0].reason
    (found,) = all_of(ENN.replace("20230330", "00000000"))
    assert found["publication_date"] is None


def test_every_batch_says_that_it_is_experimental() -> None:
    (batch,) = read(MadridReader(), register(CURRENT))
    assert batch.notes == (EXPERIMENTAL,)


def test_the_synthetic_shape(real_data: Path) -> None:
    """A synthetic file, which shows that the shape is understood and nothing about real files."""
    path = real_data / "offices" / "wo" / "synthetic" / "romarin_shape_synthetic.xml"
    (found,) = filings(read_filings(path))
    assert (found["mark_text"], found["transliteration"]) == ("MEIHUA 梅花", ["mei hua"])
    assert (found["translation"], found["classes"]) == (["plum blossom"], [25])
    assert sorted(found["designations"]) == ["KH", "US", "VN"]

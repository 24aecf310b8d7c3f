"""The list of hits of DPMAregister."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import detect, read_filings
from squatwatch.offices.dpma import DpmaReader
from squatwatch.offices.files.source import bytes_source
from tests.offices.samples import read, set_aside
from tests.offices.xml_shapes import rows

HEADER = "Datenbestand;Aktenzeichen/Registernummer;Markendarstellung;Aktenzustand\r\n"


def test_bad_rows_are_set_aside_by_number() -> None:
    content = HEADER + 'DE;"1";A;\r\nAT;"2";B;\r\nDE;"";C;\r\nDE;"4";D;x;y\r\nDE;"5";E;neu\r\n'
    batches = read(DpmaReader(), content.encode(), "hits.csv")
    assert [one["application_number"] for one in rows(batches)] == ["1", "5"]
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("row 3", "register 'AT' is none of DE, EM, WO"),
        ("row 4", "it has no number"),
        ("row 5", "it has more cells than the header"),
    ]
    assert [(one["status"], one["status_raw"]) for one in rows(batches)] == [
        (None, None),
        (None, "neu"),
    ]


def test_a_number_that_comes_twice_comes_twice() -> None:
    content = (HEADER + 'DE;"1";A;\r\nDE;"1";B;\r\n').encode()
    assert [one["mark_text"] for one in rows(read(DpmaReader(), content))] == ["A", "B"]


def test_another_encoding_is_said() -> None:
    content = (HEADER + 'DE;"1";MÜLLER;\r\n').encode("latin-1")
    with pytest.raises(DataError, match="cannot be read as the CSV of DPMAregister"):
        read(DpmaReader(), content)


def test_it_is_told_from_other_lists_by_its_headings() -> None:
    assert detect(bytes_source("a.txt", HEADER.encode("utf-8-sig"))).name == "dpma"
    for content in (b"Datenbestand;Aktenzustand\n", b"office;application_number\n", b"", b"\xff"):
        assert not DpmaReader().recognises(bytes_source("a.csv", content))


def test_the_real_list(real_data: Path) -> None:
    path = real_data / "offices" / "de" / "dpmaregister_export_first50.csv"
    batches = list(read_filings(path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        plain = list(csv.reader(stream, delimiter=";"))[1:]
    found = rows(batches)
    assert not set_aside(batches)
    assert len(found) == len(plain) == 50
    for row, (office, number, mark, status) in zip(found, plain, strict=True):
        assert [row["office"], row["application_number"]] == [office, number]
        assert (row["mark_text"] or "", row["status_raw"]) == (mark, status.strip())
    statuses = [row["status"] for row in found]
    assert {name: statuses.count(name) for name in set(statuses)} == {
        "expired": 33,
        "registered": 15,
        "cancelled": 2,
    }

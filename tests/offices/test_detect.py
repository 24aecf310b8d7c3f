"""Telling formats apart, and the public face of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import FORMATS, READERS, detect, read_filings
from squatwatch.offices.files.source import bytes_source
from tests.offices.samples import (
    EMPTY_DAY,
    ESEARCH_HEADINGS,
    case,
    daily,
    euipo,
    filings,
    workbook,
    zipped,
)


def test_every_format_has_a_title_in_both_languages() -> None:
    assert list(FORMATS) == [reader.name for reader in READERS]
    assert all(english and chinese for english, chinese in FORMATS.values())


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a", [["title"], ESEARCH_HEADINGS]).read_bytes()
    for content, name in (
        (daily(case()), "uspto-daily"),
        (EMPTY_DAY, "uspto-daily"),
        (euipo("<ApplicationNumber>1</ApplicationNumber>"), "st66"),
        (sheet, "esearch-plus"),
        (b"office,application_number,mark_text\n", "exchange"),
        (b'{"office": "US"', "exchange"),
        (b"PAR1....", "exchange"),
    ):
        assert detect(bytes_source("misleading.txt", content)).name == name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<!DOCTYPE html><html>", "is a web page, not data"),
        (b"\x89PNG\r\n\x1a\n\x00", "is of no known format"),
        (b"<rss/>", "is of no known format"),
        (b"just some words", "is of no known format"),
        (b"PK\x03\x04 no zip at all", "is of no known format"),
    ],
)
def test_an_unknown_file_is_told_with_the_known_formats(content: bytes, message: str) -> None:
    with pytest.raises(DataError, match=message) as raised:
        detect(bytes_source("a", content))
    assert "\n" not in str(raised.value)
    if "web page" not in message:
        assert all(title in str(raised.value) for title, _ in FORMATS.values())


def test_a_zip_may_hold_other_things_beside_the_data(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"readme.txt": b"hello", "a.xml": daily(case())})
    batches = list(read_filings(path))
    assert len(filings(batches)) == 1
    assert batches[-1].notes == ("of no known format, left out: a.zip/readme.txt",)


def test_a_zip_without_data_fails(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"readme.txt": b"hello", "b.txt": b"x"})
    with pytest.raises(DataError, match="holds no file of a known format"):
        list(read_filings(path))


def test_a_zip_may_mix_formats(tmp_path: Path) -> None:
    members = {
        "a.xml": daily(case("97000001")),
        "b.csv": b"office,application_number,mark_text\nUS,2,X\n",
        "c.xml": daily(case("97000003")),
    }
    found = filings(read_filings(zipped(tmp_path / "a.zip", members)))
    assert [one["application_number"] for one in found] == ["97000001", "2", "97000003"]

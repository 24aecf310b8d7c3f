"""Case files byte for byte."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from squatwatch.errors import DataError
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.uspto import UsptoReader, raw
from tests.offices.samples import EMPTY_DAY, case, daily, filings, read


def kept(content: bytes) -> pl.DataFrame:
    frames = list(UsptoReader().raw(bytes_source("apc.xml", content)))
    schema = {"office": pl.String, "application_number": pl.String, "content": pl.Binary}
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def test_every_byte_of_every_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "RECORDS", 2)
    monkeypatch.setattr(raw, "_BLOCK", 7)
    amended = case("97000002", more="<!-- x -->")
    cases = [case("97000001", mark="A&amp;B"), amended, case("97000001")]
    found = kept(daily(*cases))
    assert found["application_number"].to_list() == ["97000001", "97000002", "97000001"]
    assert [one.decode() for one in found["content"]] == [one.rstrip("\n") for one in cases]
    assert found["office"].unique().to_list() == ["US"]


def test_what_has_no_serial_number_is_left_out() -> None:
    assert kept(daily(case("x"), case("97000001"))).height == 1
    assert kept(EMPTY_DAY).height == 0
    assert kept(b"</case-file></case-file>").height == 0


def test_what_is_cut_short_is_no_record() -> None:
    content = daily(case("97000001"), case("97000002"))
    assert kept(content[: content.index(b"97000002") + 20]).height == 1


def test_a_record_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "LONGEST", 1000)
    with pytest.raises(DataError, match=r"apc\.xml: has a record of more than"):
        kept(b"<case-file>" + b"x" * 2000)


def test_real_records_are_those_that_are_read(real_data: Path) -> None:
    for file in sorted((real_data / "offices" / "us" / "records").glob("*.xml")):
        content = file.read_bytes()
        numbers = [one["application_number"] for one in filings(read(UsptoReader(), content))]
        found = kept(content)
        assert found["application_number"].to_list() == numbers
        assert all(record in content for record in found["content"])

"""Applicant files of the EUIPO, made up in the shape of the ST.66 family: no evidence."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from squatwatch.errors import DataError
from squatwatch.model import Applicant
from squatwatch.offices import read_filings
from squatwatch.offices.batch import EXPERIMENTAL
from squatwatch.offices.euipo_applicants import EuipoApplicantsReader
from squatwatch.offices.files.source import OfficeFile, bytes_source
from squatwatch.offices.frames import APPLICANTS_SCHEMA
from squatwatch.offices.st66 import St66Reader
from tests.offices.samples import euipo, filings, read, set_aside, zipped

READER = EuipoApplicantsReader()
KEYED = (
    "<ApplicationNumber>019999001</ApplicationNumber><ApplicantDetails>"
    "<ApplicantKey><Identifier>1</Identifier></ApplicantKey>"
    "<ApplicantKey><Identifier>9</Identifier></ApplicantKey></ApplicantDetails>"
)
"""A mark whose applicants are keys."""


def applicants(*people: tuple[str, str, str]) -> OfficeFile:
    body = "".join(
        f"<Applicant><ApplicantIdentifier>{key}</ApplicantIdentifier><ApplicantAddressBook>"
        "<FormattedNameAddress><Name><FreeFormatName><FreeFormatNameDetails>"
        f"<FreeFormatNameLine>{name}</FreeFormatNameLine></FreeFormatNameDetails></FreeFormatName>"
        f"</Name><Address><AddressCountryCode>{country}</AddressCountryCode><FreeFormatAddress>"
        "<FreeFormatAddressLine>1 Road</FreeFormatAddressLine></FreeFormatAddress></Address>"
        "</FormattedNameAddress></ApplicantAddressBook></Applicant>"
        for key, name, country in people
    )
    content = (
        '<Transaction xmlns="http://euipo.europa.eu/trademark/applicant"><TradeMarkTransactionBody>'
        "<TransactionContentDetails><TransactionData><ApplicantDetails>"
        f"{body}</ApplicantDetails></TransactionData></TransactionContentDetails>"
        "</TradeMarkTransactionBody></Transaction>"
    )
    return bytes_source("APPLICANTS.xml", content.encode())


def test_applicants_come_in_batches() -> None:
    source = applicants(("1", "Pear GmbH", "DE"), ("2", "", "FR"), ("3", "Plum SA", "FR"))
    assert READER.recognises(source)
    batches = list(READER.read([source], batch_rows=1))
    assert [batch.applicants.height for batch in batches] == [1, 1, 0]
    assert all(batch.notes == (EXPERIMENTAL,) for batch in batches)
    frame = pl.concat(batch.applicants for batch in batches)
    assert frame.schema == APPLICANTS_SCHEMA
    assert frame.rows() == [
        ("EM", "euipo-applicant:1", "Pear GmbH", "DE", "1 Road"),
        ("EM", "euipo-applicant:3", "Plum SA", "FR", "1 Road"),
    ]
    assert not filings(batches)


def test_the_identifiers_are_those_that_stand_in_the_marks() -> None:
    (keyed,) = filings(read(St66Reader(), euipo(KEYED)))
    (batch,) = READER.read([applicants(("1", "Pear GmbH", "DE"), ("9", "Plum SA", "FR"))])
    assert [Applicant(**one) for one in keyed["applicants"]] == [
        Applicant(None, None, key) for key in batch.applicants["identifier"]  # type: ignore[arg-type]
    ]  # fmt: skip


def test_a_file_that_is_cut_short_gives_what_stands_before() -> None:
    content = applicants(("1", "Pear GmbH", "DE"), ("2", "Plum SA", "FR")).content()
    found = READER.read([bytes_source("a.xml", content[:-150])])
    assert next(found).applicants["identifier"].to_list()[0] == "euipo-applicant:1"
    with pytest.raises(DataError, match="not well-formed"):
        next(found)


def test_among_others_of_its_archive_it_is_set_aside(tmp_path: Path) -> None:
    content = applicants(("1", "Pear GmbH", "DE")).content()
    members = {"1.xml": content[:-60], "2.xml": content, "3.xml": euipo(KEYED)}
    batches = list(read_filings(zipped(tmp_path / "a.zip", members)))
    assert [one.file for one in set_aside(batches)] == ["a.zip/1.xml"]
    assert sum(batch.applicants.height for batch in batches) == 2
    assert len(filings(batches)) == 1


def test_trade_mark_files_are_no_applicant_files(real_data: Path) -> None:
    folder = real_data / "offices"
    for path in sorted((folder / "em" / "st66").glob("*.xml")):
        assert not READER.recognises(bytes_source(path.name, path.read_bytes()))
    british = folder / "gb" / "gb_tmview_applicant_507772.xml"
    assert READER.recognises(bytes_source(british.name, british.read_bytes()))

"""Applicant files of the EUIPO, made up in the shape of the ST.66 family: no evidence."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from squatwatch.errors import DataError
from squatwatch.model import Applicant, Filing
from squatwatch.offices.euipo_applicants import (
    APPLICANTS_SCHEMA,
    read_applicants,
    recognises,
    with_names,
)
from squatwatch.offices.files.source import OfficeFile, bytes_source
from squatwatch.offices.frames import filings_frame
from squatwatch.offices.st66 import St66Reader
from squatwatch.schemas import FILING_SCHEMA
from tests.offices.samples import euipo, read


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
    assert recognises(source)
    batches = list(read_applicants([source], batch_rows=1))
    assert [batch.height for batch in batches] == [1, 1]
    frame = pl.concat(batches)
    assert frame.schema == APPLICANTS_SCHEMA
    assert frame.rows() == [
        ("EM", "1", "Pear GmbH", "DE", "1 Road"),
        ("EM", "3", "Plum SA", "FR", "1 Road"),
    ]


def test_a_file_that_is_cut_short_gives_what_stands_before() -> None:
    content = applicants(("1", "Pear GmbH", "DE"), ("2", "Plum SA", "FR")).content()
    found = read_applicants([bytes_source("a.xml", content[:-150])])
    assert next(found)["identifier"].to_list()[0] == "1"
    with pytest.raises(DataError, match="not well-formed"):
        next(found)


def test_names_are_filled_in_for_the_keys_that_the_records_hold() -> None:
    body = (
        "<ApplicationNumber>019999001</ApplicationNumber><ApplicantDetails>"
        "<ApplicantKey><Identifier>1</Identifier></ApplicantKey>"
        "<ApplicantKey><Identifier>9</Identifier></ApplicantKey></ApplicantDetails>"
    )
    (batch,) = read(St66Reader(), euipo(body))
    known = pl.concat(read_applicants([applicants(("1", "Old", "DE"), ("1", "Pear GmbH", "DE"))]))
    filled = with_names(batch.filings, known)
    assert filled.schema == FILING_SCHEMA
    assert filled["applicants"].to_list()[0] == [
        {"name": "Pear GmbH", "country": "DE", "address": "1 Road"},
        {"name": None, "country": None, "address": "euipo-applicant:9"},
    ]


def test_other_filings_stay_as_they_are() -> None:
    filings = filings_frame(
        [
            Filing("EM", "1", applicants=(Applicant("Own Name", "DE", "euipo-applicant:1"),)),
            Filing("US", "2", applicants=(Applicant("", "US", "euipo-applicant:1"),)),
            Filing("EM", "3"),
        ]
    )
    known = pl.concat(read_applicants([applicants(("1", "Pear GmbH", "DE"))]))
    assert with_names(filings, known).to_dicts() == filings.to_dicts()
    assert with_names(filings[:0], known).height == 0


def test_trade_mark_files_are_no_applicant_files(real_data: Path) -> None:
    folder = real_data / "offices"
    for path in sorted((folder / "em" / "st66").glob("*.xml")):
        assert not recognises(bytes_source(path.name, path.read_bytes()))
    british = folder / "gb" / "gb_tmview_applicant_507772.xml"
    assert recognises(bytes_source(british.name, british.read_bytes()))

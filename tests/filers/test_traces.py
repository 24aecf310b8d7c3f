"""The traces of a filing are what groups are made by: shared keys of names and of places."""

from __future__ import annotations

import polars as pl

from squatwatch.filers.traces import PLACE, traces
from squatwatch.model import Applicant, Filing
from tests.assess.samples import batch


def of(*applicants: Applicant) -> list[str]:
    """The traces of a filing by these applicants."""
    found = traces(batch([Filing("EM", "1", applicants=applicants)]))
    return list(found["traces"].item())


def test_spellings_of_one_name_leave_one_trace() -> None:
    assert of(Applicant("Nordlicht Handels GmbH")) == of(Applicant("NORDLICHT HANDELS G.M.B.H."))


def test_a_place_leaves_a_trace_of_its_own() -> None:
    told = of(Applicant("Taker AG", address="No. 18, Example Street, Kiel, Germany"))
    other = of(Applicant("Other SA", address="18 Example St., 24103 Kiel"))
    [place] = {*told} & {*other}
    assert place.startswith(PLACE)


def test_an_identifier_of_an_office_stands_for_a_name() -> None:
    assert "euipo-applicant:123" in of(Applicant("", address="euipo-applicant:123"))


def test_joint_applicants_leave_the_traces_of_each() -> None:
    one, other = Applicant("Taker AG"), Applicant("Other SA")
    assert {*of(one, other)} == {*of(one), *of(other)}


def test_nobody_leaves_none() -> None:
    assert of() == of(Applicant("")) == of(Applicant("", "DE", "Germany")) == []


def test_every_filing_has_its_row() -> None:
    filings = batch([Filing("EM", "1"), Filing("DE", "1", applicants=(Applicant("Taker AG"),))])
    found = traces(filings)
    assert found.select("office", "application_key").rows() == [("EM", "1"), ("DE", "1")]
    assert found.schema["traces"] == pl.List(pl.String)

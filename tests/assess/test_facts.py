"""The facts that are joined to a pair before it is weighed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from squatwatch.assess.assess import Assessed
from squatwatch.assess.facts import names_an_applicant
from squatwatch.model import Applicant, Brand, Event, Filing, Right
from tests.assess.samples import batch, by_number, day, filing, told, weigh

BRAND = Brand(
    "hongli",
    name_latin=("HONGLI",),
    owner_en="Hongli Holdings Ltd",
    partners=("Example Import GmbH",),
    classes=(11,),
    since="2010",
    vienna=("05.03.13",),
)
FILED, PRIORITY = day("2024-03-01"), day("2023-10-01")


@pytest.mark.parametrize(
    ("applicants", "known"),
    [
        ((), False),
        ((Applicant(""),), False),
        ((Applicant("  "),), False),
        ((Applicant("", "DE", "Kiel"),), False),
        ((Applicant("Example GmbH"),), True),
        ((Applicant(""), Applicant("Example GmbH")), True),
    ],
)
def test_whether_a_record_names_an_applicant(
    applicants: tuple[Applicant, ...], known: bool
) -> None:
    frame = batch([replace(filing("1"), applicants=applicants)])
    assert frame.select(known=names_an_applicant())["known"].to_list() == [known]


def weighed(*filings: Filing, rights: list[Right] | None = None) -> Assessed:
    launch = Event("hongli", day("2023-09-20"), "launch")
    return weigh([BRAND], filings, rights or [], [launch])


@pytest.mark.parametrize(
    ("filed", "priority", "expected"),
    [
        (FILED, None, FILED),
        (FILED, PRIORITY, PRIORITY),
        (PRIORITY, FILED, PRIORITY),
        (None, PRIORITY, PRIORITY),
        (None, None, None),
    ],
)
def test_a_filing_is_as_old_as_the_priority_that_it_claims(
    filed: date | None, priority: date | None, expected: date | None
) -> None:
    assessed = weighed(filing("1", "HONGLI", "Taker AG", filing_date=filed, priority_date=priority))
    assert by_number(assessed, "filed") == {"1": expected}


def test_time_is_told_by_the_day_of_priority() -> None:
    own = Right("hongli", "US", "US-1", filing_date=FILED)
    by_filing = filing("1", "HONGLI", "Taker AG", filing_date=FILED)
    by_priority = replace(by_filing, priority_date=PRIORITY)
    late, early = (told(weighed(one, rights=[own]), "1") for one in (by_filing, by_priority))
    assert late["time.after-event"]["days"] == 163
    assert "time.before-owner" not in late
    assert early["time.soon-after-event"]["days"] == 11
    assert early["time.before-owner"] == {"days": 152, "owner_number": "US-1"}


def test_the_owners_filing_in_the_register_is_a_right_of_its_own() -> None:
    owner = filing("1", "HONGLI", "Hongli Holdings Ltd", filing_date=PRIORITY)
    taker = filing("2", "HONGLI", "Taker AG", filing_date=FILED)
    assert told(weighed(owner, taker), "2")["rights.older-here"] == {
        "numbers": ["1"], "office": "US",
    }  # fmt: skip
    partner = replace(owner, applicants=(Applicant("Example Import GmbH"),))
    assert "rights.older-here" not in told(weighed(partner, taker), "2")


def test_a_filing_is_no_older_right_against_itself() -> None:
    owner = filing("1", "HONGLI", "Hongli Holdings Ltd", filing_date=PRIORITY)
    assert not {"rights.older-here", "rights.none-here", "time.before-owner"} & set(
        told(weighed(owner), "1")
    )


def test_pictures_goods_and_rights_are_told_together() -> None:
    one = filing(
        "1", "HONGLI", "Taker AG", filing_date=FILED, classes=(11,), vienna_codes=("5.3.13",)
    )
    codes = set(told(weighed(one, rights=[Right("hongli", "CN", "1")]), "1"))
    assert {"class.same", "figure.same-section", "rights.none-here", "time.after-event"} <= codes

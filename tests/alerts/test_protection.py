"""What the owner holds: the rights file and the own filings, each right once."""

from __future__ import annotations

from datetime import date

import pytest

from squatwatch.alerts.protection import own_rights
from squatwatch.model import ENDED, STATUSES, Status
from tests.alerts.exposure_samples import AS_OF, OWNER, alert, filing, own, right


def test_filings_of_the_owner_and_of_affiliates_are_rights() -> None:
    mine = own(filing("018 1", classes=(9,), applicants=OWNER, registration_number="000181"))
    affiliate = alert(filing("2", "SG"), cleared_by="affiliate")
    found = own_rights([mine, affiliate], [], AS_OF)
    assert [(one.right.office, one.right.number) for one in found] == [
        ("EM", "000181"),
        ("SG", "2"),
    ]
    assert found[0].right.classes == (9,)
    assert "DE" in found[0].reaches


def test_other_filings_are_none() -> None:
    strangers = [alert(filing("1")), alert(filing("2"), cleared_by="predates")]
    assert own_rights([*strangers, alert(filing("3"), cleared_by="ended")], [], AS_OF) == ()


def test_a_right_that_is_also_a_filing_is_told_once() -> None:
    mine = own(filing("018 1", classes=(9,), registration_number="R-7", status="registered"))
    for number in ("0181", "r7"):
        [found] = own_rights([mine], [right("EM", number, (25,), "unknown")], AS_OF)
        assert found.right.classes == (9, 25)
        assert found.right.status == "registered"


def test_classes_are_unknown_where_either_does_not_tell_them() -> None:
    [found] = own_rights([own(filing("1"))], [right("EM", "1", (9,))], AS_OF)
    assert found.right.classes == ()


def test_of_a_right_that_has_ended_only_the_classes_that_are_told_have() -> None:
    """Else a row of the rights file without classes would open gaps in all the others."""
    [found] = own_rights(
        [own(filing("1", classes=(9,), status="refused"))], [right("EM", "1")], AS_OF
    )
    assert (found.right.classes, found.ended) == ((9,), True)


@pytest.mark.parametrize("status", STATUSES)
def test_the_record_tells_the_status_unless_it_does_not_know(status: Status) -> None:
    [by_record] = own_rights([own(filing("1", status=status))], [right("EM")], AS_OF)
    assert by_record.right.status == ("registered" if status == "unknown" else status)
    [by_file] = own_rights(
        [own(filing("1", status="unknown"))], [right("EM", status=status)], AS_OF
    )
    assert by_file.right.status == status
    assert by_file.ended == (status in ENDED)


@pytest.mark.parametrize(("expiry", "ended"), [(date(2025, 7, 1), True), (date(2025, 9, 1), False)])
def test_a_registration_has_ended_half_a_year_after_it_expired(expiry: date, ended: bool) -> None:
    mine = own(filing("1", status="registered", expiry_date=expiry))
    [found] = own_rights([mine], [], AS_OF)
    assert found.ended is ended


def test_a_filing_that_claims_priority_is_no_first_filing() -> None:
    [first] = own_rights([own(filing("1"))], [], AS_OF)
    [second] = own_rights([own(filing("1", priority_date=date(2025, 9, 1)))], [], AS_OF)
    assert (first.first_filing, second.first_filing) == (True, False)


def test_the_reach_of_an_international_registration_is_its_designations() -> None:
    found = own_rights(
        [own(filing("1", "WO", designations=("US", "NL")))], [right("WO", "2")], AS_OF
    )
    assert [one.reaches for one in found] == [{"US", "BX"}, set()]

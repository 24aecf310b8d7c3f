"""Where the owner's rights hold, and on what filings they bear."""

from __future__ import annotations

import pytest

from squatwatch.assess.own_rights import bears_on, covers, is_live
from squatwatch.model import ENDED, STATUSES, Right
from squatwatch.reference import table

MEMBERS = [place for office, place, _ in table("office_reach").iter_rows() if office == "EM"]


@pytest.mark.parametrize("member", MEMBERS)
def test_a_mark_of_the_union_and_one_of_a_member_bear_on_each_other(member: str) -> None:
    assert bears_on("EM", member)
    assert bears_on(member, "EM")
    assert covers("EM", member)
    assert not covers(member, "EM")


def test_what_lies_outside_the_union_does_not() -> None:
    assert not any(bears_on("EM", office) for office in ("GB", "CH", "NO", "TR", "CN", "WO"))
    assert not bears_on("CN", "HK")


def test_a_place_without_an_office_of_its_own_has_the_shared_one() -> None:
    assert bears_on("BX", "NL")
    assert covers("BX", "NL")
    assert covers("OA", "SN")


@pytest.mark.parametrize("status", STATUSES)
def test_a_right_stands_until_it_has_ended(status: str) -> None:
    right = Right("b", "CN", "1", status=status)  # type: ignore[arg-type]
    assert is_live(right) == (status not in ENDED)

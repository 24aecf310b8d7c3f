"""How far filings reach: members, places without a register, designations."""

from __future__ import annotations

import pytest

from squatwatch.assess.reach import acting, reach, reaching
from squatwatch.reference import table

ROWS = table("office_reach").rows(named=True)
CODES = set(table("office_codes")["code"])


def test_the_table_names_known_offices_once() -> None:
    pairs = [(row["office"], row["place"]) for row in ROWS]
    assert len(set(pairs)) == len(pairs)
    assert {code for pair in pairs for code in pair} <= CODES
    assert {row["only_office"] for row in ROWS} == {"yes", "no"}


def test_the_unions_have_as_many_members_as_they_have() -> None:
    members = {office: [r for r in ROWS if r["office"] == office] for office in ("EM", "BX", "OA")}
    assert {office: len(rows) for office, rows in members.items()} == {"EM": 27, "BX": 3, "OA": 17}


@pytest.mark.parametrize(
    ("place", "office"), [("NL", "BX"), ("LU", "BX"), ("SN", "OA"), ("FR", "FR"), ("EM", "EM")]
)
def test_a_place_without_a_register_is_looked_at_as_the_office_that_acts(
    place: str, office: str
) -> None:
    assert acting(place) == office


def test_a_shared_mark_holds_in_its_members_and_no_further() -> None:
    assert {"EM", "DE", "BX"} <= reach("EM")
    assert not {"GB", "CH", "NO", "WO", "NL"} & reach("EM")
    assert reach("DE") == {"DE"}
    assert reach("BX") == {"BX"}


def test_an_international_registration_holds_where_it_designates() -> None:
    assert reach("WO") == set()
    assert reach("WO", ("US", "EM")) == {"US", *reach("EM")}
    assert reach("CN", ("AE",)) == {"CN", "AE"}


@pytest.mark.parametrize("office", ["DE", "BX", "EM", "OA", "US"])
def test_what_reaches_an_office_is_the_other_side_of_reach(office: str) -> None:
    shared = {row["office"] for row in ROWS}
    assert set(reaching(office)) == {one for one in shared - {office} if office in reach(one)}

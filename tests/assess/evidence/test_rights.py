"""What the owner has at the office: an older right, a filing soon after, nothing at all."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from squatwatch.assess.evidence.rights import (
    BEFORE_THE_OWNER_DAYS,
    OWN_SCHEMA,
    before_owner,
    own_filings,
    own_rights,
    reach,
    with_rights,
)
from squatwatch.assess.own_rights import covers
from squatwatch.model import ENDED, STATUSES, Right, Status
from tests.assess.samples import answers, day, rests_on

FILED = day("2024-03-01")
BEFORE, AFTER = FILED - timedelta(1), FILED + timedelta(1)


def right(
    office: str, filed: date | None, number: str = "1", status: Status = "registered"
) -> Right:
    return Right("brand", office, number, filing_date=filed, status=status)


def pairs_of(*filings: tuple[str, date | None], **facts: Any) -> pl.DataFrame:
    """Pairs of one brand: office and day of filing."""
    rows = [(pair, "brand", *filing) for pair, filing in enumerate(filings)]
    schema = {"pair": pl.UInt32, "brand_id": pl.String, "office": pl.String, "filed": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        role=pl.lit(facts.get("role"), pl.String),
        application_number=pl.format("N-{}", pl.col("pair")),
        classes=pl.lit([9], pl.List(pl.Int16)),
        similar_groups=pl.lit(facts.get("groups", []), pl.List(pl.String)),
        status=pl.lit(facts.get("status", "filed")),
    )


def known(*rights: Right, office: str = "US", filed: date | None = FILED) -> pl.DataFrame:
    """One filing by a stranger with the owner's rights around it."""
    pairs = pairs_of((office, filed))
    return with_rights(pairs, own_filings(pairs, rights))


def told(*rights: Right, office: str = "US", filed: date | None = FILED) -> str | None:
    return answers(own_rights(), known(*rights, office=office, filed=filed)).get(0)


OLDER, NONE = "rights.older-here", "rights.none-here"


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ((), None),
        ((right("US", BEFORE),), OLDER),
        ((right("US", FILED),), None),
        ((right("US", AFTER),), None),
        ((right("US", None),), None),
        ((right("CN", BEFORE),), NONE),
        ((right("CN", None),), NONE),
        ((right("CN", BEFORE), right("US", AFTER, "2")), None),
        ((right("CN", BEFORE), right("US", BEFORE, "2")), OLDER),
        # what has ended is no right any more, and was filed all the same
        ((right("US", BEFORE, status="expired"),), None),
        ((right("CN", BEFORE), right("US", BEFORE, "2", status="refused")), None),
        ((right("CN", BEFORE, status="cancelled"),), NONE),
        # where an international registration holds, nobody tells
        ((right("CN", BEFORE), right("WO", BEFORE, "2")), None),
    ],
)
def test_what_the_owner_has_at_the_office(rights: tuple[Right, ...], expected: str | None) -> None:
    assert told(*rights) == expected


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_right_that_stands_is_an_older_right(status: Status) -> None:
    assert told(right("US", BEFORE, status=status)) == (None if status in ENDED else OLDER)


@pytest.mark.parametrize(
    ("own", "office", "expected"),
    [
        ("EM", "DE", OLDER),
        ("EM", "BX", OLDER),
        ("BX", "BE", OLDER),
        ("EM", "GB", NONE),
        ("DE", "EM", NONE),
        ("BX", "EM", NONE),
        ("OA", "CM", OLDER),
    ],
)
def test_the_right_of_a_regional_office_holds_in_its_states(
    own: str, office: str, expected: str
) -> None:
    assert told(right(own, BEFORE), office=office) == expected


def test_offices_reach_where_their_marks_hold() -> None:
    pairs = set(reach().rows())
    offices = {office for pair in pairs for office in pair}
    expected = {
        (one, other) for one, other in itertools.permutations(offices, 2) if covers(one, other)
    }
    assert pairs == expected
    assert len(reach()) == len(pairs)


def test_no_day_of_filing_no_older_right() -> None:
    assert told(right("US", BEFORE), filed=None) is None
    assert told(right("CN", BEFORE), filed=None) == NONE


def test_the_rights_of_others_say_nothing() -> None:
    other = Right("other", "CN", "1", filing_date=BEFORE)
    assert told(other) is None


def test_the_numbers_of_older_rights_are_told_the_oldest_first() -> None:
    pairs = known(
        right("US", BEFORE, "B"), right("US", BEFORE - timedelta(9), "C"), right("US", AFTER)
    )
    assert rests_on(own_rights(), pairs) == [{"numbers": ["C", "B"], "office": "US"}]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, False), (0, False), (1, True), (364, True), (365, True), (366, False), (4000, False)],
)
def test_within_a_year_before_the_owner(days: int, expected: bool) -> None:
    pairs = known(right("US", FILED + timedelta(days), "US-1"))
    assert answers(before_owner(), pairs) == ({0: "time.before-owner"} if expected else {})
    if expected:
        assert rests_on(before_owner(), pairs) == [{"days": days, "owner_number": "US-1"}]
    assert BEFORE_THE_OWNER_DAYS == 365


@pytest.mark.parametrize(
    "rights",
    [
        (right("US", AFTER, "2"), right("US", BEFORE, "1")),
        (right("US", AFTER, "2"), right("US", FILED, "1")),
        (right("US", AFTER, "2"), right("US", BEFORE, "1", status="expired")),
        (right("EM", AFTER),),
        (right("US", None),),
    ],
)
def test_not_before_the_owners_first_filing_at_the_office(rights: tuple[Right, ...]) -> None:
    assert answers(before_owner(), known(*rights)) == {}


def test_a_regional_right_is_no_filing_of_the_owner_at_the_office() -> None:
    assert answers(before_owner(), known(right("EM", AFTER), office="DE")) == {}
    assert answers(before_owner(), known(right("EM", BEFORE), right("DE", AFTER, "2"), office="DE"))


def test_of_several_later_filings_the_first_counts() -> None:
    pairs = known(right("US", AFTER + timedelta(9), "later"), right("US", AFTER, "first"))
    assert rests_on(before_owner(), pairs) == [{"days": 1, "owner_number": "first"}]


def test_the_owners_filings_in_the_register_count_as_rights() -> None:
    filings = pairs_of(("US", BEFORE), ("US", FILED)).with_columns(role=pl.Series(["owner", None]))
    found = with_rights(filings, own_filings(filings, ()))
    assert answers(own_rights(), found) == {1: OLDER}
    assert rests_on(own_rights(), found) == [{"numbers": ["N-0"], "office": "US"}]


@pytest.mark.parametrize("role", ["partner", "joint", None])
def test_the_filings_of_others_do_not(role: str | None) -> None:
    assert own_filings(pairs_of(("US", BEFORE), role=role), ()).is_empty()


def test_a_filing_in_the_file_and_in_the_register_is_one() -> None:
    filings = pairs_of(("US", BEFORE), role="affiliate", groups=["0901"])
    for filed in (BEFORE, None, AFTER):
        own = own_filings(filings, [right("US", filed, "n 0"), right("EM", BEFORE, "n0")])
        assert own.schema == OWN_SCHEMA
        here = own.filter(pl.col("office") == "US")
        assert here.select("filed", "classes", "similar_groups", "ended").rows() == [
            (BEFORE, [9], ["0901"], False)
        ]
        assert own.height == 2


def test_what_has_ended_by_file_or_register_has_ended() -> None:
    standing = pairs_of(("US", BEFORE), role="owner")
    ended = pairs_of(("US", BEFORE), role="owner", status="refused")
    for filings, status in ((standing, "expired"), (ended, "registered"), (ended, "unknown")):
        own = own_filings(filings, [right("US", BEFORE, "N-0", status=status)])  # type: ignore[arg-type]
        assert own["ended"].to_list() == [True]

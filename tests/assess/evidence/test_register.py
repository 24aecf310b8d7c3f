"""How rare a unit is in the register: the filers who bore it before the brand was known."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.evidence import tell
from squatwatch.assess.evidence.register import (
    MOST_DOUBLINGS,
    shared,
    with_filer,
    with_other_filers,
)
from squatwatch.schemas import APPLICANT_TYPE
from tests.assess.samples import answers, day, rests_on

SINCE = day("2010-01-01")
EARLY, LATE = day("2005-01-01"), day("2015-01-01")


def pairs_of(*rows: tuple[str, str, str, str | None, object]) -> pl.DataFrame:
    """Pairs: brand, unit, office, role, day of filing; the filer is numbered by the pair."""
    frame = pl.DataFrame(
        [(pair, *row) for pair, row in enumerate(rows)],
        schema={
            "pair": pl.UInt32, "brand_id": pl.String, "unit": pl.String, "office": pl.String,
            "role": pl.String, "filed": pl.Date,
        },
        orient="row",
    )  # fmt: skip
    return frame.with_columns(
        since_date=pl.lit(SINCE), own_filer=pl.format("filer {}", pl.col("pair"))
    )


def counts(pairs: pl.DataFrame) -> list[tuple[int, int]]:
    found = with_other_filers(pairs)
    assert found["pair"].to_list() == pairs["pair"].to_list()
    return found.select("other_filers", "other_filers_here").rows()


def test_others_of_the_same_unit_and_brand_count() -> None:
    found = counts(
        pairs_of(
            ("a", "mi", "US", None, EARLY),
            ("a", "mi", "US", None, LATE),
            ("a", "mi", "EM", None, EARLY),
            ("a", "xiaomi", "US", None, LATE),
            ("b", "mi", "US", None, LATE),
        )
    )
    assert found == [(1, 0), (2, 1), (1, 0), (0, 0), (0, 0)]


@pytest.mark.parametrize(
    ("filed", "expected"),
    [(day("2009-12-31"), 1), (SINCE, 0), (LATE, 0), (None, 1)],
)
def test_who_came_after_the_brand_does_not_count(filed: object, expected: int) -> None:
    pairs = pairs_of(("a", "mi", "US", None, LATE), ("a", "mi", "US", None, filed))
    assert counts(pairs)[0] == (expected, expected)


def test_where_nobody_knows_since_when_the_brand_is_known_all_count() -> None:
    pairs = pairs_of(*[("a", "mi", "US", None, LATE)] * 3)
    unknown = pairs.with_columns(since_date=pl.lit(None, pl.Date))
    assert counts(unknown) == [(2, 2)] * 3


@pytest.mark.parametrize("role", ["owner", "affiliate", "partner", "joint"])
def test_whom_the_watch_list_knows_does_not_count(role: str) -> None:
    pairs = pairs_of(("a", "mi", "US", None, LATE), ("a", "mi", "US", role, EARLY))
    assert counts(pairs) == [(0, 0), (0, 0)]


def test_a_filer_counts_once_and_never_for_itself() -> None:
    pairs = pairs_of(*[("a", "mi", office, None, EARLY) for office in ("US", "US", "EM")])
    one = pairs.with_columns(own_filer=pl.lit("one"))
    assert counts(one) == [(0, 0)] * 3
    two = pairs.with_columns(own_filer=pl.Series(["one", "two", "one"]))
    assert counts(two) == [(1, 1), (1, 1), (1, 0)]


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(("mi", "xiaomi")),
        st.sampled_from(("US", "EM")),
        st.sampled_from((None, None, "owner")),
        st.sampled_from((EARLY, LATE, None)),
        st.sampled_from("xyz"),
    ),
    max_size=10,
)


@given(ROWS)
def test_the_counts_are_those_of_counting(
    rows: list[tuple[str, str, str, str | None, object, str]],
) -> None:
    pairs = pairs_of(*(row[:5] for row in rows)).with_columns(
        own_filer=pl.Series([row[5] for row in rows], dtype=pl.String)
    )
    expected = []
    for brand, unit, office, _, _, filer in rows:
        bearers = {
            (other, where)
            for of, said, where, role, filed, other in rows
            if (of, said) == (brand, unit) and role is None and filed != LATE and other != filer
        }
        here = {other for other, where in bearers if where == office}
        expected.append((len({other for other, _ in bearers}), len(here)))
    assert counts(pairs) == expected


def test_the_weight_goes_by_doublings_four_at_most() -> None:
    pairs = pl.DataFrame(
        {"pair": range(6), "unit": "mi", "other_filers": [0, 1, 3, 15, 16, 5000],
         "other_filers_here": [0, 1, 0, 2, 3, 4]}
    )  # fmt: skip
    rows = tell(pairs, [shared()])
    assert answers(shared(), pairs) == dict.fromkeys(range(1, 6), "register.shared")
    assert rows["times"].to_list() == [1, 2, 4, MOST_DOUBLINGS, MOST_DOUBLINGS]
    assert rests_on(shared(), pairs)[2] == {"unit": "mi", "count": 15, "here": 2}


def filer_of(*applicants: tuple[str | None, str | None], office: str = "US") -> str:
    people = [{"name": name, "country": "", "address": address} for name, address in applicants]
    pairs = pl.DataFrame(
        {"pair": [0], "office": [office], "applicants": [people]},
        schema_overrides={"applicants": pl.List(APPLICANT_TYPE)},
    )
    return str(with_filer(pairs)["own_filer"].item())


def test_the_filer_is_the_first_who_is_somebody() -> None:
    assert filer_of(("Example GmbH", "")) == filer_of(("EXAMPLE", "Kiel"), ("Other AG", ""))
    assert filer_of(("", ""), ("N/A", ""), ("Example GmbH", "")) == filer_of(("Example GmbH", ""))
    assert filer_of(("", "euipo-applicant:12")) == "euipo-applicant:12"
    assert filer_of(("Example GmbH", "euipo-applicant:12")) == filer_of(("Example GmbH", ""))


def test_records_that_name_nobody_are_one_filer_an_office() -> None:
    nobody = [(), ((None, None),), (("", "Kiel"),), (("N/A", None),)]
    for office in ("US", "EM"):
        assert {filer_of(*people, office=office) for people in nobody} == {f"unnamed at {office}"}

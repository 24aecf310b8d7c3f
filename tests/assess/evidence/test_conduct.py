"""What the applicant does, and what one mark does twice."""

from __future__ import annotations

import polars as pl
import pytest

from squatwatch.assess.evidence.conduct import (
    role,
    same_agent,
    several_brands,
    several_forms,
    unknown_applicant,
)
from squatwatch.assess.ownership import ROLES
from tests.assess.samples import answers, rests_on


def test_several_forms_in_one_mark() -> None:
    pairs = pl.DataFrame(
        {"pair": [0, 1, 2], "exact_scripts": [0, 1, 2], "exact_forms": [[], ["A"], ["A", "甲"]]}
    )
    assert answers(several_forms(), pairs) == {2: "mark.several-forms"}
    assert rests_on(several_forms(), pairs) == [{"forms": ["A", "甲"]}]


def test_several_brands_by_name_or_by_address() -> None:
    pairs = pl.DataFrame(
        {
            "pair": [0, 1, 2],
            "filer_group": ["F1", "F1", None],
            "group_link": ["applicant", "address", None],
            "group_brands": [["b", "d"], ["a"], None],
            "group_surprise": [2.5, None, None],
        }
    )
    assert answers(several_brands(), pairs) == {
        0: "filer.several-brands",
        1: "filer.same-address",
    }
    assert rests_on(several_brands(), pairs) == [
        {"count": 2, "brands": ["b", "d"]},
        {"count": 1, "brands": ["a"]},
    ]
    # Not far beyond chance, it counts in part; where nobody counted, whole.
    assert pairs.select(times=several_brands().times)["times"].to_list()[:2] == [0.5, 1.0]


def test_an_agent_is_told_with_the_brands_of_its_other_clients() -> None:
    pairs = pl.DataFrame(
        {"pair": [0, 1], "agent": ["Example Agents LLP", None], "agent_brands": [["b"], None]}
    )
    assert answers(same_agent(), pairs) == {0: "filer.same-agent"}
    assert rests_on(same_agent(), pairs) == [
        {"agent": "Example Agents LLP", "count": 1, "brands": ["b"]}
    ]


@pytest.mark.parametrize("one", [*ROLES, None])
def test_a_partner_and_a_joint_filing_are_told(one: str | None) -> None:
    pairs = pl.DataFrame(
        {"pair": [0], "role": [one], "role_name": ["Example GmbH"]},
        schema_overrides={"role": pl.String},
    )
    codes = {"partner": "filer.partner", "joint": "filer.joint"}
    assert answers(role(), pairs) == ({0: codes[one]} if one in codes else {})
    if one in codes:
        assert rests_on(role(), pairs) == [{"name": "Example GmbH"}]


def test_unknown_applicant() -> None:
    pairs = pl.DataFrame({"pair": [0, 1], "applicant_known": [True, False]})
    assert answers(unknown_applicant(), pairs) == {1: "applicant.unknown"}

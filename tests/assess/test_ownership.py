"""Whose filing it is: what an applicant's name must have in common with the watch list's."""

from __future__ import annotations

import polars as pl
import pytest

from squatwatch.assess.house import without_remark
from squatwatch.assess.namesakes import may_be_a_person
from squatwatch.assess.ownership import known_applicants
from squatwatch.filers.names import company_name
from squatwatch.model import Brand
from squatwatch.schemas import APPLICANT_TYPE

EXAMPLE = Brand(
    "zanta",
    name_zh=("赞踏",),
    name_latin=("ZANTA", "ZANTA COFFEE", "BUBALU"),
    owner_zh="赞踏(中国)有限公司",
    owner_en="Zanta Co., Ltd.",
    affiliates=("Mop Tart International Group Limited", "Zanta Europe", "Zanta Coffee Inc.",
                "Fei Yu Technology Ltd", "Hanxi Qinhuang Millet (Group) Co. Ltd."),
    partners=("Example Distribution GmbH",),
)  # fmt: skip

Told = list[tuple[str, str]]


def told(
    *names: str, mark: str = "", brand: Brand = EXAMPLE, office: str = "US", source: str = "mark"
) -> Told:
    """The role and name that are told of a filing by these applicants."""
    pairs = pl.DataFrame(
        {
            "pair": [0],
            "brand_id": [brand.brand_id],
            "office": [office],
            "application_key": ["1"],
            "registration_number": [None],
            "applicants": [[{"name": name, "country": "", "address": ""} for name in names]],
            "unit_source": [source],
            "whole": [mark],
            "spelled": [mark],
            "exact_forms": [[mark]],
        },
        schema_overrides={"pair": pl.UInt32, "applicants": pl.List(APPLICANT_TYPE)},
    )
    return known_applicants(pairs, [brand]).select("role", "name").rows()


def role(*names: str, mark: str = "", brand: Brand = EXAMPLE) -> str:
    return next((found for found, _ in told(*names, mark=mark, brand=brand)), "")


@pytest.mark.parametrize(
    "name",
    ["ZANTA LIMITED", "赞踏有限公司", "大陸商贊踏(中國)有限公司", "Zanta (China) Company Limited"],
)
def test_the_owner_in_other_dress(name: str) -> None:
    assert role(name, mark="ZANTA") == "owner"


@pytest.mark.parametrize(
    "name",
    ["Zanta", "赞踏", "Zanta GmbH", "Zanta Coffee GmbH", "Zanta Trading Ltd", "Zanta Group Ltd",
     "暂塔有限公司", "Zanta Holdings Limited", "Zantta Co., Ltd.", "Zanta (India) GmbH"],
)  # fmt: skip
def test_who_bears_the_name_is_not_the_owner(name: str) -> None:
    assert role(name, mark="ZANTA") == ""


def test_a_company_given_by_its_place_has_any_legal_form() -> None:
    assert role("Zanta Europe Holding GmbH", mark="ZANTA") == "affiliate"
    assert role("Zanta Holding GmbH", mark="ZANTA") == ""


def test_the_structure_of_the_group_may_be_left_out_beside_more_than_the_brand() -> None:
    assert role("Hanxi Qinhuang Millet Co. Ltd.", mark="ZANTA") == "affiliate"
    assert role("Hanxi Qinhuang Millet GmbH", mark="ZANTA") == ""


def test_a_short_name_is_known_where_the_mark_is_another() -> None:
    assert role("Mop Tart", mark="BUBALU") == "affiliate"
    assert role("Zanta", mark="BUBALU") == "owner"
    # Mark and name are one fact, not two: this is how a brand is taken.
    assert role("Mop Tart", mark="MOP TART BUBALU") == ""
    assert role("Zanta", mark="SUPERZANTA") == ""
    # With a legal form it is another company; where the mark is not known, nothing is.
    assert role("Mop Tart GmbH", mark="BUBALU") == ""
    assert role("Mop Tart") == ""
    assert told("Mop Tart", mark="BUBALU", source="transliteration") == []


def test_a_short_name_that_may_be_a_persons_is_not_known() -> None:
    assert role("Fei Yu", mark="BUBALU") == ""
    assert role("赞踏", mark="BUBALU") == ""
    assert may_be_a_person(company_name("Wang Lizi"))
    assert not may_be_a_person(company_name("Mop Tart"))
    assert not may_be_a_person(company_name("例例子子"))


def test_a_partner_may_bear_the_brand() -> None:
    brand = Brand("zanta", name_latin=("ZANTA",), partners=("Zanta Ltd",))
    assert role("Zanta GmbH", mark="ZANTA", brand=brand) == "partner"


def test_all_applicants_must_be_of_the_house() -> None:
    assert told("Taker AG", "Zanta Co., Ltd.") == [("joint", "Taker AG")]
    assert told("Zanta Co., Ltd.", "N/A", "") == [("owner", "Zanta Co., Ltd.")]
    assert told("Zanta Europe", "Zanta Co., Ltd.") == [("owner", "Zanta Co., Ltd.")]
    assert told("Zanta Co., Ltd.", "Example Distribution GmbH") == [
        ("partner", "Example Distribution GmbH")
    ]


def test_two_names_of_one_applicant() -> None:
    names = ("赞踏(中国)有限公司", "ZHAN TA INC.")
    assert told(*names, office="TW") == [("owner", names[0])]
    assert told(*names, office="US") == [("joint", names[1])]
    assert told(*reversed(names), office="TW") == [("owner", names[0])]
    # Of three the third is another applicant.
    assert told(*names, "TAKER AG", office="TW") == [("joint", "TAKER AG")]


def test_across_scripts_characters_decide_where_there_are_some() -> None:
    brand = Brand("lizi", owner_zh="例子技术有限公司", owner_en="Lizi Technology Co., Ltd.")
    assert role("LIZI TECHNOLOGIES LTD", brand=brand) == "owner"
    assert role("栗子技术有限公司", brand=brand) == ""
    assert role("例子技术有限公司", brand=Brand("lizi", owner_en=brand.owner_en)) == "owner"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Example Co., Ltd. (until 2020)", "Example Co., Ltd."),
        ("Example Corp. (former registrant)", "Example Corp."),
        ("例子公司（2019年起）", "例子公司"),
        ("Example (China)", "Example (China)"),
        ("Example (Group) Co., Ltd.", "Example (Group) Co., Ltd."),
    ],
)
def test_remarks(name: str, kept: str) -> None:
    assert without_remark(name) == kept

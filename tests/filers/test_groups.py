"""Filer groups: who filed several unrelated brands."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.filers.groups import GROUP_SCHEMA, filer_groups, filer_key, group_identity
from squatwatch.model import Brand
from squatwatch.schemas import APPLICANT_TYPE

ANTA = Brand("anta", owner_zh="安踏(中国)有限公司", owner_en="Anta (China) Co., Ltd.")
PEAK = Brand("peak", owner_en="Fujian Quanzhou Peak Sports Products Co., Ltd.")
XIAOMI = Brand("xiaomi", owner_zh="小米科技有限责任公司", owner_en="Xiaomi Inc.")
MIUI = Brand("miui", owner_zh="小米科技有限责任公司")
MISTORE = Brand("mistore", owner_en="XIAOMI INC")
ORPHAN = Brand("orphan")
WAIF = Brand("waif")
BRANDS = (ANTA, PEAK, XIAOMI, MIUI, MISTORE, ORPHAN, WAIF)

OKAI = "F6a9448da93"
"""The group of a filer as alerts keep it from run to run: it may not change with the program."""

Pair = tuple[str, list[str]]


def grouped(pairs: Sequence[Pair], brands: Sequence[Brand] = BRANDS) -> pl.DataFrame:
    """The groups of pairs of a brand and the names of a record's applicants."""
    frame = pl.DataFrame(
        {
            "pair": range(len(pairs)),
            "brand_id": [brand for brand, _ in pairs],
            "applicants": [
                [{"name": name, "country": "", "address": ""} for name in names]
                for _, names in pairs
            ],
        },
        schema={"pair": pl.UInt32, "brand_id": pl.String, "applicants": pl.List(APPLICANT_TYPE)},
    )
    return filer_groups(frame, brands)


def members(pairs: Sequence[Pair]) -> list[set[int]]:
    found = grouped(pairs).group_by("filer_group").agg("pair")
    return sorted((set(pairs_of_one) for pairs_of_one in found["pair"].to_list()), key=min)


def test_two_unrelated_brands_make_a_group() -> None:
    groups = grouped([("anta", ["Taker GmbH"]), ("peak", ["TAKER GMBH"]), ("anta", ["Other AG"])])
    assert groups.schema == GROUP_SCHEMA
    assert groups["pair"].to_list() == [0, 1]
    assert groups["filer"].to_list() == ["Taker GmbH", "TAKER GMBH"]
    assert groups["filer_group"].n_unique() == 1
    assert groups["brands"].to_list() == [["anta", "peak"]] * 2
    assert len(set(groups["owner"])) == 2
    for brand, owner, brands, owners in zip(
        ["anta", "peak"], groups["owner"], groups["brands"], groups["owners"], strict=True
    ):
        assert dict(zip(brands, owners, strict=True))[brand] == owner


def test_one_brand_filed_often_is_no_group() -> None:
    assert grouped([("anta", ["Taker GmbH"])] * 3).is_empty()


@pytest.mark.parametrize("other", ["miui", "mistore"])
def test_brands_of_one_owner_are_one(other: str) -> None:
    assert grouped([("xiaomi", ["Taker"]), (other, ["Taker"])]).is_empty()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_an_owner_known_in_two_languages_is_one(order: tuple[int, ...]) -> None:
    # MIUI has the owner in Chinese, MI STORE in English: XIAOMI tells that the two are one.
    brands = [(XIAOMI, MIUI, MISTORE)[place] for place in order]
    assert grouped([("miui", ["Taker"]), ("mistore", ["Taker"])], brands).is_empty()


def test_without_a_brand_that_tells_they_are_two() -> None:
    pairs = [("miui", ["Taker"]), ("mistore", ["Taker"])]
    assert grouped(pairs, [MIUI, MISTORE]).height == 2


def test_brands_of_one_owner_and_another_are_a_group_with_all_of_them() -> None:
    groups = grouped([("xiaomi", ["Taker"]), ("miui", ["Taker"]), ("anta", ["Taker"])])
    assert groups["brands"].to_list() == [["anta", "miui", "xiaomi"]] * 3


def test_owners_that_are_not_known_are_not_one() -> None:
    assert grouped([("orphan", ["Taker"]), ("waif", ["Taker"])]).height == 2


@pytest.mark.parametrize("name", ["", "  ", "---", "。"])
def test_an_empty_name_is_nobody(name: str) -> None:
    assert grouped([("anta", [name]), ("peak", [name])]).is_empty()


def test_no_name_is_nobody() -> None:
    assert grouped([("anta", []), ("peak", [])]).is_empty()
    nameless = pl.DataFrame(
        {"pair": [0, 1], "brand_id": ["anta", "peak"], "applicants": [None, [{"name": None}]]},
        schema={"pair": pl.UInt32, "brand_id": pl.String, "applicants": pl.List(APPLICANT_TYPE)},
    )
    assert filer_groups(nameless, BRANDS).is_empty()


@pytest.mark.parametrize("name", ["N/A", "unknown", "不详", "無", "INDIVIDUAL", "XXX", "Co., Ltd."])
def test_a_placeholder_is_nobody(name: str) -> None:
    assert grouped([("anta", [name]), ("peak", [name])]).is_empty()


def test_a_filer_is_one_in_two_scripts() -> None:
    names = ["例子贸易有限公司", "LIZI TRADING LTD"]
    assert members([("anta", names[:1]), ("peak", names[1:])]) == [{0, 1}]


def test_filers_read_alike_in_other_characters_are_two() -> None:
    alike = [("anta", ["例子贸易有限公司"]), ("peak", ["栗子贸易有限公司"])]
    assert grouped(alike).is_empty()
    # Which of the two a name in letters is, nobody can tell.
    assert grouped([*alike, ("orphan", ["LIZI TRADING LTD"])]).is_empty()


def test_an_identifier_stands_for_a_name() -> None:
    def keyed(*addresses: str) -> pl.DataFrame:
        pairs = pl.DataFrame(
            {
                "pair": range(len(addresses)),
                "brand_id": ["anta", "peak"],
                "applicants": [[{"name": "", "country": "", "address": one}] for one in addresses],
            },
            schema={
                "pair": pl.UInt32,
                "brand_id": pl.String,
                "applicants": pl.List(APPLICANT_TYPE),
            },
        )
        return filer_groups(pairs, BRANDS)

    assert keyed("euipo-applicant:12", "euipo-applicant:12").height == 2
    assert keyed("euipo-applicant:12", "euipo-applicant:13").is_empty()
    assert keyed("1 Example Road", "1 Example Road").is_empty()


def test_each_applicant_of_a_record_is_a_filer() -> None:
    pairs: list[Pair] = [
        ("anta", ["First AG", "Taker GmbH"]),
        ("peak", ["Taker GmbH", "Second AG"]),
        ("peak", ["Second AG"]),
        ("peak", ["First AG"]),
    ]
    # First AG has anta and peak as well; a pair stands in the group of its first such applicant.
    assert members(pairs) == [{0, 3}, {1}]
    groups = grouped(pairs)
    assert groups["pair"].is_unique().all()
    assert dict(groups.select("pair", "filer").iter_rows()) == {
        0: "First AG",
        1: "Taker GmbH",
        3: "First AG",
    }


def test_a_record_is_one_record_however_often_it_names_its_applicant() -> None:
    assert grouped([("anta", ["Taker", "TAKER"])]).is_empty()


def test_other_places_are_other_filers() -> None:
    assert grouped([("anta", ["Taker (China) Ltd"]), ("peak", ["Taker (India) Ltd"])]).is_empty()


@given(st.permutations(range(6)))
def test_the_order_of_pairs_changes_no_group(order: list[int]) -> None:
    pairs: list[Pair] = [
        ("anta", ["Taker"]),
        ("peak", ["TAKER"]),
        ("orphan", ["Other"]),
        ("waif", ["Other", "Taker"]),
        ("miui", ["Third"]),
        ("xiaomi", ["Third"]),
    ]
    of_pair = {
        order[pair]: (group, brands)
        for pair, group, brands in grouped([pairs[place] for place in order])
        .select("pair", "filer_group", "brands")
        .iter_rows()
    }
    straight = {
        pair: (group, brands)
        for pair, group, brands in grouped(pairs)
        .select("pair", "filer_group", "brands")
        .iter_rows()
    }
    assert of_pair == straight


def test_the_identity_of_a_group_is_stable() -> None:
    assert group_identity(filer_key("OKAI Import Export GmbH")) == OKAI
    assert group_identity(filer_key("Okai Import-Export GMBH")) == OKAI
    assert group_identity(filer_key("Another GmbH")) != OKAI


@given(st.text(min_size=1))
def test_the_identity_of_a_group_tells_no_name(key: str) -> None:
    assert re.fullmatch("F[0-9a-f]{10}", group_identity(key))


def test_nothing_gives_no_groups() -> None:
    assert grouped([]).is_empty()
    assert grouped([]).schema == GROUP_SCHEMA
    assert grouped([("unheard-of", ["Taker"]), ("anta", ["Taker"])]).height == 2

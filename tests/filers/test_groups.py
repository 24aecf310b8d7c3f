"""Filer groups: who filed several unrelated brands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.brands import read_watchlist
from squatwatch.filers.groups import GROUP_SCHEMA, filer_groups, filer_key, group_identity
from squatwatch.filers.register import BY_APPLICANT, Register
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

PAIRS = pl.Schema(
    {
        "pair": pl.UInt32(), "brand_id": pl.String(), "office": pl.String(),
        "application_key": pl.String(), "applicants": pl.List(APPLICANT_TYPE),
        "representative": pl.String(), "unit": pl.String(), "whole": pl.String(),
    }
)  # fmt: skip

OKAI = "F6a9448da93"
"""The group of a filer as alerts keep it from run to run: it may not change with the program."""

Pair = tuple[str, list[str]]


def frame_of(pairs: Sequence[Pair], **columns: Sequence[Any]) -> pl.DataFrame:
    """Pairs of a brand and the names of a record's applicants; every mark is its brand's name."""
    addresses = columns.pop("addresses", [""] * len(pairs))
    given: dict[str, Sequence[Any]] = {
        "pair": range(len(pairs)),
        "brand_id": [brand for brand, _ in pairs],
        "office": ["EM"] * len(pairs),
        "application_key": [str(number) for number in range(len(pairs))],
        "applicants": [
            [{"name": name, "country": "", "address": address} for name in names]
            for (_, names), address in zip(pairs, addresses, strict=True)
        ],
        "representative": [None] * len(pairs),
        "unit": [brand for brand, _ in pairs],
        "whole": [brand for brand, _ in pairs],
    }
    return pl.DataFrame({**given, **columns}, schema=PAIRS)


def grouped(
    pairs: Sequence[Pair], brands: Sequence[Brand] = BRANDS, **columns: Sequence[Any]
) -> pl.DataFrame:
    """The groups of pairs of a brand and the names of a record's applicants."""
    return filer_groups(frame_of(pairs, **columns), brands)


def members(pairs: Sequence[Pair]) -> list[set[int]]:
    found = grouped(pairs).group_by("filer_group").agg("pair")
    return sorted((set(pairs_of_one) for pairs_of_one in found["pair"].to_list()), key=min)


def test_two_unrelated_brands_make_a_group() -> None:
    groups = grouped([("anta", ["Taker GmbH"]), ("peak", ["TAKER GMBH"]), ("anta", ["Other AG"])])
    assert groups.schema == GROUP_SCHEMA
    assert groups["pair"].to_list() == [0, 1]
    assert groups["filer"].to_list() == ["Taker GmbH", "TAKER GMBH"]
    assert groups["filer_group"].n_unique() == 1
    assert groups["link"].to_list() == ["applicant"] * 2
    assert groups["brands"].to_list() == [["anta", "peak"]] * 2
    assert groups["others"].to_list() == [["peak"], ["anta"]]
    assert groups["filings"].to_list() == [2, 2]
    assert groups["portfolio"].is_null().all()
    assert groups["surprise"].is_null().all()
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


def test_of_one_owner_one_brand_is_told_beside_another_owners() -> None:
    groups = grouped([("xiaomi", ["Taker"]), ("miui", ["Taker"]), ("anta", ["Taker"])])
    assert groups["brands"].to_list() == [["anta", "xiaomi"], ["anta", "miui"], ["anta", "xiaomi"]]
    assert groups["others"].to_list() == [["anta"], ["anta"], ["xiaomi"]]


def test_owners_that_are_not_known_are_not_one() -> None:
    assert grouped([("orphan", ["Taker"]), ("waif", ["Taker"])]).height == 2


@pytest.mark.parametrize("name", ["", "  ", "---", "。"])
def test_an_empty_name_is_nobody(name: str) -> None:
    assert grouped([("anta", [name]), ("peak", [name])]).is_empty()


def test_no_name_is_nobody() -> None:
    assert grouped([("anta", []), ("peak", [])]).is_empty()
    nameless = [("anta", [""]), ("peak", [""])]
    assert grouped(nameless, applicants=[None, [{"name": None}]]).is_empty()


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
        return grouped([("anta", [""]), ("peak", [""])], addresses=addresses)

    assert keyed("euipo-applicant:12", "euipo-applicant:12").height == 2
    assert keyed("euipo-applicant:12", "euipo-applicant:13").is_empty()
    assert keyed("1 Example Road", "1 Example Road").is_empty()


def test_each_applicant_of_a_record_is_a_filer() -> None:
    pairs: list[Pair] = [("anta", ["First AG", "Taker GmbH"]), ("peak", ["Taker GmbH"])]
    groups = grouped(pairs)
    assert groups["filer"].to_list() == ["Taker GmbH"] * 2
    assert groups["members"].to_list() == [[group_identity(filer_key("Taker GmbH"))]] * 2


def test_what_joint_applicants_took_is_each_ones_own() -> None:
    assert grouped([("anta", ["First AG", "Taker GmbH"]), ("peak", ["Third AG"])]).is_empty()
    joint: list[Pair] = [("anta", ["First AG"]), ("xiaomi", ["First AG", "Taker"])]
    assert grouped([*joint, ("miui", ["Taker"])])["pair"].to_list() == [0, 1]


def test_two_groups_that_filed_together_are_one() -> None:
    first: list[Pair] = [("anta", ["First AG"]), ("peak", ["First AG"])]
    second: list[Pair] = [("orphan", ["Second AG"]), ("waif", ["Second AG"])]
    assert members([*first, *second]) == [{0, 1}, {2, 3}]
    apart = set(grouped([*first, *second])["filer_group"])
    together = grouped([*first, *second, ("miui", ["First AG", "Second AG"])])
    assert together["pair"].to_list() == [0, 1, 2, 3, 4]
    assert together["filer_group"].unique().to_list() == [group_identity(filer_key("First AG"))]
    assert together["members"].to_list() == [sorted(apart)] * 5
    # What is told of each is what it took itself, with what it filed together with others.
    assert together["brands"].list.len().to_list() == [3] * 5


def test_a_record_is_one_record_however_often_it_names_its_applicant() -> None:
    assert grouped([("anta", ["Taker", "TAKER"])]).is_empty()


def test_other_places_are_other_filers() -> None:
    assert grouped([("anta", ["Taker (China) Ltd"]), ("peak", ["Taker (India) Ltd"])]).is_empty()


@settings(deadline=None)
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


@settings(deadline=None)
@given(st.text(min_size=1))
def test_the_identity_of_a_group_tells_no_name(key: str) -> None:
    assert re.fullmatch("F[0-9a-f]{10}", group_identity(key))


def test_without_a_column_of_representatives_all_is_as_without_any() -> None:
    pairs: list[Pair] = [("anta", ["Taker GmbH"]), ("peak", ["Taker GmbH"])]
    without = filer_groups(frame_of(pairs).drop("representative"), BRANDS)
    assert without.equals(grouped(pairs))


def test_a_register_of_nothing_gives_no_groups() -> None:
    found = filer_groups(frame_of([]), BRANDS, Register())
    assert found.is_empty()
    assert found.schema == GROUP_SCHEMA


def test_nothing_gives_no_groups() -> None:
    assert grouped([]).is_empty()
    assert grouped([]).schema == GROUP_SCHEMA
    assert grouped([("unheard-of", ["Taker"]), ("anta", ["Taker"])]).height == 2


# One mark, one form ------------------------------------------------------------------------------


def taken(*marks: tuple[str, str, str], filer: str = "Taker GmbH") -> list[list[str]]:
    """The brands told for hits of one filer: brand, unit, mark."""
    groups = grouped(
        [(brand, [filer]) for brand, _, _ in marks],
        unit=[unit for _, unit, _ in marks],
        whole=[mark for _, _, mark in marks],
    )
    return groups["brands"].to_list()


def test_one_mark_with_two_brands_in_it_is_not_two_brands_taken() -> None:
    assert not taken(("anta", "anta", "antapeak"), ("peak", "peak", "antapeak"))


def test_one_filing_is_not_two_brands_taken_whatever_its_texts() -> None:
    pairs: list[Pair] = [("anta", ["Taker"]), ("peak", ["Taker"])]
    assert grouped(pairs, application_key=["1", "1"]).is_empty()


def test_a_form_that_two_brands_share_is_not_two_brands_taken() -> None:
    shared = [("anta", "mi", "mistore"), ("peak", "mi", "mistore")]
    again = [("anta", "mi", "miphone"), ("peak", "mi", "miphone")]
    assert not taken(*shared, *again)
    # Where one unit meets both brands, another near it does not tell them apart.
    assert not taken(*shared, ("anta", "mii", "mii"), ("peak", "mia", "mia"))
    assert taken(*shared, ("orphan", "orphan", "orphan")) == [
        ["anta", "orphan"], ["orphan", "peak"], ["anta", "orphan"],
    ]  # fmt: skip


def test_a_unit_inside_another_is_not_another_brand_taken() -> None:
    assert not taken(("anta", "anta", "anta"), ("orphan", "santana", "santana"))


# The filer's own house ---------------------------------------------------------------------------


def test_an_owner_whose_mark_resembles_another_brand_is_no_filer_of_several() -> None:
    own: Pair = ("xiaomi", ["Xiaomi Inc."])
    other: Pair = ("anta", ["XIAOMI INC"])
    assert grouped([own, other]).is_empty()
    assert grouped([other, other]).is_empty()


def test_an_owner_who_hits_two_other_houses_is() -> None:
    own: Pair = ("xiaomi", ["Xiaomi Inc."])
    groups = grouped([own, ("anta", ["Xiaomi Inc."]), ("peak", ["Xiaomi Inc."])])
    assert groups["pair"].to_list() == [1, 2]
    assert groups["brands"].to_list() == [["anta", "peak"]] * 2
    assert groups["filings"].to_list() == [3, 3]


def test_an_affiliate_is_of_the_house_and_a_partner_is_not() -> None:
    house = Brand(
        "house", owner_en="House Inc.", affiliates=("Roofing Pte. Ltd.",), partners=("Seller AG",)
    )
    brands = [house, ANTA]
    assert grouped(
        [("house", ["ROOFING PTE LTD"]), ("anta", ["Roofing Pte Ltd"])], brands
    ).is_empty()
    assert grouped([("house", ["Seller AG"]), ("anta", ["Seller AG"])], brands).height == 2


def test_bearing_the_name_of_a_brand_makes_nobody_its_owner() -> None:
    assert grouped([("anta", ["Anta Taker GmbH"]), ("peak", ["Anta Taker GmbH"])]).height == 2


# Addresses ---------------------------------------------------------------------------------------

HOUSE = "18 Example Street, Kiel, Germany"


def at(*addresses: str, names: Sequence[str] = ("First GmbH", "Second AG"), **columns: Any) -> Any:
    pairs: list[Pair] = [("anta", [names[0]]), ("peak", [names[1]])]
    return grouped(pairs, addresses=addresses, **columns)


def test_two_filers_of_one_address_are_a_group_by_address() -> None:
    groups = at(HOUSE, "No. 18 Example St., 24103 Kiel")
    assert groups["link"].to_list() == ["address"] * 2
    assert groups["filer"].to_list() == ["First GmbH", "Second AG"]
    identities = sorted(group_identity(filer_key(name)) for name in ("First GmbH", "Second AG"))
    assert groups["members"].to_list() == [identities] * 2
    smallest = min(filer_key(name) for name in ("First GmbH", "Second AG"))
    assert groups["filer_group"].to_list() == [group_identity(smallest)] * 2
    assert groups["filings"].to_list() == [2, 2]


@pytest.mark.parametrize("address", ["Kiel, Germany", "Germany", "24103 Kiel", "N/A", "", "-"])
def test_a_city_a_country_or_nothing_links_nobody(address: str) -> None:
    assert at(address, address).is_empty()


def test_the_representatives_address_links_nobody() -> None:
    agent = "Example & Partner"
    assert at(f"{agent}, {HOUSE}", f"{agent}, {HOUSE}", representative=[agent] * 2).is_empty()
    assert at(f"c/o Somebody, {HOUSE}", f"c/o Somebody, {HOUSE}").is_empty()
    # Somebody who represents others is at this address.
    names = ("Example & Partner", "Second AG")
    assert at(HOUSE, HOUSE, names=names, representative=[None, "EXAMPLE & PARTNER"]).is_empty()


def test_an_address_of_very_many_is_a_service() -> None:
    pairs: list[Pair] = [
        (brand, [f"Company{number} Ltd"])
        for number in range(6)
        for brand in ("anta", "peak")[number % 2 :: 2]
    ]
    few = grouped(pairs, addresses=[HOUSE] * len(pairs))
    assert few["link"].to_list() == ["address"] * 6
    many = [(pair[0], [f"Company{number} Ltd"]) for number, pair in enumerate([*pairs * 2])]
    assert grouped(many, addresses=[HOUSE] * len(many)).is_empty()


def test_a_filer_of_several_brands_stays_that_beside_others_of_its_address() -> None:
    pairs: list[Pair] = [("anta", ["Zeta AG"]), ("peak", ["Zeta AG"]), ("orphan", ["Alpha AG"])]
    alone = grouped(pairs)
    assert alone["pair"].to_list() == [0, 1]
    groups = grouped(pairs, addresses=[HOUSE] * 3)
    assert groups["link"].to_list() == ["applicant", "applicant", "address"]
    assert groups["others"].to_list() == [["peak"], ["anta"], ["anta", "peak"]]
    # One group from now on, under the smallest key; the identity that it had is still a member.
    assert groups["filer_group"].unique().to_list() == [group_identity(filer_key("Alpha AG"))]
    assert all(alone["filer_group"][0] in members for members in groups["members"])


# Identity ----------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.sampled_from([brand.brand_id for brand in BRANDS]), max_size=8))
def test_a_further_filing_of_the_same_filer_never_changes_the_identity(further: list[str]) -> None:
    pairs: list[Pair] = [("anta", ["Taker GmbH"]), ("peak", ["TAKER GMBH"])]
    [before] = grouped(pairs)["filer_group"].unique()
    [after] = grouped([*pairs, *((brand, ["Taker GmbH"]) for brand in further)])[
        "filer_group"
    ].unique()
    assert before == after == group_identity(filer_key("Taker GmbH"))


def test_the_identity_from_before_filers_were_told_apart_is_kept_as_a_member() -> None:
    pairs: list[Pair] = [("anta", ["例子贸易有限公司"]), ("peak", ["例子贸易有限公司"])]
    [before] = grouped(pairs)["filer_group"].unique()
    groups = grouped([*pairs, ("orphan", ["栗子贸易有限公司"])])
    assert groups.height == 2
    assert all(before in members for members in groups["members"])


# Chance ------------------------------------------------------------------------------------------


def test_two_brands_of_many_filings_are_no_surprise() -> None:
    pairs: list[Pair] = [
        ("anta", ["Taker GmbH"]), ("peak", ["Taker GmbH"]),
        ("anta", ["Conglomerate AG"]), ("peak", ["Conglomerate AG"]),
    ]  # fmt: skip
    counts = pl.DataFrame(
        {"name": ["Taker GmbH", "Conglomerate AG"], "filings": [3, 5_000]}, schema=BY_APPLICANT
    )
    groups = filer_groups(frame_of(pairs), BRANDS, Register(named=100_000, by_applicant=counts))
    assert groups["portfolio"].to_list() == [3, 3, 5_000, 5_000]
    small, _, large, _ = groups["surprise"].to_list()
    assert small > 10 > 6 > large


def test_what_was_met_is_in_the_register_whoever_counted() -> None:
    pairs: list[Pair] = [("anta", ["Taker GmbH"]), ("peak", ["Taker GmbH"])]
    groups = filer_groups(frame_of(pairs), BRANDS, Register(named=10))
    assert groups["portfolio"].to_list() == [2, 2]


# The labelled filings ----------------------------------------------------------------------------


def test_the_documented_filers_of_several_brands_are_groups(real_data: Path) -> None:
    brands = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    cases = pl.read_csv(real_data / "labelled" / "cases.csv", infer_schema=False)
    known = cases.filter(pl.col("mark_text") != "", pl.col("applicant") != "")
    of_case: list[Pair] = list(
        zip(known["brand_id"], [[name] for name in known["applicant"]], strict=True)
    )
    marks = known["mark_text"].to_list()
    groups = grouped(of_case, brands, unit=marks, whole=marks)
    several = known.group_by("applicant").agg(pl.col("brand_id").n_unique() > 1)
    documented = set(several.filter("brand_id")["applicant"])
    assert len(documented) >= 4
    assert set(groups["filer"]) == documented

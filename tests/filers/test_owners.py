"""Owners: brands of one house are one, and who is of which house."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.assess.house import without_remark
from squatwatch.filers.classes import Classes
from squatwatch.filers.keys import filer_key
from squatwatch.filers.names import company_name
from squatwatch.filers.owners import own_brands, owners_of
from squatwatch.model import Brand

GROUP = Brand(
    "group", owner_en="Example Group", owner_zh="例子集团",
    affiliates=("Example Toys Ltd (until 2020)", "State Trading Corp"),
)  # fmt: skip
TOYS = Brand("toys", owner_en="EXAMPLE TOYS LIMITED")
RIVAL = Brand("rival", owner_en="Rival Inc.", affiliates=("State Trading Corp",))
ORPHAN = Brand("orphan")


@pytest.mark.parametrize("order", list(permutations((GROUP, TOYS, RIVAL, ORPHAN))))
def test_an_owner_that_is_anothers_affiliate_is_of_its_house(order: tuple[Brand, ...]) -> None:
    owners = owners_of(order)
    assert owners["group"] == owners["toys"]
    assert len(set(owners.values())) == 3
    assert owners == owners_of([GROUP, TOYS, RIVAL, ORPHAN])


def test_sharing_an_affiliate_makes_no_kin() -> None:
    owners = owners_of([GROUP, RIVAL])
    assert owners["group"] != owners["rival"]


def owners_slowly(brands: list[Brand]) -> dict[str, str]:
    """The owners as the docstring has them: one brand after another, in dictionaries."""
    classes = Classes[tuple[str, str]]()

    def named(*names: str) -> list[tuple[str, str]]:
        residues = (company_name(without_remark(name)).residue for name in names if name)
        return [("owner", residue) for residue in residues if residue]

    for brand in brands:
        classes.join(("brand", brand.brand_id), *named(brand.owner_en, brand.owner_zh))
    for brand in brands:
        known = [one for one in named(*brand.affiliates) if one in classes]
        classes.join(("brand", brand.brand_id), *known)
    names: dict[tuple[str, str], str] = {}
    for kind, name in classes.items():
        if kind == "owner":
            root = classes.of((kind, name))
            names[root] = min(names.get(root, name), name)
    ids = [brand.brand_id for brand in brands]
    return {one: names.get(classes.of(("brand", one)), one) for one in ids}


COMPANIES = st.sampled_from(
    ["", "Example Group", "EXAMPLE GROUP LTD", "例子集团", "Toys Ltd (until 2020)", "Toys GmbH",
     "Rival Inc.", "(2020)", "Co., Ltd.", "State Trading Corp", "Beijing Ltd"]
)  # fmt: skip
HOUSES = st.lists(
    st.builds(
        Brand,
        st.sampled_from("abcdefg"),
        owner_zh=COMPANIES,
        owner_en=COMPANIES,
        affiliates=st.lists(COMPANIES, max_size=2).map(tuple),
        partners=st.lists(COMPANIES, max_size=1).map(tuple),
    ),
    max_size=7,
)


@settings(max_examples=300, deadline=None)
@given(HOUSES)
def test_owners_are_those_that_one_brand_after_another_would_give(brands: list[Brand]) -> None:
    assert owners_of(brands) == owners_slowly(brands)


def test_filers_are_of_the_houses_that_have_them() -> None:
    brands = [GROUP, TOYS, RIVAL, ORPHAN]
    owners = owners_of(brands)
    names = {
        "exampletoys": ["Example Toys Ltd."],
        "statetrading": ["STATE TRADING CORP"],
        "stranger": ["Stranger AG"],
        "orphan": ["Orphan"],
    }
    keyed = {filer_key(printed[0]): printed for printed in names.values()}
    found = own_brands(keyed, brands, owners)
    told = {keyed[key][0]: houses for key, houses in found.items()}
    assert told == {
        "Example Toys Ltd.": {owners["group"]},
        "STATE TRADING CORP": {owners["group"], owners["rival"]},
    }


def test_another_place_is_another_company() -> None:
    brands = [Brand("dalian", owner_en="Dalian Example Group Co., Ltd.")]
    owners = owners_of(brands)
    names = {"example/安徽": ["Anhui Example Group Co., Ltd."]}
    assert not own_brands(names, brands, owners)

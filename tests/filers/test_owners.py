"""Owners: brands of one house are one, and who is of which house."""

from __future__ import annotations

from itertools import permutations

import pytest

from squatwatch.filers.keys import filer_key
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

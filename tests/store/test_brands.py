"""Brands with their forms, rights and events: what goes in comes out."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.model import STATUSES, Brand, Event, Right
from squatwatch.schemas import FORM_SCHEMA
from squatwatch.store import Store
from tests.store.samples import forms

NO_FORMS = pl.DataFrame(schema=FORM_SCHEMA)

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
CLASSES = st.lists(st.integers(1, 45), max_size=4).map(tuple)
DAYS = st.none() | st.dates()
BRANDS = st.builds(
    Brand,
    TEXT,
    *(NAMES,) * 3,
    TEXT,
    TEXT,
    NAMES,
    NAMES,
    CLASSES,
    TEXT,
    NAMES,
    TEXT,
    TEXT,
    NAMES,
    TEXT,
)
RIGHTS = st.builds(Right, TEXT, TEXT, TEXT, TEXT, CLASSES, DAYS, DAYS, st.sampled_from(STATUSES))
EVENTS = st.builds(Event, TEXT, st.dates(), TEXT, TEXT)

HASTY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@HASTY
@given(st.lists(BRANDS, max_size=4, unique_by=lambda brand: brand.brand_id))
def test_brands_come_back_as_they_went_in(brands: list[Brand]) -> None:
    with Store.in_memory() as store:
        store.put_brands(brands, NO_FORMS)
        assert store.brands() == tuple(sorted(brands, key=lambda brand: brand.brand_id))


@HASTY
@given(st.lists(RIGHTS, max_size=4))
def test_rights_come_back_as_they_went_in(rights: list[Right]) -> None:
    with Store.in_memory() as store:
        store.put_rights(rights)
        assert sorted(map(repr, store.rights())) == sorted(map(repr, rights))


@HASTY
@given(st.lists(EVENTS, max_size=4))
def test_events_come_back_as_they_went_in(events: list[Event]) -> None:
    with Store.in_memory() as store:
        store.put_events(events)
        assert sorted(map(repr, store.events())) == sorted(map(repr, events))


def test_a_brand_of_the_same_id_is_replaced_with_its_forms() -> None:
    with Store.in_memory() as store:
        old = [Brand("a", name_latin=("OLD",)), Brand("b", name_latin=("OTHER",))]
        store.put_brands(old, pl.concat([forms("a", "OLD", "OLDE"), forms("b", "OTHER")]))
        store.put_brands([Brand("a", name_latin=("NEW",))], forms("a", "NEW"))
        assert [brand.name_latin for brand in store.brands()] == [("NEW",), ("OTHER",)]
        assert store.forms().select("brand_id", "form").rows() == [("a", "NEW"), ("b", "OTHER")]


def test_forms_come_best_first_and_in_their_schema() -> None:
    weak = forms("a", "WEAK").with_columns(weight=0.25)
    with Store.in_memory() as store:
        store.put_brands([Brand("a", name_latin=("A",))], pl.concat([weak, forms("a", "STRONG")]))
        found = store.forms()
    assert found.schema == FORM_SCHEMA
    assert found["form"].to_list() == ["STRONG", "WEAK"]


def test_forms_of_other_rules_are_known() -> None:
    with Store.in_memory() as store:
        for name, rules in (("a", "old"), ("b", "new"), ("c", "")):
            store.put_brands([Brand(name, name_latin=(name,))], NO_FORMS, rules)
        assert [brand.brand_id for brand in store.brands_of_other_rules("new")] == ["a", "c"]


def test_rights_and_events_are_replaced_brand_by_brand() -> None:
    with Store.in_memory() as store:
        store.put_rights([Right("a", "CN", "1"), Right("a", "EM", "2"), Right("b", "CN", "3")])
        store.put_rights([Right("a", "DE", "4")])
        assert [right.number for right in store.rights()] == ["4", "3"]
        store.put_events(
            [Event("a", date(2024, 1, 1), "fair"), Event("b", date(2024, 1, 2), "fair")]
        )
        store.put_events([Event("a", date(2025, 1, 1), "launch")])
        assert [(event.brand_id, event.kind) for event in store.events()] == [
            ("a", "launch"),
            ("b", "fair"),
        ]


@pytest.mark.parametrize("again", [False, True])
def test_a_brand_goes_with_all_that_hangs_on_it(*, again: bool) -> None:
    with Store.in_memory() as store:
        store.put_brands([Brand("a"), Brand("b")], pl.concat([forms("a", "A"), forms("b", "B")]))
        store.put_rights([Right("a", "CN", "1"), Right("b", "CN", "2")])
        store.put_events([Event(name, date(2024, 1, 1), "fair") for name in ("a", "b")])
        gone = ["a", "unknown", *(["a"] if again else [])]
        assert store.remove_brands(gone) == 1
        assert [brand.brand_id for brand in store.brands()] == ["b"]
        assert store.forms()["brand_id"].to_list() == ["b"]
        assert [right.brand_id for right in store.rights()] == ["b"]
        assert [event.brand_id for event in store.events()] == ["b"]
        assert store.remove_brands(["a"]) == 0

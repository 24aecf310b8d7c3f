"""Brands between installations: what is united, and what is a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from squatwatch.errors import DataError
from squatwatch.exchange import brand_records
from squatwatch.exchange.brands import (
    MergedBrands,
    Watched,
    brand_record,
    merge_brands,
    refused,
    watched,
    watched_of,
)
from squatwatch.model import Brand, Event, Right
from squatwatch.scan import watch
from squatwatch.store import Store
from tests.exchange.samples import line

HERE = Watched(
    Brand("hongli", ("红力",), ("HONGLI",), classes=(9,), region="Guangdong"),
    (Right("hongli", "CN", "1", "红力", (9,), date(2017, 6, 1), None, "registered"),),
    (Event("hongli", date(2020, 1, 1), "launch"),),
)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with one brand."""
    with Store.in_memory() as opened:
        watch(opened, [HERE.brand])
        opened.put_rights(HERE.rights)
        opened.put_events(HERE.events)
        yield opened


def test_what_is_the_same_changes_nothing(store: Store) -> None:
    assert merge_brands(store, [watched_of(line(brand_record(HERE)))]) == MergedBrands()
    assert watched(store) == {"hongli": HERE}


def test_rights_and_events_are_united(store: Store) -> None:
    more = replace(
        HERE,
        rights=(Right("hongli", "EM", "2"),),
        events=(Event("hongli", date(2021, 1, 1), "fair"),),
    )
    assert merge_brands(store, [more]) == MergedBrands(changed=1)
    assert [right.office for right in store.rights()] == ["CN", "EM"]
    assert [event.kind for event in store.events()] == ["launch", "fair"]
    assert merge_brands(store, [more, HERE]) == MergedBrands()


def test_another_content_is_a_conflict_and_nothing_of_it_is_written(store: Store) -> None:
    other = replace(HERE, brand=replace(HERE.brand, classes=(25,), note="x"))
    new = Watched(Brand("lanxing", ("蓝星",)))
    found = merge_brands(store, [other, new])
    assert found == MergedBrands(1, 0, ("hongli: classes, note",))
    assert watched(store)["hongli"] == HERE
    told = str(refused(found.conflicts, "brands.jsonl"))
    assert told.startswith("brands.jsonl: 1 in conflict with what is here, and left as they are")
    assert "--replace" in told


def test_a_right_that_says_something_else_is_a_conflict(store: Store) -> None:
    other = replace(HERE, rights=(replace(HERE.rights[0], status="expired"),))
    assert merge_brands(store, [other]).conflicts == ("hongli: right CN 1",)
    assert store.rights() == HERE.rights


def test_what_is_given_replaces_where_that_is_asked(store: Store) -> None:
    other = Watched(
        replace(HERE.brand, classes=(25,)), (replace(HERE.rights[0], status="expired"),)
    )
    assert merge_brands(store, [other], replace=True) == MergedBrands(changed=1)
    assert store.brands()[0].classes == (25,)
    assert [right.status for right in store.rights()] == ["expired"]
    assert store.events() == HERE.events


def test_two_lines_of_a_file_may_contradict_each_other() -> None:
    with Store.in_memory() as store:
        other = replace(HERE, brand=replace(HERE.brand, note="x"))
        assert merge_brands(store, [HERE, other]) == MergedBrands(1, 0, ("hongli: note",))


def test_only_brands_that_changed_are_written_anew(store: Store) -> None:
    merge_brands(store, [HERE, Watched(Brand("lanxing", ("蓝星",)))])
    assert {one.brand_id for one in store.brands()} == {"hongli", "lanxing"}
    assert "lanxing" in set(store.forms()["brand_id"])


def test_a_region_has_its_brands_alone(store: Store) -> None:
    watch(store, [Brand("lanxing", ("蓝星",), region="Zhejiang"), Brand("beihai", ("北海",))])
    assert [one["brand_id"] for one in brand_records(store, region=" zhejiang")] == ["lanxing"]
    with pytest.raises(DataError, match=r"no brand of the region 'Fujian'; name one of Guangdong"):
        list(brand_records(store, region="Fujian"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"classes": [99]}, "'99' is no Nice class"),
        ({"name_zh": [], "name_latin": []}, "name_zh or name_latin: needed, but empty"),
        ({"name_zh": ["a;b"]}, "would not read back the same"),
        ({"rights": [{"office": "CN"}]}, "it is no brand: 'number' is missing"),
        ({"rights": [{"office": "China", "number": "1"}]}, "office"),
        ({"rights": 5}, "it is no brand"),
        ({"colour": "red"}, "it is no brand: 'colour' is not known"),
    ],
)
def test_what_a_watch_list_must_not_have_is_refused(change: dict[str, object], why: str) -> None:
    with pytest.raises(DataError) as raised:
        watched_of(line({**brand_record(HERE), **change}))
    assert "x.jsonl, line 1" in str(raised.value)
    assert why in str(raised.value)

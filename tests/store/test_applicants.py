"""Applicants that filings name by a key, and the names that come apart from them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from squatwatch.store import Counts, Store, filings
from tests.store.samples import DAY, NEXT_DAY, batch, named, row, stored

Person = dict[str, str | None]
PEAR: Person = {"name": "Pear GmbH", "country": "DE", "address": None}
PLUM: Person = {"name": "Plum SA", "country": "FR", "address": "Lyon"}


def key(identifier: str) -> Person:
    """An applicant of whom only the key is known."""
    return {"name": None, "country": None, "address": identifier}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def applicants(store: Store, number: str = "1", office: str = "EM") -> list[Person]:
    (found,) = store.filings(stored((office, number)))["applicants"].to_list()
    return list(found)


def due(store: Store) -> int:
    """Filings noted as due since the last look."""
    count = store.count_units_due()
    store._connection.execute("delete from unit_due")
    return count


def test_filings_that_come_later_get_their_names(store: Store) -> None:
    assert store.put_applicants(named(("EM", "k:1", "Pear GmbH"))) == 1
    store.put_filings(batch(row("1", applicants=[PLUM, key("k:1"), key("k:9")])), DAY)
    assert applicants(store) == [PLUM, PEAR, key("k:9")]
    store.put_partial_filings(batch(row("2", applicants=[key("k:1")], status="opposed")))
    assert applicants(store, "2") == [PEAR]
    assert store.name_applicants(DAY) == Counts()


def test_filings_that_were_there_get_them_with_history_digest_and_units_due(store: Store) -> None:
    there = batch(row("1", applicants=[key("k:1"), PLUM]), row("2", applicants=[key("k:9")]))
    store.put_filings(there, DAY)
    assert due(store) == 2
    store.put_applicants(named(("EM", "k:1", "Pear GmbH")))
    assert store.name_applicants(NEXT_DAY) == Counts(changed=1)
    assert (applicants(store), applicants(store, "2")) == ([PEAR, PLUM], [key("k:9")])
    (change,) = store.changes(NEXT_DAY.taken_on).to_dicts()
    assert (change["field"], change["source"]) == ("applicants", NEXT_DAY.digest)
    assert json.loads(change["old"]) == [key("k:1"), PLUM]
    assert json.loads(change["new"]) == [PEAR, PLUM]
    assert due(store) == 1
    assert "filings.agree" in [finding.code for finding in store.health()]
    assert store.name_applicants(NEXT_DAY) == Counts()


def test_a_record_that_comes_again_with_its_key_is_unchanged(store: Store) -> None:
    keyed = batch(row("1", applicants=[key("k:1")]))
    store.put_filings(keyed, DAY)
    store.put_applicants(named(("EM", "k:1", "Pear GmbH")))
    store.name_applicants(DAY)
    assert store.put_filings(keyed, NEXT_DAY) == Counts(unchanged=1)


def test_of_equal_keys_the_last_counts(store: Store) -> None:
    assert store.put_applicants(named(("EM", "k:1", "Old"), ("EM", "k:1", "Older"))) == 1
    pear = named(("EM", "k:1", "Pear GmbH"), ("EM", "k:2", "Plum"))
    assert [store.put_applicants(pear) for _ in range(2)] == [2, 0]
    store.put_filings(batch(row("1", applicants=[key("k:1")])))
    assert applicants(store) == [PEAR]


def test_a_key_is_one_of_its_office_and_stands_where_no_name_does(store: Store) -> None:
    own: Person = {"name": "Own Name", "country": "DE", "address": "k:1"}
    there = batch(
        row("1", applicants=[own]), row("2", office="GB", applicants=[key("k:1")]), row("3")
    )
    store.put_filings(there)
    store.put_applicants(named(("EM", "k:1", "Pear GmbH")))
    assert store.name_applicants() == Counts()
    assert store.put_filings(there) == Counts(unchanged=3)
    assert (applicants(store), applicants(store, "3")) == ([own], [])
    assert applicants(store, "2", "GB") == [key("k:1")]


def test_many_are_named_some_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filings, "NAMED_AT_ONCE", 3)
    store.put_filings(batch(*(row(str(n), applicants=[key(f"k:{n % 8}")]) for n in range(10))))
    store.put_applicants(named(*(("EM", f"k:{n}", f"Name {n}") for n in range(7))))
    assert store.name_applicants(DAY) == Counts(changed=9)
    assert [applicants(store, str(n))[0]["name"] for n in range(10)] == [
        None if n == 7 else f"Name {n % 8}" for n in range(10)
    ]


def test_no_applicants_are_none(store: Store) -> None:
    assert store.put_applicants(named()) == 0
    assert store.name_applicants() == Counts()


people = some.lists(some.sampled_from([key("a"), key("b"), key("c"), PLUM]), max_size=4)


@settings(max_examples=25, deadline=None)
@given(
    lists=some.lists(people, min_size=1, max_size=5),
    known=some.sets(some.sampled_from("abc")),
    order=some.permutations(["names", "first half", "second half"]),
)
def test_the_names_are_those_that_stand_for_the_keys_in_any_order(
    lists: list[list[Person]], known: set[str], order: list[str]
) -> None:
    names = named(*(("EM", one, f"Name {one}") for one in sorted(known)))
    rows = batch(*(row(str(n), applicants=listed) for n, listed in enumerate(lists)))
    half = rows.height // 2
    steps = {"names": names, "first half": rows[:half], "second half": rows[half:]}
    with Store.in_memory() as store:
        for step in order:
            take(store, steps[step])
        for n, listed in enumerate(lists):
            assert applicants(store, str(n)) == [slowly(one, known) for one in listed]


def take(store: Store, frame: pl.DataFrame) -> None:
    if "identifier" in frame.columns:
        store.put_applicants(frame)
        store.name_applicants()
    else:
        store.put_filings(frame)


def slowly(one: Person, known: set[str]) -> Person:
    """The applicant as the store must have it."""
    if one["name"] is None and one["address"] in known:
        return {"name": f"Name {one['address']}", "country": "DE", "address": None}
    return one

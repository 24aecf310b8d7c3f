"""The history: what changed of a filing that was known, from which file, on which day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest

from squatwatch.store import Counts, Store
from squatwatch.store.history import CHANGE_SCHEMA, FOLLOWED
from tests.store.samples import DAY, FULL, LISTS, NEXT_DAY, batch, keys, row

ALWAYS = date(2000, 1, 1)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def told(store: Store, since: date = ALWAYS) -> list[tuple[Any, ...]]:
    """Key, field, old and new value of each change."""
    found = store.changes(since).select("application_key", "field", "old", "new").rows()
    return [
        (key, field, old and json.loads(old), new and json.loads(new))
        for key, field, old, new in found
    ]


def test_no_changes_are_a_batch_of_none(store: Store) -> None:
    assert store.changes(ALWAYS).schema == CHANGE_SCHEMA
    assert store.changes(ALWAYS).is_empty()


def test_a_new_filing_has_no_history(store: Store) -> None:
    store.put_filings(batch(FULL, row("1")), DAY)
    assert told(store) == []


def test_what_changed_is_told_with_what_it_was_and_its_file_and_day(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2")), DAY)
    published = row("1", status="published", publication_date=date(2026, 1, 10))
    assert store.put_filings(batch(published, row("2")), NEXT_DAY) == Counts(changed=1, unchanged=1)
    expected = [
        ("EM", "1", "publication_date", None, '"2026-01-10"', NEXT_DAY.digest, date(2026, 1, 16)),
        ("EM", "1", "status", '"filed"', '"published"', NEXT_DAY.digest, date(2026, 1, 16)),
    ]
    assert store.changes(ALWAYS).rows() == expected
    assert store.changes(date(2026, 1, 16)).rows() == expected
    assert store.changes(date(2026, 1, 17)).is_empty()


@pytest.mark.parametrize("name", FOLLOWED)
def test_every_column_that_is_followed_is_told(store: Store, name: str) -> None:
    empty: Any = "unknown" if name == "status" else [] if name in LISTS else None
    store.put_filings(batch(FULL), DAY)
    store.put_filings(batch({**FULL, name: empty}), NEXT_DAY)
    kept = json.loads(json.dumps(FULL[name], default=str))
    assert told(store) == [("018222474", name, kept, empty)]


@pytest.mark.parametrize("name", [n for n in FULL if n not in (*FOLLOWED, "office")])
def test_no_other_column_is(store: Store, name: str) -> None:
    empty: Any = "018222474" if name == "application_number" else [] if name in LISTS else None
    store.put_filings(batch(FULL), DAY)
    assert store.put_filings(batch({**FULL, name: empty}), NEXT_DAY) == Counts(changed=1)
    assert told(store) == []


def test_a_change_back_and_forth_is_told_each_time(store: Store) -> None:
    for status in ("filed", "opposed", "filed"):
        store.put_filings(batch(row("1", status=status)), DAY)
    assert told(store) == [("1", "status", "filed", "opposed"), ("1", "status", "opposed", "filed")]


def test_a_file_taken_again_adds_nothing(store: Store) -> None:
    store.put_filings(batch(row("1")), DAY)
    for _ in range(2):
        store.put_filings(batch(row("1", classes=[9])), NEXT_DAY)
    assert told(store) == [("1", "classes", [], [9])]


def test_a_partial_record_changes_only_what_it_names(store: Store) -> None:
    store.put_filings(batch(FULL), DAY)
    store.put_partial_filings(batch(row("018222474", mark=None, status="opposed")), NEXT_DAY)
    assert told(store) == [("018222474", "status", "registered", "opposed")]


def test_a_filing_that_is_taken_back_is_told_with_its_last_status(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2")), DAY)
    store.delete_filings(keys(("EM", "1"), ("EM", "9")), NEXT_DAY)
    assert told(store) == [("1", "filing", "filed", None)]


def test_without_a_file_there_is_no_history(store: Store) -> None:
    store.put_filings(batch(row("1")))
    store.put_filings(batch(row("1", status="opposed")))
    store.delete_filings(keys(("EM", "1")))
    assert told(store) == []


def test_the_order_of_changes_does_not_hang_on_the_order_of_records() -> None:
    found = []
    for step in (1, -1):
        with Store.in_memory() as store:
            numbers = [str(number) for number in range(20)][::step]
            store.put_filings(batch(*(row(number) for number in numbers)), DAY)
            store.put_filings(batch(*(row(one, status="opposed") for one in numbers)), NEXT_DAY)
            found.append(store.changes(ALWAYS))
    assert found[0].equals(found[1])
    assert found[0].select(pl.col("application_key").is_sorted()).item()

"""The checks of a store: silent when all is well, and each finds and mends its own trouble."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from squatwatch.model import Brand, Event, Right
from squatwatch.reference import table
from squatwatch.store import Counts, Finding, Store
from squatwatch.store.health import CHECKS, REPAIRS
from tests.store.samples import DAY, NEXT_DAY, batch, forms, raw, row, stored

WELL = [
    "store.opens", "filings.unique", "filings.agree", "orphans.none", "sources.whole",
    "raw.whole", "room.fine",
]  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        opened.put_brands([Brand("a", name_latin=("A",))], forms("a", "A"))
        opened.begin_source(DAY)
        opened.put_filings(batch(row("1"), row("2")), DAY)
        opened.keep_raw(raw(("EM", "1", b"<mark/>")), DAY, datetime(2026, 1, 15, tzinfo=UTC))
        opened.finish_source(DAY.digest, Counts(new=2))
        yield opened


def codes(store: Store) -> list[str]:
    return [finding.code for finding in store.health()]


def harm(store: Store, sql: str) -> None:
    store._connection.execute(sql)


def test_a_store_in_order_is_told_so(store: Store) -> None:
    assert codes(store) == WELL
    assert store.repair() == ()


def test_an_empty_store_is_in_order() -> None:
    with Store.in_memory() as store:
        assert codes(store) == WELL


def test_every_check_says_something_and_in_words_that_there_are(store: Store) -> None:
    known = set(table("checks")["code"])
    for check in CHECKS:
        found = list(check(store._connection))
        assert found
        assert {finding.code for finding in found} <= known
        assert check.__doc__
    assert set(REPAIRS) <= known


def test_filings_that_are_there_twice_are_found_and_the_last_is_kept(store: Store) -> None:
    harm(store, "insert into filing from filing where application_key = '1'")
    last = "select max(rowid) from filing"
    harm(store, f"update filing set mark_text = 'LAST' where rowid = ({last})")  # noqa: S608
    assert Finding("filings.doubled", {"count": 1}) in store.health()
    assert "filings.doubled" in store.repair()
    assert codes(store) == WELL
    [found] = store.filings(stored(("EM", "1"))).to_dicts()
    assert found["mark_text"] == "LAST"
    assert store.coverage(date(2026, 1, 1))["filings"].to_list() == [2]


@pytest.mark.parametrize("sql", ["mark_text = 'ANOTHER'", "digest = digest + 1", "digest = null"])
def test_a_record_that_something_else_changed_is_found(store: Store, sql: str) -> None:
    harm(store, f"update filing set {sql} where application_key = '1'")  # noqa: S608
    assert "filings.altered" in codes(store)
    assert store.repair() == ("filings.altered",)
    assert codes(store) == WELL


def test_what_belongs_to_no_brand_is_found_and_taken_out(store: Store) -> None:
    store.put_rights([Right("a", "CN", "1"), Right("gone", "CN", "2")])
    store.put_events([Event("gone", date(2025, 1, 1), "fair")])
    harm(store, "insert into form select * replace ('gone' as brand_id) from form")
    found = [one.values for one in store.health() if one.code == "orphans.found"]
    assert [values["table"] for values in found] == ["form", "owner_right", "brand_event"]
    assert store.repair() == ("orphans.found",)
    assert codes(store) == WELL
    assert [right.number for right in store.rights()] == ["1"]
    assert store.forms().height == 1


def test_a_file_of_which_a_part_may_be_here_is_named(store: Store) -> None:
    store.begin_source(NEXT_DAY)
    values = {"name": "next-day.xml", "day": date(2026, 1, 16)}
    assert Finding("sources.half", values) in store.health()
    assert store.repair() == ()
    store.finish_source(NEXT_DAY.digest, Counts())
    assert codes(store) == WELL


def test_a_kept_record_that_is_not_what_was_fetched_is_found_and_never_mended(store: Store) -> None:
    harm(store, "update raw_record set content = '<other/>'::blob")
    assert Finding("raw.altered", {"count": 1}) in store.health()
    assert store.repair() == ()
    assert "raw.altered" in codes(store)

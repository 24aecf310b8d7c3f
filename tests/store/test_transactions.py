"""All or nothing: blocks that fail, and runs that are recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from squatwatch.model import Brand, Counts, Event, Right, SetAside
from squatwatch.store import Store
from tests.store.samples import DAY, batch, forms, keys, named, raw, row

TABLES = ("set_aside", "source_file", "filing_change", "raw_record", "run", "applicant_key")


class InterruptedRunError(Exception):
    """Something goes wrong half-way."""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        opened.put_brands([Brand("a", name_latin=("A",))], forms("a", "A"))
        opened.put_filings(batch(row("1")))
        yield opened


def content(store: Store) -> tuple[object, ...]:
    counts = [
        store._connection.execute(f"select count(*) from {table}").fetchall()  # noqa: S608
        for table in TABLES
    ]
    return (
        store.brands(), store.forms().rows(), store.rights(), store.events(),
        store.filings_digest(), counts,
    )  # fmt: skip


def write_everything(store: Store) -> None:
    store.put_brands([Brand("a"), Brand("b")], forms("b", "B"))
    store.put_rights([Right("b", "CN", "1")])
    store.put_events([Event("b", date(2024, 1, 1), "fair")])
    store.put_filings(batch(row("2")))
    store.put_partial_filings(batch(row("1", mark=None, status="opposed")))
    store.delete_filings(keys(("EM", "1")))
    store.begin_source(DAY)
    store.finish_source(DAY.digest, Counts(new=1), [SetAside("day.xml", "1", "bad")])
    store.put_filings(batch(row("2", status="registered")), DAY)
    store.keep_raw(raw(("EM", "2", b"<mark/>")), DAY, datetime(2026, 1, 15, tzinfo=UTC))
    store.put_applicants(named(("EM", "key:1", "Pear GmbH")))
    store.name_applicants(DAY)
    store.record_run("r", "scan", date(2026, 1, 15), {}, {})


def test_a_block_that_fails_leaves_nothing(store: Store) -> None:
    before = content(store)
    with pytest.raises(InterruptedRunError), store.atomically():
        write_everything(store)
        assert content(store) != before
        raise InterruptedRunError
    assert content(store) == before


def test_a_block_within_a_block_is_undone_with_it(store: Store) -> None:
    before = content(store)
    with pytest.raises(InterruptedRunError), store.atomically():
        with store.atomically():
            write_everything(store)
        raise InterruptedRunError
    assert content(store) == before


def test_a_block_within_a_block_does_not_end_it(store: Store) -> None:
    """What comes after the inner block is part of the outer one, too."""
    before = content(store)
    with pytest.raises(InterruptedRunError), store.atomically():
        with store.atomically():
            pass
        write_everything(store)
        raise InterruptedRunError
    assert content(store) == before


def test_after_a_block_that_failed_the_store_takes_work(store: Store) -> None:
    with pytest.raises(InterruptedRunError), store.atomically():
        raise InterruptedRunError
    with store.atomically():
        write_everything(store)
    assert [brand.brand_id for brand in store.brands()] == ["a", "b"]


def test_a_block_that_ends_well_is_kept_on_disk(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("store") / "s.duckdb"
    with Store.create(path) as store, store.atomically():
        write_everything(store)
    with Store.open(path) as store:
        assert [brand.brand_id for brand in store.brands()] == ["a", "b"]


def test_a_store_closed_within_a_block_keeps_nothing_of_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("store") / "s.duckdb"
    with pytest.raises(InterruptedRunError), Store.create(path) as store, store.atomically():
        write_everything(store)
        raise InterruptedRunError
    with Store.open(path) as store:
        assert store.brands() == ()


def test_a_run_is_recorded_once_with_what_it_was_told(store: Store) -> None:
    for count in (1, 2):
        store.record_run("r", "scan", date(2026, 1, 15), {"lang": "zh"}, {"alerts": count})
    [(run_id, command, as_of, told, found)] = store._connection.execute(
        "select * from run"
    ).fetchall()
    assert (run_id, command, as_of) == ("r", "scan", date(2026, 1, 15))
    assert (json.loads(told), json.loads(found)) == ({"lang": "zh"}, {"alerts": 2})

"""The search: comparing at once and by the index gives the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from squatwatch import search
from squatwatch.alerts.run import RunResult
from squatwatch.report.alerts_listing import alerts_listing
from squatwatch.scan import scan, watch
from squatwatch.search import find_hits, hits_in
from squatwatch.store import Store
from tests.search.scenario import (
    BAIJIA,
    BRANDS,
    FIRST_NIGHT,
    HONGLI,
    NIGHTS,
    indexed,
    live_through,
    rows_of,
    small_scan,
)
from tests.store.samples import FULL, batch, keys, row


@pytest.fixture(params=["on disk", "in memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = (
        Store.create(tmp_path / "a.duckdb") if request.param == "on disk" else Store.in_memory()
    )
    with opened:
        yield opened


def numbers(rows: list[tuple[object, ...]]) -> set[object]:
    """The application numbers of hits."""
    return {row[2] for row in rows}


def test_both_ways_give_equal_hits(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    live_through(store)
    found = indexed(store, monkeypatch)
    assert found == small_scan(store)
    assert numbers(found) == {"1", "3", "4", "5", "6", "9", "11", "12", "13", "14"}
    assert {row[0] for row in found} == {brand.brand_id for brand in BRANDS}


def test_both_ways_give_equal_hits_night_after_night(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(store, [HONGLI])
    for number, night in enumerate(NIGHTS):
        store.put_filings(batch(*night))
        assert indexed(store, monkeypatch) == small_scan(store)
        watch(store, BRANDS[: number + 1])
        assert indexed(store, monkeypatch) == small_scan(store)
    store.delete_filings(keys(("EM", "10"), ("EM", "1"), ("US", "3")))
    store.remove_brands([HONGLI.brand_id])
    found = indexed(store, monkeypatch)
    assert found == small_scan(store)
    assert not numbers(found) & {"10", "1"}


def test_hits_are_on_every_text_of_a_filing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    watch(store, [HONGLI])
    store.put_filings(batch(FULL))
    found = indexed(store, monkeypatch)
    assert found == small_scan(store)
    assert {row[11] for row in found} >= {
        "mark", "transliteration", "pseudo-mark", "description", "office-reading",
    }  # fmt: skip


def test_each_hit_is_told_as_often_either_way(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_through(store)
    at_once = pl.concat([find_hits(store.forms(), store.texts())])
    monkeypatch.setattr(search, "FEW", 0)
    by_index = pl.concat(hits_in(store, store.forms()))
    assert by_index.sort(pl.all()).equals(at_once.select(by_index.columns).sort(pl.all()))


def test_all_hits_on_a_filing_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FEW", 0)
    with Store.in_memory() as store:
        watch(store, BRANDS)
        for night in NIGHTS:
            store.put_filings(batch(*night))
            list(hits_in(store, store.forms()))
        filings = [set(hits["application_key"]) for hits in hits_in(store, store.forms())]
    assert sum(map(len, filings)) == len(set().union(*filings))


def test_a_small_search_makes_no_units_and_a_large_one_does(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_through(store)
    list(hits_in(store, store.forms()))
    assert store.next_text() == 0
    monkeypatch.setattr(search, "FEW", store.forms().height * store.count_filings())
    list(hits_in(store, store.forms()))
    assert store.next_text() > 0


@pytest.mark.parametrize("memory", [1, 1 << 40])
def test_the_memory_changes_no_hit(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FEW", 0)
    with Store.in_memory() as store:
        live_through(store)
        assert rows_of(hits_in(store, store.forms(), memory=memory)) == small_scan(store)


@pytest.mark.parametrize("few", [0, 1 << 60])
def test_no_forms_and_no_filings(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FEW", few)
    with Store.in_memory() as store:
        assert rows_of(hits_in(store, store.forms())) == []
        watch(store, [HONGLI])
        assert rows_of(hits_in(store, store.forms())) == []
        store.put_filings(batch(row("8", None), row("9", "...")))
        assert rows_of(hits_in(store, store.forms())) == []
        assert rows_of(hits_in(store, store.forms().clear())) == []


# The scan ----------------------------------------------------------------------------------------


def scanned(store: Store) -> RunResult:
    return scan(store, as_of=date(2026, 1, 15), level="low")


def test_a_scan_gives_equal_bytes_either_way(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    live_through(store)
    at_once = scanned(store)
    monkeypatch.setattr(search, "FEW", 0)
    by_index, once_more = scanned(store), scanned(store)
    assert at_once.alerts
    assert at_once == by_index == once_more
    texts = [
        alerts_listing(result.alerts, "jsonl", "en") for result in (at_once, by_index, once_more)
    ]
    assert len(set(texts)) == 1


def test_an_index_of_other_forms_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.create(tmp_path / "a.duckdb") as store:
        store.put_filings(batch(*FIRST_NIGHT))
        for brands in ([HONGLI], [HONGLI, BAIJIA], [BAIJIA]):
            store.remove_brands([brand.brand_id for brand in BRANDS])
            watch(store, brands)
            assert indexed(store, monkeypatch) == small_scan(store)
            assert (tmp_path / "a.duckdb.forms" / "index.json").exists()

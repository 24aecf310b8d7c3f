"""Units of a store: made where they are due, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from squatwatch.scan import watch
from squatwatch.search import units
from squatwatch.search.units import renew_units, units_of
from squatwatch.store import Store
from squatwatch.text.normalize import normalize
from tests.search.scenario import BRANDS, FIRST_NIGHT, NIGHTS, indexed, small_scan
from tests.store.samples import batch, keys, row

Texts = set[tuple[str, str, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.duckdb") as opened:
        yield opened


def texts(store: Store) -> Texts:
    """Office, application key, source and words of every text with units."""
    found: Texts = set()
    for made in store.unit_batches():
        words = units_of(made)
        numbers = range(made.first_text, made.first_text + made.texts)
        of_text = {number: " ".join(words.words_of(row)) for row, number in enumerate(numbers)}
        postings = store.postings(pl.Series(list(numbers)))
        found |= {
            (office, key, source, of_text[text])
            for text, office, key, source in postings.iter_rows()
        }
    return found


def expected(store: Store) -> Texts:
    return {
        (office, key, source, words)
        for office, key, source, text in store.texts().iter_rows()
        if (words := normalize(text))
    }


def test_units_are_those_of_the_texts(store: Store) -> None:
    for night in NIGHTS:
        store.put_filings(batch(*night))
        renew_units(store)
        assert store.count_units_due() == 0
        assert {row for row in texts(store) if row[2] != "read-back"} == expected(store)


def test_texts_in_other_scripts_are_read_back(store: Store) -> None:
    store.put_filings(batch(row("1", "ХУНЛИ"), row("2", "HONGLI"), row("3", "红力")))
    renew_units(store)
    assert {row[1] for row in texts(store) if row[2] == "read-back"} == {"1"}


@pytest.mark.parametrize("filings_a_batch", [1, 3, 1_000])
@pytest.mark.parametrize("texts_a_batch", [0, 5, 1_000])
def test_batches_of_any_size_hold_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, filings_a_batch: int, texts_a_batch: int
) -> None:
    store.put_filings(batch(*FIRST_NIGHT))
    with Store.in_memory() as other:
        other.put_filings(batch(*FIRST_NIGHT))
        renew_units(other)
        at_once = texts(other)
    monkeypatch.setattr(units, "FILINGS_A_BATCH", filings_a_batch)
    monkeypatch.setattr(units, "TEXTS_A_BATCH", texts_a_batch)
    renew_units(store)
    assert texts(store) == at_once
    sizes = store.unit_batch_sizes()
    assert all(sum(one) == other[0] for one, other in pairwise(sizes))
    if texts_a_batch == 1_000:
        assert len(sizes) == 1


def test_filings_of_no_text_are_due_no_more(store: Store) -> None:
    store.put_filings(batch(row("1", None), row("2", "...")))
    renew_units(store)
    assert (store.count_units_due(), store.next_text()) == (0, 0)


def test_what_stays_the_same_is_not_made_again(store: Store) -> None:
    store.put_filings(batch(*FIRST_NIGHT))
    renew_units(store)
    made = store.next_text()
    store.put_filings(batch(*FIRST_NIGHT))
    renew_units(store)
    assert store.next_text() == made


def test_postings_of_what_was_changed_or_taken_back_go(store: Store) -> None:
    store.put_filings(batch(row("1", "HONGLI"), row("2", "HONGLI")))
    renew_units(store)
    store.put_filings(batch(row("1", "OTHER")))
    store.delete_filings(keys(("EM", "2")))
    renew_units(store)
    assert texts(store) == {("EM", "1", "mark", "other")}


def test_other_rules_make_all_units_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    watch(store, BRANDS)
    store.put_filings(batch(*FIRST_NIGHT))
    renew_units(store)
    before = texts(store)
    monkeypatch.setattr(units, "rules_version", lambda: "other rules")
    store.put_filings(batch(row("20", "HONGLI")))
    renew_units(store)
    assert store.unit_rules() == {"other rules"}
    assert texts(store) == before | {("EM", "20", "mark", "hongli")}
    assert indexed(store, monkeypatch) == small_scan(store)


@pytest.mark.parametrize("stopped_at", ["put_units", "replace_units", "forget_units", "texts_of"])
def test_a_stop_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, stopped_at: str
) -> None:
    monkeypatch.setattr(units, "FILINGS_A_BATCH", 2)
    store.put_filings(batch(*FIRST_NIGHT[:2]))
    renew_units(store)
    store.put_filings(batch(*FIRST_NIGHT))
    if stopped_at == "forget_units":
        monkeypatch.setattr(units, "rules_version", lambda: "other rules")
    calls = 0
    working = getattr(Store, stopped_at)

    def stopping(self: Store, *given: object) -> object:
        nonlocal calls
        calls += 1
        with self.atomically():
            done = working(self, *given)
            if calls == (1 if stopped_at in ("replace_units", "forget_units") else 2):
                raise KeyboardInterrupt
        return done

    with monkeypatch.context() as stopped:
        stopped.setattr(Store, stopped_at, stopping)
        with pytest.raises(KeyboardInterrupt):
            renew_units(store)
    assert store.count_units_due() > 0 or stopped_at in ("replace_units", "forget_units")
    renew_units(store)
    assert store.count_units_due() == 0
    assert {row for row in texts(store) if row[2] != "read-back"} == expected(store)
    numbers = [first for first, _ in store.unit_batch_sizes()]
    assert len(numbers) == len(set(numbers))

"""Units in the store: noted as due, written whole, read back as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.store import Store, UnitBatch
from squatwatch.store.units import _packed, _unpacked
from tests.store.samples import FULL, batch, keys, row, stored


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def unit_batch(first: int, *texts: str, rules: str = "rules") -> UnitBatch:
    """A batch of texts of one word each."""
    points = np.array([ord(letter) for text in texts for letter in text], dtype=np.uint32)
    lengths = np.array([len(text) for text in texts], dtype=np.uint32)
    rows = np.arange(len(texts), dtype=np.uint32)
    return UnitBatch(first, points, lengths, rows, np.ones(len(texts), dtype=np.uint32), rules)


def postings(*rows: tuple[str, str, str, int]) -> pl.DataFrame:
    schema = {
        "office": pl.String, "application_key": pl.String, "source": pl.String, "text": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def due(store: Store) -> list[tuple[str, str]]:
    return store.units_due(100).rows()


def posted(store: Store, texts: Sequence[int]) -> list[tuple[object, ...]]:
    return store.postings(pl.Series(texts, dtype=pl.Int64)).rows()


def same(one: UnitBatch, other: UnitBatch) -> bool:
    arrays = ("points", "word_lengths", "words", "text_lengths")
    return (one.first_text, one.rules) == (other.first_text, other.rules) and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays
    )


# Due ---------------------------------------------------------------------------------------------


def test_what_is_written_changed_or_taken_back_is_due(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2"), row("3")))
    assert due(store) == [("EM", "1"), ("EM", "2"), ("EM", "3")]
    store.put_units(stored(("EM", "1"), ("EM", "2"), ("EM", "3")), postings(), unit_batch(0))
    assert due(store) == []
    store.put_filings(batch(row("1"), row("2", "OTHER")))
    store.put_partial_filings(batch(row("3", mark=None, status="opposed")))
    assert due(store) == [("EM", "2"), ("EM", "3")]
    store.delete_filings(keys(("EM", "1")))
    assert due(store) == [("EM", "1"), ("EM", "2"), ("EM", "3")]


def test_so_many_are_due_at_a_time_each_once(store: Store) -> None:
    for mark in ("A", "B", "C"):
        store.put_filings(batch(row("1", mark), row("2", mark)))
    assert store.units_due(1).rows() == [("EM", "1")]
    assert store.units_due(9).rows() == [("EM", "1"), ("EM", "2")]
    assert store.count_units_due() >= 2


def test_the_filings_of_a_block_that_fails_are_not_due(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.atomically():
        store.put_filings(batch(row("1")))
        raise KeyboardInterrupt
    assert due(store) == []


def test_texts_of_some_filings(store: Store) -> None:
    store.put_filings(batch(FULL, row("2"), row("3", None)))
    every = store.texts().sort(pl.all())
    of_all = store.texts_of(every.select("office", "application_key").unique())
    assert of_all.sort(pl.all()).equals(every)
    assert set(of_all["source"]) == {
        "mark", "transliteration", "translation", "pseudo-mark", "description", "office-reading",
    }  # fmt: skip
    assert store.texts_of(stored(("EM", "2"))).rows() == [("EM", "2", "mark", "HONGLI")]
    assert store.texts_of(stored(("EM", "3"), ("EM", "none"))).is_empty()


# Written and read --------------------------------------------------------------------------------


def test_units_come_back_as_they_were(tmp_path: Path) -> None:
    first, second = unit_batch(0, "hongli", "红力"), unit_batch(2, "baijia", rules="others")
    with Store.create(tmp_path / "a.duckdb") as store:
        store.put_units(stored(), postings(), first)
        store.put_units(stored(), postings(), second)
    with Store.open(tmp_path / "a.duckdb") as store:
        loaded = list(store.unit_batches())
        assert [same(*both) for both in zip(loaded, (first, second), strict=True)] == [True, True]
        assert store.unit_rules() == {"rules", "others"}
        assert store.next_text() == 3
        assert store.unit_batch_sizes() == [(0, 2), (2, 1)]
        assert same(store.unit_batch(2), second)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=20), st.booleans())
def test_numbers_are_packed_without_loss(numbers: list[int], small: bool) -> None:
    values = np.array([number % 256 if small else number for number in numbers], dtype=np.uint32)
    packed = _packed(values)
    unpacked = _unpacked(packed)
    assert unpacked.dtype == np.uint32
    assert np.array_equal(unpacked, values)
    assert len(packed) == 1 + len(values) * (1 if values.max(initial=0) < 256 else 4)


def test_units_numbered_from_some_text_on(store: Store) -> None:
    store.put_units(stored(), postings(), unit_batch(0, "a", "b"))
    store.put_units(stored(), postings(), unit_batch(2, "c"))
    since = {text: [part.first_text for part in store.unit_batches(text)] for text in range(4)}
    assert since == {0: [0, 2], 1: [0, 2], 2: [2], 3: []}


def test_an_empty_batch_is_not_written(store: Store) -> None:
    store.put_units(stored(("EM", "1")), postings(), unit_batch(0))
    assert list(store.unit_batches()) == []
    assert store.next_text() == 0


def test_postings_of_a_filing_replace_those_known(store: Store) -> None:
    both = stored(("EM", "1"), ("EM", "2"))
    of_both = postings(("EM", "1", "mark", 0), ("EM", "2", "mark", 0))
    store.put_units(both, of_both, unit_batch(0, "a"))
    again = postings(("EM", "1", "mark", 1), ("EM", "1", "translation", 1))
    store.put_units(stored(("EM", "1")), again, unit_batch(1, "b"))
    assert posted(store, [0, 1, 7]) == [
        (0, "EM", "2", "mark"),
        (1, "EM", "1", "mark"),
        (1, "EM", "1", "translation"),
    ]
    assert posted(store, []) == []


def test_one_batch_takes_the_place_of_several(store: Store) -> None:
    for first, text in enumerate("abc"):
        store.put_units(stored(), postings(("EM", text, "mark", first)), unit_batch(first, text))
    together = unit_batch(0, "a", "b")
    store.replace_units([0, 1], together)
    assert store.unit_batch_sizes() == [(0, 2), (2, 1)]
    assert same(store.unit_batch(0), together)
    assert [key for _, _, key, _ in posted(store, [0, 1, 2])] == ["a", "b", "c"]


def test_forgotten_units_are_due_again(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2")))
    store.put_units(store.units_due(9), postings(("EM", "1", "mark", 0)), unit_batch(0, "a"))
    store.forget_units()
    assert due(store) == [("EM", "1"), ("EM", "2")]
    assert (list(store.unit_batches()), store.next_text(), posted(store, [0])) == ([], 0, [])


@pytest.mark.parametrize("written", ["put", "replace", "forget"])
def test_units_are_written_whole_or_not_at_all(store: Store, written: str) -> None:
    store.put_filings(batch(row("1")))
    store.put_units(stored(), postings(("EM", "9", "mark", 0)), unit_batch(0, "a"))
    before = (store.unit_batch_sizes(), due(store), posted(store, [0, 1]))
    with pytest.raises(KeyboardInterrupt), store.atomically():
        if written == "put":
            new = postings(("EM", "1", "mark", 1))
            store.put_units(stored(("EM", "1")), new, unit_batch(1, "b"))
        elif written == "replace":
            store.replace_units([0], unit_batch(0, "a", "b"))
        else:
            store.forget_units()
        assert (store.unit_batch_sizes(), due(store), posted(store, [0, 1])) != before
        raise KeyboardInterrupt
    assert (store.unit_batch_sizes(), due(store), posted(store, [0, 1])) == before

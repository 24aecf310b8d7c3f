from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.matching import searching, stored
from benchmarks.matching.child import in_child
from benchmarks.matching.fixed_set import forms_of_brands
from benchmarks.matching.haystack import generated_marks
from benchmarks.matching.searching import as_stored, distinct_texts, in_step, searched
from squatwatch.match import FormIndex, Units, find
from squatwatch.search.units import units_of


@pytest.fixture(scope="module")
def texts() -> pl.Series:
    return distinct_texts(generated_marks(5_000))


def test_texts_are_distinct_and_normalised() -> None:
    marks = pl.Series(["Mi", "MI", "mi co ltd", "!", "vivo"])
    assert distinct_texts(marks).to_list() == ["mi", "vivo"]


def test_batches_have_the_hits_of_all_texts(
    texts: pl.Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = FormIndex.build(forms_of_brands(200))
    monkeypatch.setattr(searching, "TEXTS_A_BATCH", 1_000)
    batches = list(searched(texts, index))
    assert len(batches) == -(-len(texts) // 1_000)
    assert sum(batches) == find(index, Units.of(texts)).height > 0


def test_results_come_in_the_order_of_the_batches() -> None:
    assert list(in_step(abs, [-3, 1, -2, 5])) == [3, 1, 2, 5]


def test_stored_units_are_the_same(texts: pl.Series) -> None:
    units = Units.of(texts)
    again = units_of(as_stored(0, units))
    assert again.words.equals(units.words)
    assert again.texts.values.tolist() == units.texts.values.tolist()
    assert again.texts.starts.tolist() == units.texts.starts.tolist()


def test_a_filled_store_has_the_hits_of_the_marks(tmp_path: Path) -> None:
    marks, forms = generated_marks(5_000), forms_of_brands(200)
    marks.to_frame().write_parquet(tmp_path / "marks.parquet")
    index = FormIndex.build(forms)
    index.save(tmp_path / "index")
    assert "units only" in stored.filled(tmp_path / "store.duckdb", tmp_path / "marks.parquet")
    told = stored.searched_by_index(tmp_path / "store.duckdb", tmp_path / "index")
    hits = find(index, Units.of(distinct_texts(marks))).height
    assert told.count(f"{hits:,} hits") == 2


def test_filings_are_ingested_with_postings(tmp_path: Path) -> None:
    generated_marks(500).to_frame().write_parquet(tmp_path / "marks.parquet")
    told = stored.ingested(tmp_path / "store.duckdb", tmp_path / "marks.parquet")
    assert told.startswith("500 filings")


def test_a_child_gives_its_result_and_its_peak() -> None:
    result, peak = in_child(abs, -1)
    assert result == 1
    assert peak > 1

"""The search by index: nights give what a full search gives, whatever happened between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pytest

from squatwatch.forms import rules_version
from squatwatch.match.compiled import sources_digest
from squatwatch.match.form_index import FormIndex
from squatwatch.model import Brand
from squatwatch.scan import watch
from squatwatch.search import MEMORY, indexed, units
from squatwatch.search.indexed import indexed_hits
from squatwatch.search.progress import Progress, untold
from squatwatch.store import Store
from squatwatch.store.keys import KEY, keyed
from tests.search.scenario import BAIJIA, BRANDS, HONGLI, NIGHTS, QINGYUAN, rows_of, small_scan
from tests.store.samples import batch, keys, row

Rows = list[tuple[object, ...]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.duckdb") as opened:
        yield opened


def searched(store: Store, of: pl.DataFrame | None = None, progress: Progress = untold) -> Rows:
    hits = indexed_hits(store, store.forms(), memory=MEMORY, progress=progress, of=of)
    return rows_of(hits)


def night(store: Store, *filings: dict[str, object]) -> Rows:
    """The hits on what a night brings, and on nothing else."""
    store.put_filings(batch(*filings))
    return searched(store, keyed(batch(*filings)).select(KEY))


# Nights ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("texts_a_batch", [0, 12, 200_000])
def test_nights_give_what_a_full_search_gives(
    store: Store, monkeypatch: pytest.MonkeyPatch, texts_a_batch: int
) -> None:
    monkeypatch.setattr(units, "TEXTS_A_BATCH", texts_a_batch)
    watch(store, BRANDS)
    # What a later night says of a filing takes the place of what an earlier one said.
    found: dict[object, Rows] = {}
    for filings in NIGHTS:
        hits = night(store, *filings)
        for filing in filings:
            of_filing = (filing["office"], filing["application_number"])
            again = [hit for hit in hits if hit[1:3] == of_filing]
            if again or of_filing not in found or filing["status"] == "filed":
                found[of_filing] = again
    together = sorted(hit for hits in found.values() for hit in hits)
    assert together == sorted(searched(store)) == sorted(small_scan(store))


def test_a_night_is_searched_by_itself(store: Store) -> None:
    watch(store, [HONGLI])
    first = night(store, row("1", "HONGLI"), row("2", "HUNGLI"))
    second = night(store, row("3", "HONGLI"))
    nothing = night(store)
    assert [{hit[2] for hit in hits} for hits in (first, second, nothing)] == [
        {"1", "2"}, {"3"}, set(),
    ]  # fmt: skip
    assert len(store.unit_batch_sizes()) == 1, "neighbouring small batches are one"


def test_a_new_brand_meets_old_units(store: Store) -> None:
    watch(store, [HONGLI])
    for filings in NIGHTS:
        night(store, *filings)
    made = store.next_text()
    watch(store, [QINGYUAN, BAIJIA])
    assert searched(store) == small_scan(store)
    assert {hit[0] for hit in searched(store)} == {brand.brand_id for brand in BRANDS}
    assert store.next_text() == made, "no units were made again"


def test_a_filing_that_was_taken_back_is_hit_no_more(store: Store) -> None:
    watch(store, [HONGLI])
    night(store, row("1", "HONGLI"), row("2", "HONGLI"))
    store.delete_filings(keys(("EM", "1")))
    assert {hit[2] for hit in searched(store)} == {"2"}
    store.put_filings(batch(row("1", "HONGLI")))
    assert {hit[2] for hit in searched(store)} == {"1", "2"}


# The index beside the store ----------------------------------------------------------------------


def kept(store: Store) -> set[str]:
    """The forms in the index beside the store."""
    assert store.path is not None
    [index] = [
        FormIndex.load(folder, f"{rules_version()}-{sources_digest()}")
        for folder in store.path.parent.glob("*.forms")
    ]
    return set(index.forms["form"])


def watching(store: Store, brands: Sequence[Brand]) -> Rows:
    store.remove_brands([brand.brand_id for brand in BRANDS])
    watch(store, brands)
    return searched(store)


def test_the_index_follows_the_brands(store: Store) -> None:
    store.put_filings(batch(*NIGHTS[0]))
    for brands in ([HONGLI], BRANDS, [BAIJIA], [], [QINGYUAN]):
        assert watching(store, brands) == small_scan(store)
        forms = store.forms()
        assert ("hongli" in kept(store)) == (HONGLI in brands)
        assert not kept(store) if forms.is_empty() else kept(store)


def test_an_index_that_cannot_be_read_is_made_again(store: Store) -> None:
    store.put_filings(batch(*NIGHTS[0]))
    before = watching(store, BRANDS)
    assert store.path is not None
    folder = store.path.with_name(f"{store.path.name}.forms")
    (folder / "index.json").write_text("half of it")
    assert searched(store) == before
    for file in folder.glob("*/spelling.entries.npy"):
        file.write_bytes(b"")
    assert searched(store) == before


def test_an_index_by_other_rules_is_made_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_filings(batch(*NIGHTS[0]))
    before = watching(store, BRANDS)
    assert store.path is not None
    folder = store.path.with_name(f"{store.path.name}.forms")
    segments = {item.name for item in folder.iterdir() if item.is_dir()}
    monkeypatch.setattr(indexed, "rules_version", lambda: "other rules")
    assert searched(store) == before
    assert not segments & {item.name for item in folder.iterdir() if item.is_dir()}


# Progress and stopping ---------------------------------------------------------------------------


def test_progress_is_told_to_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "FILINGS_A_BATCH", 2)
    monkeypatch.setattr(units, "TEXTS_A_BATCH", 0)
    watch(store, BRANDS)
    store.put_filings(batch(*NIGHTS[0]))
    told: list[tuple[str, int, int]] = []
    searched(store, progress=lambda *step: told.append(step))
    for what in ("progress.units", "progress.search"):
        steps = [(done, of) for label, done, of in told if label == what]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0
        assert len({of for _, of in steps}) == 1


def test_a_stop_while_searching_does_no_harm(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "FILINGS_A_BATCH", 2)
    monkeypatch.setattr(units, "TEXTS_A_BATCH", 0)
    watch(store, BRANDS)
    store.put_filings(batch(*NIGHTS[0]))

    def stopping(what: str, done: int, of: int) -> None:
        if what == "progress.search" and 4 < done <= of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searched(store, progress=stopping)
    assert searched(store) == small_scan(store)

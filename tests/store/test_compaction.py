"""The file stays as large as what it holds, however often its filings are replaced."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from squatwatch.store.compaction import (
    DEAD_LIMIT,
    ROW_GROUP,
    SMALL_GROUPS,
    _row_groups,
    compact,
    dead_share,
)
from tests.store.samples import DAY, batch, row

ROWS = 3 * ROW_GROUP


def register(status: str = "filed") -> pl.DataFrame:
    """Generated filings with running numbers."""
    numbers = pl.DataFrame({"application_number": pl.int_range(ROWS, eager=True).cast(pl.String)})
    rest = batch(row(status=status)).drop("application_number")
    return numbers.join(rest, how="cross").select(FILING_SCHEMA.names())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a store with the register."""
    path = tmp_path_factory.mktemp("register") / "s.duckdb"
    with Store.create(path) as store:
        store.put_filings(register())
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, loaded: bytes) -> Path:
    path = tmp_path / "s.duckdb"
    path.write_bytes(loaded)
    return path


def dead(path: Path) -> float:
    with Store.open(path) as store:
        return dead_share(store._connection)


def groups(path: Path, table: str = "filing") -> list[int]:
    with Store.open(path) as store:
        return _row_groups(store._connection, table)


def held(store: Store) -> int:
    """Filings of EM."""
    [(_, count, _)] = store.coverage(date(2100, 1, 1)).rows()
    return int(count)


def test_a_store_without_filings_has_nothing_dead() -> None:
    with Store.in_memory() as store:
        assert dead_share(store._connection) == 0.0
        assert compact(store._connection) == 0


def test_what_is_deleted_is_dead_until_room_is_made(path: Path) -> None:
    with Store.open(path) as store:
        store.put_filings(register("opposed").gather_every(10))
        before = store.filings_digest()
        assert dead_share(store._connection) == pytest.approx(0.1 / 1.1, abs=0.001)
        assert compact(store._connection, share=1.0, limit=0.01) >= 0.9 * ROWS
        assert dead_share(store._connection) <= 0.01
        assert store.filings_digest() == before
        assert held(store) == ROWS
    assert dead(path) <= 0.01


def test_a_block_that_ends_well_makes_room_for_what_it_replaced(path: Path) -> None:
    shares = []
    for day in range(12):
        with Store.open(path) as store:
            store.put_filings(register(f"opposed {day}").gather_every(40, day))
        shares.append(dead(path))
        assert len(groups(path)) < 3 + SMALL_GROUPS
    assert shares[0] == pytest.approx(0.025 / 1.025, abs=0.001)
    assert max(shares) < 2 * DEAD_LIMIT
    with Store.open(path) as store:
        assert held(store) == ROWS


def test_a_block_that_fails_makes_no_room(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Store.open(path) as store:
        store.put_filings(register("opposed").gather_every(4))
        raise ZeroDivisionError
    assert dead(path) == pytest.approx(0.25 / 1.25, abs=0.001)


def test_little_is_left_as_it_is(path: Path) -> None:
    with Store.open(path) as store:
        store.put_filings(register("opposed").gather_every(100))
        assert 0 < dead_share(store._connection) < DEAD_LIMIT
        assert compact(store._connection) == 0


def test_no_more_is_moved_at_once_than_the_share(path: Path) -> None:
    with Store.open(path) as store:
        store.put_filings(register("opposed").gather_every(3))
        assert 0 < compact(store._connection, share=0.1) <= ROW_GROUP
        assert DEAD_LIMIT < dead_share(store._connection) < 0.25


def test_when_all_filings_are_gone_so_is_their_room(path: Path) -> None:
    with Store.open(path) as store:
        gone = register().select("office", "application_number")
        assert store.delete_filings(gone).deleted == ROWS
    assert dead(path) == 0.0


def test_the_small_row_groups_of_many_runs_become_one(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    for day in range(SMALL_GROUPS + 2):
        with Store.create(path) as store:
            store.put_filings(batch(row("0", status=str(day)), row(str(day + 1))), DAY)
    assert len(groups(path)) < SMALL_GROUPS
    assert len(groups(path, "filing_change")) < SMALL_GROUPS
    with Store.open(path) as store:
        assert held(store) == SMALL_GROUPS + 3
        told = store.changes(date(2000, 1, 1)).select("old", "new").rows()
    assert told == [(f'"{day}"', f'"{day + 1}"') for day in range(SMALL_GROUPS + 1)]

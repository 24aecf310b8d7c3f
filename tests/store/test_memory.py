"""A store that may hold only so much in memory: what is more goes to the disk and comes back."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Counts, Store
from squatwatch.store.open_store import PINNED
from tests.store.samples import DAY, NEXT_DAY, batch, row

MEMORY = 96 * 1024**2
"""DuckDB 1.5 needs more than 2.0 does."""
ROWS = 20_000
BATCHES = 8


def generated(turn: int, status: str = "filed") -> pl.DataFrame:
    """Filings with long descriptions that cannot be compressed much: 20 MB."""
    numbers = pl.DataFrame({"n": pl.int_range(turn * ROWS, (turn + 1) * ROWS, eager=True)})
    hashes = [pl.col("n").hash(seed).cast(pl.String) for seed in range(50)]
    texts = numbers.select(
        application_number=pl.col("n").cast(pl.String), description=pl.concat_str(hashes)
    )
    rest = batch(row(status=status)).drop("application_number", "description")
    return texts.join(rest, how="cross").select(FILING_SCHEMA.names())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    return path


def test_the_limit_is_that_of_the_database_and_its_spill_stands_beside_the_store(
    path: Path,
) -> None:
    with Store.open(path, memory=MEMORY) as store:
        [limit, folder] = store._connection.execute(
            "select current_setting('memory_limit'), current_setting('temp_directory')"
        ).fetchall()[0]
    assert (limit, Path(folder)) == ("96.0 MiB", path.with_name("s.duckdb.tmp"))


def test_a_transaction_larger_than_the_memory_is_written_whole(path: Path) -> None:
    with Store.open(path, memory=MEMORY) as store:
        for source, status, expected in (
            (DAY, "filed", Counts(new=BATCHES * ROWS)),
            (NEXT_DAY, "published", Counts(changed=BATCHES * ROWS)),
        ):
            counts, held, spilt = Counts(), 0, 0
            with store.atomically():
                for turn in range(BATCHES):
                    counts += store.put_filings(generated(turn, status), source)
                    sizes = store._connection.execute(
                        "select sum(memory_usage_bytes), sum(temporary_storage_bytes)"
                        " from duckdb_memory()"
                    ).fetchall()[0]
                    held, spilt = max(held, sizes[0]), max(spilt, sizes[1])
            assert counts == expected
            assert held <= MEMORY + PINNED * BATCHES * ROWS
            assert spilt > 0
        digest = store.filings_digest()
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]
    with Store.in_memory() as other:
        for turn in range(BATCHES):
            other.put_filings(generated(turn, "published"))
        assert other.filings_digest() == digest

"""Two processes at one store, and a process that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from squatwatch.errors import StoreError
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from tests.store.samples import batch, row

ROOT = Path(__file__).resolve().parents[2]
BATCH = 400
"""Filings in each batch that the writer below writes."""

HOLDER = """
import sys
from pathlib import Path
from squatwatch.store import Store

with Store.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

WRITER = f"""
import sys
from pathlib import Path
from squatwatch.store import Store
from tests.store.samples import batch, row

store = Store.create(Path(sys.argv[1]))
for number in range(10_000):
    with store.atomically():
        for half in (0, 1):
            own = [f"{{number}}-{{at}}" for at in range(half, {BATCH}, 2)]
            store.put_filings(batch(*(row(one, classes=[number % 45 + 1]) for one in own)))
            print("half" if half == 0 else "written", number, flush=True)
    print("done", number, flush=True)
"""


TAKER = f"""
import sys
from datetime import date
from pathlib import Path
from squatwatch.model import Counts, SourceFile
from squatwatch.store import Store
from tests.store.samples import batch, row

store = Store.create(Path(sys.argv[1]))
for number in range(10_000):
    source = SourceFile(str(number), "day.xml", 1, "test", date(2026, 1, 15))
    filings = batch(*(row(str(at), classes=[number % 45 + 1]) for at in range({BATCH})))
    with store.atomically():
        store.begin_source(source)
        counts = store.put_filings(filings, source)
        print("half", number, flush=True)
        store.finish_source(source.digest, counts)
    print("done", number, flush=True)
"""

MOVER = """
import sys
from pathlib import Path
from squatwatch.store import Store, compaction

with Store.open(Path(sys.argv[1])) as store:
    for number in range(10_000):
        print("moving", number, flush=True)
        compaction.compact(store._connection, share=1.0, limit=-1.0)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def lines_until(process: subprocess.Popen[str], moment: str) -> list[str]:
    """What the process has said when it says ``moment``, which it must."""
    assert process.stdout is not None
    told: list[str] = []
    while moment not in told:
        line = process.stdout.readline()
        assert line, f"it ended before {moment!r}"
        told.append(line.strip())
    return told


def test_a_store_that_another_process_holds_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    with start(HOLDER, str(path)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError) as caught:
            Store.open(path)
        holder.communicate()
    assert str(caught.value) == (
        f"{path}: the store is held by process {holder.pid}; wait until it has ended and try again"
    )
    Store.open(path).close()


@pytest.mark.parametrize("moment", ["half 3", "written 2", "done 4"])
def test_kill_9_loses_nothing_that_was_done_and_leaves_nothing_by_half(
    tmp_path: Path, moment: str
) -> None:
    path = tmp_path / "s.duckdb"
    with start(WRITER, str(path)) as writer:
        assert writer.stdout is not None
        told = lines_until(writer, moment)
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.read().split("\n")
        writer.wait()
    assert writer.returncode == -signal.SIGKILL
    done = {line.removeprefix("done ") for line in told if line.startswith("done ")}
    begun = {line.removeprefix("half ") for line in told if line.startswith("half ")}
    with Store.open(path) as store:
        filings = store._connection.execute(
            "select split_part(application_number, '-', 1), count(*) from filing group by all"
        ).fetchall()
    assert done <= {number for number, _ in filings} <= done | begun
    assert {count for _, count in filings} == {BATCH}
    assert len(begun - {number for number, _ in filings}) <= 1


def test_after_kill_9_the_work_is_done_again_as_if_nothing_had_been(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with start(WRITER, str(path)) as writer:
        lines_until(writer, "half 1")
        writer.send_signal(signal.SIGKILL)
    with start(WRITER, str(path)) as again:
        lines_until(again, "done 1")
        again.send_signal(signal.SIGKILL)
    with Store.open(path) as store:
        keys = store.texts()["application_key"]
    assert keys.n_unique() == keys.len()
    assert keys.len() >= 2 * BATCH


@pytest.mark.parametrize("moment", ["half 2", "done 3"])
def test_after_kill_9_a_file_is_there_with_its_filings_and_history_or_not_at_all(
    tmp_path: Path, moment: str
) -> None:
    path = tmp_path / "s.duckdb"
    with start(TAKER, str(path)) as taker:
        lines_until(taker, moment)
        taker.send_signal(signal.SIGKILL)
    with Store.open(path) as store:
        files = store.sources()
        [(classes,)] = store._connection.execute("select distinct classes from filing").fetchall()
        changed = store.changes(date(2000, 1, 1))
    assert all(file.state == "taken" for file in files)
    assert len(files) >= 2
    assert classes == [len(files)]
    assert changed.height == BATCH * (len(files) - 1)
    assert set(changed["source"]) == {file.digest for file in files} - {"0"}


def test_kill_9_while_room_is_made_loses_no_filing(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        numbers = pl.DataFrame({"application_number": pl.int_range(300_000, eager=True).cast(str)})
        empty = batch(row()).drop("application_number")
        store.put_filings(numbers.join(empty, how="cross").select(FILING_SCHEMA.names()))
        before = store.filings_digest()
    with start(MOVER, str(path)) as mover:
        lines_until(mover, "moving 1")
        mover.send_signal(signal.SIGKILL)
    with Store.open(path) as store:
        assert store.filings_digest() == before

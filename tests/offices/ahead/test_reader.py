"""Files read ahead by real processes: the same as one after the other, whatever happens to them."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from benchmarks.uspto_day import write_day
from squatwatch.errors import DataError
from squatwatch.offices.ahead import read_ahead
from squatwatch.offices.ahead.reading import Raw, Read, Wanted
from squatwatch.offices.batch import Batch
from tests.offices.samples import case, daily, zipped

GOOD = b"office,application_number,mark_text,odd\nEM,1,HONGLI,x\nEM,,NUMBERLESS,x\n"


@pytest.fixture(autouse=True)
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The temporary folder, which must be empty again in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def told(read: Iterator[Read]) -> list[object]:
    """What was read, in a form that can be compared; an error is its text."""
    found: list[object] = []
    try:
        for item in read:
            if isinstance(item, Raw):
                found.append(item.records.to_dicts())
            else:
                frames = (item.filings, item.partial, item.deleted, item.applicants)
                found.append([frame.to_dicts() for frame in frames])
                found.append((item.set_aside, item.notes))
    except DataError as error:
        found.append(str(error))
    return found


def run(paths: list[Path], jobs: int, *, keep_raw: bool = False) -> list[tuple[int, list[object]]]:
    files = enumerate(paths)
    return [
        (key, told(read))
        for key, read in read_ahead(files, jobs=jobs, wanted=Wanted(keep_raw=keep_raw))
    ]


def test_two_jobs_give_what_one_gives(tmp_path: Path) -> None:
    whole = daily(*(case(str(97_000_000 + n)) for n in range(30)), case("97000001", owners=""))
    paths = [
        file(tmp_path, "a.xml", whole),
        file(tmp_path, "b.csv", GOOD),
        file(tmp_path, "cut.xml", whole[: len(whole) // 2]),
        tmp_path / "missing.xml",
        file(tmp_path, "page.html", b"<html>"),
        zipped(tmp_path / "z.zip", {"a.xml": whole, "b.csv": GOOD, "c.bin": b"\0"}),
    ]
    one = run(paths, 1, keep_raw=True)
    assert run(paths, 2, keep_raw=True) == one
    assert [len(read) for _, read in one][:5] == [3, 2, 3, 1, 1]


def test_what_has_no_path_keeps_its_turn(tmp_path: Path) -> None:
    path = file(tmp_path, "b.csv", GOOD)
    files = [("x", None), ("y", path), ("z", None)]
    found = [(key, len(told(read))) for key, read in read_ahead(files, jobs=2)]
    assert found == [("x", 0), ("y", 2), ("z", 0)]


def test_what_is_not_wanted_is_dropped(tmp_path: Path) -> None:
    paths = [file(tmp_path, f"{n}.csv", GOOD) for n in range(5)]
    assert [key for key, _ in read_ahead(enumerate(paths), jobs=2)] == [0, 1, 2, 3, 4]


def test_who_stops_early_leaves_nothing_behind(tmp_path: Path) -> None:
    paths = [file(tmp_path, f"{n}.csv", GOOD) for n in range(5)]
    reading = read_ahead(enumerate(paths), jobs=2)
    next(reading)
    reading.close()  # type: ignore[attr-defined]


def test_bytes_that_were_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "day.xml"
    size = write_day(path, 500)
    for jobs in (1, 2):
        counts: list[int] = []
        for _, read in read_ahead([(0, path), (1, path)], jobs=jobs, progress=counts.append):
            told(read)
        assert 0 < sum(counts) < 3 * size


def workers() -> list[int]:
    """The worker processes of this one."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            line = (folder / "cmdline").read_bytes()
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except (OSError, IndexError):
            continue
        if parent == str(os.getpid()) and b"spawn_main" in line:
            found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds its processes in /proc")
def test_a_worker_that_is_killed_fails_its_file_alone(tmp_path: Path) -> None:
    """The first worker has a file that takes long and is killed; others read the short ones."""
    long = tmp_path / "long.xml"
    write_day(long, 3_000)
    short = [file(tmp_path, f"{n}.csv", GOOD) for n in range(3)]
    paths = [long, *short]

    def kill_the_first() -> None:
        for _ in range(600):
            if first := workers():
                os.kill(min(first), signal.SIGKILL)
                return
            time.sleep(0.01)

    killer = threading.Thread(target=kill_the_first)
    killer.start()
    found = dict(run(paths, 2))
    killer.join()
    assert found[0][-1] == (
        f"{long}: the process that read it was ended (SIGKILL); take it again; "
        "if the memory ran out, with --jobs 1"
    )
    assert [len(found[n]) for n in (1, 2, 3)] == [2, 2, 2]


def test_frames_keep_their_types(tmp_path: Path) -> None:
    path = file(tmp_path, "a.xml", daily(case("97000001"), case("97000002", owners="")))
    frames: dict[int, list[pl.DataFrame]] = {}
    for jobs in (1, 2):
        for _, read in read_ahead([(0, path), (1, path)], jobs=jobs):
            batches = [item for item in read if isinstance(item, Batch)]
            frames[jobs] = [one for b in batches for one in (b.filings, b.partial, b.deleted)]
    assert [one.schema for one in frames[1]] == [one.schema for one in frames[2]]

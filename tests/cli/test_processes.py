"""The program as a process: exit codes, terminals, pipes, signals, a second process."""

from __future__ import annotations

import errno
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, ROOT, Run, ended, started
from tests.cli.test_bad_inputs import assert_refused
from tests.store.test_processes import HOLDER


def test_a_day_of_work(samples: Path) -> None:
    """The main path, each step a process of its own."""
    done = ended("init")
    assert (done.code, done.raw) == (0, b"")
    shutil.copy(samples / "brands.csv", "brands.csv")
    assert ended("brands", "import", "brands.csv").code == 0
    nothing = ended("scan", *AS_OF, "--fail-on", "low")
    assert nothing.code == 0
    assert ended("ingest", samples / "filings.csv").code == 0
    found = ended("scan", *AS_OF, "--lang", "en")
    assert found.code == 1
    assert found.out.splitlines()[1].startswith("urgent\t")
    assert "Traceback" not in found.err
    why = ended("explain", "EM", "019000001", *AS_OF, "--lang", "en")
    assert (why.code, why.out.splitlines()[0]) == (0, "EM 019 000 001  LUCKIN COFFEE 瑞幸咖啡")
    wrong = ended("scan", "--as-of", "never")
    assert_refused(wrong, "--as-of")


def test_asked_wrongly_or_not_at_all() -> None:
    wrong = ended("scna")
    assert (wrong.code, wrong.raw) == (2, b"")
    assert "scna" in wrong.err
    helped = ended("--help")
    assert helped.code == 0
    for command in ("init", "brands", "forms", "ingest", "offices", "scan", "explain"):
        assert command in helped.out


def test_a_store_that_another_process_holds(run: Run, files: None, store: None) -> None:
    holder = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLDER, "squatwatch.duckdb"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        for arguments in (
            ("scan", *AS_OF),
            ("ingest", "filings.csv"),
            ("brands", "import", "brands.csv"),
            ("brands", "list"),
        ):
            assert_refused(
                run(*arguments),
                f"squatwatch.duckdb: the store is held by process {holder.pid}; wait",
            )
        holder.communicate()
    assert run("brands", "list").code == 0


def finished(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """What a process said, which must end by itself."""
    try:
        return process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def test_ctrl_c_is_neither_success_nor_a_finding(files: None) -> None:
    """The program waits for a pipe that says nothing: it is amid its work for certain.

    The pipe is closed after the signal: Polars has blocked reads begin again after one.
    """
    os.mkfifo("filings.fifo")
    process = started("scan", "--brands", "brands.csv", "--filings", "filings.fifo", "-o", "a.csv")
    with process:
        writer = -1
        for _ in range(600):
            try:
                writer = os.open("filings.fifo", os.O_WRONLY | os.O_NONBLOCK)
                break
            except OSError as error:
                assert error.errno == errno.ENXIO
                time.sleep(0.05)
        assert writer >= 0
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        os.close(writer)
        out, err = finished(process)
    assert process.returncode not in (0, 1)
    assert out == b""
    assert b"Traceback" not in err
    assert not Path("a.csv").exists()


def test_a_reader_that_goes_away_is_no_finding() -> None:
    with started("offices") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, str(ROOT / "cli.py"), "offices"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith("squatwatch: stdout: nothing can be written there (No space left")


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a run shows on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    os.close(theirs)
    shown = b""
    with process:
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:  # Linux tells the end of a terminal as an error
                break
            if not block:
                break
            shown += block
    os.close(ours)
    return shown.decode()


def test_a_terminal_gets_a_table_with_lines_that_fits_and_no_colour(store: None) -> None:
    shown = on_a_terminal("brands", "list", COLUMNS="72", NO_COLOR="1", TERM="xterm-256color")
    assert "\x1b" not in shown
    assert "\t" not in shown
    assert "───" in shown
    assert all(len(line) <= 72 for line in shown.splitlines())


@pytest.mark.parametrize("columns", ["", "wide"])
def test_a_width_that_is_none_is_not_minded(columns: str) -> None:
    assert "uspto-daily" in on_a_terminal("offices", COLUMNS=columns)


def test_a_workbook_is_not_thrown_at_a_terminal() -> None:
    assert on_a_terminal("offices", "--format", "xlsx") == ""

"""The wrapper for cron, run for real: with programs that stand in for a sweep, and with the CLI."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from squatwatch.store import Store
from tests.cli.conftest import ROOT, samples, store  # noqa: F401 - fixtures
from tests.schedules.samples import SCHEDULES, SWEEP, stand_in, text_of

WRAPPER = SCHEDULES / "cron" / "run-sweep"
SHELLCHECK = shutil.which("shellcheck")
FINDING = "EXAMPLE MARK of a person"


def command(*arguments: str | Path) -> list[str]:
    return [str(WRAPPER), *map(str, arguments)]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        command(*arguments), capture_output=True, text=True, check=False, timeout=120
    )


def log_of(folder: Path) -> str:
    [log] = (folder / "logs").glob("sweep-*.log")
    return log.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", [0, 1, 2, 130, 137])
def test_the_exit_code_is_given_on_and_logged(tmp_path: Path, code: int) -> None:
    program = stand_in(tmp_path, f"echo '{FINDING}'; echo 'a message' >&2; exit {code}")
    done = run(tmp_path, program, *SWEEP)
    assert done.returncode == code
    log = log_of(tmp_path)
    first, *_, last = log.splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ begins", first)
    assert f"ended with {code}: " in last
    assert "a message" in log
    assert FINDING not in log + done.stdout + done.stderr
    assert not list((tmp_path / "logs").glob(".errors*"))


def test_nothing_new_is_silent_something_new_is_a_line_a_failure_is_its_end(tmp_path: Path) -> None:
    told = {}
    for code in (0, 1, 2):
        program = stand_in(tmp_path, f"seq 40 | sed 's/^/line /' >&2; exit {code}")
        done = run(tmp_path, program)
        told[code] = (done.stdout, done.stderr)
    assert told[0] == ("", "")
    assert "reports" in told[1][0]
    assert told[1][1] == told[2][0] == ""
    shown = told[2][1].splitlines()
    assert "exit code 2" in shown[0]
    assert shown[1:] == [f"line {number}" for number in range(21, 41)]


def test_the_command_gets_its_words_as_they_are(tmp_path: Path) -> None:
    program = stand_in(tmp_path, 'for word in "$@"; do echo "<$word>" >&2; done; pwd >&2')
    run(tmp_path, program, "a b", "*", "$HOME")
    log = log_of(tmp_path)
    assert "<a b>\n<*>\n<$HOME>\n" in log
    assert str(tmp_path.resolve()) in log


def test_two_runs_of_a_day_stand_in_one_log_and_old_logs_go(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    for days, name in (
        (100, "sweep-2020-01-01.log"),
        (100, "other.log"),
        (10, "sweep-2020-02-01.log"),
    ):
        (logs / name).write_text("old")
        then = time.time() - days * 86_400
        os.utime(logs / name, (then, then))
    program = stand_in(tmp_path, "exit 0")
    run(tmp_path, program)
    run(tmp_path, program)
    kept = {path.name for path in logs.iterdir()}
    assert {"other.log", "sweep-2020-02-01.log"} <= kept
    assert "sweep-2020-01-01.log" not in kept
    [today] = kept - {"other.log", "sweep-2020-02-01.log"}
    assert (logs / today).read_text().count("begins") == 2
    assert (logs / today).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("arguments", [(), ("folder",)])
def test_asked_wrongly_it_fails_as_a_sweep_does(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage" in done.stderr


def test_a_folder_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere", "true").returncode == 2


def test_a_slow_sweep_is_waited_for_and_a_stop_passes_its_code_on(tmp_path: Path) -> None:
    program = stand_in(tmp_path, "echo started > started; sleep 2; exit 1")
    with subprocess.Popen(command(tmp_path, program), stdout=subprocess.PIPE) as process:  # noqa: S603
        deadline = time.monotonic() + 60
        while not (tmp_path / "started").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert process.poll() is None
        assert process.wait(60) == 1
    assert "ended with 1" in log_of(tmp_path)


def test_the_real_sweep_runs_and_the_second_is_told_who_has_the_store(
    tmp_path: Path,
    samples: Path,  # noqa: F811
) -> None:
    shutil.copy(samples / "squatwatch.duckdb", tmp_path)
    (tmp_path / "inbox").mkdir()
    real = (sys.executable, ROOT / "cli.py")
    with Store.open(tmp_path / "squatwatch.duckdb"):
        held = run(tmp_path, *real, *SWEEP)
    assert held.returncode == 2
    assert "the store is held by process" in held.stderr
    done = run(tmp_path, *real, *SWEEP)
    assert done.returncode in (0, 1), done.stderr
    checked = run(tmp_path, *real, "doctor", "--last-run-within", "1h")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.skipif(SHELLCHECK is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("path", [WRAPPER, SCHEDULES / "systemd" / "with-credentials"])
def test_shellcheck_finds_nothing(path: Path) -> None:
    assert SHELLCHECK
    done = subprocess.run(  # noqa: S603 - a program of the system
        [SHELLCHECK, "--shell=sh", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_crontab_is_one() -> None:
    lines = [line for line in text_of(SCHEDULES / "cron" / "squatwatch.cron").splitlines() if line]
    jobs = [line for line in lines if not line.startswith("#") and "=" not in line.split()[0]]
    assert len(jobs) == 2
    for job in jobs:
        minute, hour, *days, user, _ = job.split(maxsplit=6)
        assert 0 <= int(minute) < 60
        assert 0 <= int(hour) < 24
        assert days == ["*"] * 3
        assert user == "squatwatch"
        assert "%" not in job, "cron takes a percent sign for the end of the line"

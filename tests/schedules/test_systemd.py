"""The units, as systemd itself reads them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.schedules.samples import PROGRAM, SCHEDULES, stand_in, text_of

UNITS = SCHEDULES / "systemd"
ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
MOST_EXPOSED = 2.0
"""Of 10, as systemd-analyze counts it; a service without any protection has 9.6."""


def analyzed(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    assert ANALYZE
    return subprocess.run(  # noqa: S603 - a program of the system
        [ANALYZE, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with a program that is there."""
    program = stand_in(tmp_path, "exit 0")
    for path in (*UNITS.glob("*.service"), *UNITS.glob("*.timer")):
        text = text_of(path).replace(PROGRAM, str(program))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


@with_systemd
def test_systemd_finds_nothing_wrong(units: Path) -> None:
    done = analyzed("verify", "--man=no", *units.glob("*.service"), *units.glob("*.timer"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@with_systemd
def test_systemd_would_find_what_is_wrong(units: Path) -> None:
    timer = units / "squatwatch-sweep.timer"
    timer.write_text(timer.read_text().replace("02:30:00", "25:30:00"))
    done = analyzed("verify", "--man=no", timer)
    assert "25:30:00" in done.stderr


@with_systemd
@pytest.mark.parametrize("name", ["squatwatch-sweep", "squatwatch-heartbeat"])
def test_a_service_is_hardly_exposed(units: Path, name: str) -> None:
    done = analyzed("security", "--offline=true", "--no-pager", units / f"{name}.service")
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found, done.stderr
    assert float(found[1]) <= MOST_EXPOSED


@with_systemd
@pytest.mark.parametrize("name", ["squatwatch-sweep", "squatwatch-heartbeat"])
def test_the_timer_goes_off_once_a_day(name: str) -> None:
    [calendar] = re.findall(r"^OnCalendar=(.+)$", text_of(UNITS / f"{name}.timer"), re.MULTILINE)
    done = analyzed("calendar", "--iterations=3", "--base-time=2026-01-15 00:00:00 UTC", calendar)
    times = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", done.stdout.replace("(in UTC): ", ""))
    days = sorted({time[:10] for time in times})
    assert len(days) == 3, done.stdout


def test_found_is_a_success_failed_is_not_and_both_end_where_they_should() -> None:
    sweep = text_of(UNITS / "squatwatch-sweep.service")
    assert re.findall(r"^SuccessExitStatus=(.+)$", sweep, re.MULTILINE) == ["1"]
    for name in ("sweep", "heartbeat"):
        unit = text_of(UNITS / f"squatwatch-{name}.service")
        assert "OnFailure=squatwatch-failed@%p.service" in unit
    timer = text_of(UNITS / "squatwatch-sweep.timer")
    assert "Persistent=true" in timer
    assert "RandomizedDelaySec=" in timer


def test_findings_never_go_to_the_journal() -> None:
    assert "StandardOutput=null\nStandardError=journal" in text_of(
        UNITS / "squatwatch-sweep.service"
    )


def test_credentials_become_variables_of_that_command_alone(tmp_path: Path) -> None:
    kept = tmp_path / "credentials"
    kept.mkdir()
    (kept / "SQUATWATCH_SMTP_PASSWORD").write_text("pa ss'$(word)\n")
    (kept / "OTHER").write_text("x")
    program = stand_in(tmp_path, 'printf %s "$SQUATWATCH_SMTP_PASSWORD" "|${OTHER-}|" "$@"; exit 1')
    done = subprocess.run(  # noqa: S603 - our own script
        [UNITS / "with-credentials", program, "sweep", "a b"],
        env={"CREDENTIALS_DIRECTORY": str(kept), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (1, "pa ss'$(word)||sweepa b", "")


def test_without_credentials_it_says_who_must_run_it(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [UNITS / "with-credentials", "true"], env={"PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode != 0
    assert "LoadCredential" in done.stderr

"""``squatwatch deadlines``: options, formats, what goes where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from squatwatch.model import LEVELS
from squatwatch.report.deadlines import SHEET_COLUMNS
from tests.cli.conftest import AS_OF, Ended, Run

JSONL = (*AS_OF, "--format", "jsonl")


def rows(done: Ended) -> list[dict[str, object]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_windows_are_those_of_the_scan(run: Run, store: None) -> None:
    alerts = [json.loads(line) for line in run("scan", *JSONL, "--quiet").out.splitlines()]
    windows = {
        (alert["alert_id"], window["office"]): window
        for alert in alerts
        if alert["level"] != "cleared"
        for window in alert["windows"]
    }
    found = rows(run("deadlines", *JSONL))
    assert found
    for row in found:
        window = windows[row["alert_id"], row["office"]]
        for key in ("opens", "closes", "closes_rolled", "days_left", "rule", "confidence"):
            assert row[key] == window[key]
    left = [row["days_left"] for row in found if row["days_left"] is not None]
    assert left == sorted(left)  # type: ignore[type-var]
    assert [row["days_left"] for row in found][: len(left)] == left


def test_nothing_open_is_an_exit_code_of_its_own(run: Run, store: None) -> None:
    """A scan ends with 1 here; a list of deadlines is no alarm."""
    assert run("scan", *AS_OF, "--quiet").code == 1
    assert run("deadlines", *AS_OF, "--quiet").code == 0


@pytest.mark.parametrize(("within", "days"), [("30d", 30), ("30", 30), ("4w", 28), ("3 W", 21)])
def test_within_counts_days_or_weeks(run: Run, store: None, within: str, days: int) -> None:
    everything = rows(run("deadlines", *JSONL))
    narrowed = rows(run("deadlines", *JSONL, "--within", within))
    assert narrowed == [
        row for row in everything if row["days_left"] is None or int(str(row["days_left"])) <= days
    ]
    assert len(narrowed) < len(everything)


def test_one_brand_and_one_level(run: Run, store: None) -> None:
    everything = rows(run("deadlines", *JSONL))
    gree = rows(run("deadlines", *JSONL, "--brand", "gree"))
    assert gree == [row for row in everything if row["brand_id"] == "gree"]
    for at, level in enumerate(LEVELS):
        shown = {row["level"] for row in rows(run("deadlines", *JSONL, "--level", level))}
        assert shown <= set(LEVELS[: at + 1])


def test_the_calendar_is_written_beside_the_listing(run: Run, store: None) -> None:
    done = run("deadlines", *JSONL, "--ics", "windows.ics")
    dated = [row for row in rows(done) if row["closes"]]
    data = Path("windows.ics").read_bytes()
    assert data.count(b"BEGIN:VEVENT") == len(dated)
    assert data.count(b"DTSTAMP:20260115T000000Z") == len(dated)
    assert "windows.ics" in done.err
    run("deadlines", *JSONL, "--ics", "again.ics")
    assert Path("again.ics").read_bytes() == data


def test_the_calendar_is_narrowed_like_the_listing(run: Run, store: None) -> None:
    run("deadlines", *AS_OF, "--within", "0", "--ics", "windows.ics")
    assert b"BEGIN:VEVENT" not in Path("windows.ics").read_bytes()


def test_the_calendar_names_no_applicant(run: Run, store: None) -> None:
    run("deadlines", *AS_OF, "--ics", "windows.ics")
    told = Path("windows.ics").read_bytes().replace(b"\r\n ", b"").decode().upper()
    assert "NORDLICHT" not in told
    assert "BRYGGA" not in told


def test_what_it_covered_is_told_on_stderr(run: Run, store: None) -> None:
    done = run("deadlines", *AS_OF, "--lang", "en")
    assert "8 filings" in done.err
    assert "no finding of bad faith" in done.err
    assert "Verify every date with local counsel" in done.err
    assert run("deadlines", *AS_OF, "--quiet").err == ""
    later = run("deadlines", "--as-of", "2030-01-01", "--brand", "gree", "--lang", "zh")
    assert later.out.count("\n") == 1
    assert "没有未截止的异议期" in later.err


def test_every_format_on_stdout_and_in_a_file(run: Run, store: None) -> None:
    found = rows(run("deadlines", *JSONL))
    assert json.loads(run("deadlines", *AS_OF, "--format", "json").out) == found
    heading = run("deadlines", *AS_OF, "--format", "csv").out.splitlines()[0]
    assert heading == ",".join(SHEET_COLUMNS)
    assert run("deadlines", *AS_OF, "--format", "xlsx").raw.startswith(b"PK")
    done = run("deadlines", *AS_OF, "-o", "windows.jsonl")
    assert done.raw == b""
    written = Path("windows.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--within", "3x"), "--within is '3x'"),
        (("--within", "-3"), "--within"),
        (("--within", ""), "--within is ''"),
        (("--brand", "nobody"), "no brand nobody"),
        (("--level", "huge"), "--level is 'huge'"),
        (("--as-of", "soon"), "--as-of is 'soon'"),
        (("--format", "html"), "--format is 'html'"),
    ],
)
def test_what_is_asked_wrongly(run: Run, store: None, asked: tuple[str, ...], told: str) -> None:
    done = run("deadlines", *asked)
    assert (done.code, done.raw) == (2, b"")
    assert told in done.err


def test_without_a_store_it_says_so(run: Run) -> None:
    done = run("deadlines", *AS_OF)
    assert done.code == 2
    assert "squatwatch.duckdb" in done.err

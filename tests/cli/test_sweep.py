"""``squatwatch sweep`` as cron and CI run it: files in, reports and exit codes out."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from squatwatch.store import Store
from tests.cli.conftest import AS_OF, Run, ended, started
from tests.killed import Mailbox, killed_after, left_of, mail_server, prepared, to_the_end

SWEEP = ("sweep", *AS_OF, "--lang", "en")
NIGHT = "office,application_number,mark_text,classes,applicants\n"


@pytest.fixture
def folder(run: Run, empty_folder: Path) -> Path:
    """A work folder that watches one brand."""
    assert run("init", ".").code == 0
    run("brands", "add", "yunhe", "--zh", "云河茶", "--latin", "YUNHE TEA", "--classes", "30")
    return empty_folder


def arrived(folder: Path, name: str, *rows: str) -> None:
    """A file in the inbox."""
    (folder / "inbox" / name).write_text(NIGHT + "\n".join(rows) + "\n", encoding="utf-8")


STRANGER = "MY,M1,YUNHE TEA,30,Nordlicht Handels GmbH"


def reports(folder: Path) -> dict[str, bytes]:
    """What lies in the folder of reports."""
    found = (folder / "reports").rglob("*")
    return {str(one.relative_to(folder)): one.read_bytes() for one in found if one.is_file()}


def test_a_night_with_something_new_ends_with_1_and_writes_reports(run: Run, folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    done = run(*SWEEP, "--fail-on", "medium")
    assert (done.code, "YUNHE TEA" in done.out) == (1, True)
    names = {Path(name).name for name in reports(folder)}
    assert names == {
        "report.html", "summary.md", "alerts.jsonl", "alerts.xlsx", "windows.ics", "run.json",
        "new.atom",
    }  # fmt: skip


def test_the_next_night_has_nothing_new_and_ends_with_0(run: Run, folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    run(*SWEEP)
    before = reports(folder)
    done = run(*SWEEP, "--fail-on", "low")
    assert (done.code, done.raw) == (0, b"")
    assert "Nothing new" in done.err
    assert reports(folder) == before


def test_a_bad_file_is_told_first_and_the_rest_is_delivered(run: Run, folder: Path) -> None:
    arrived(folder, "good.csv", STRANGER)
    (folder / "inbox" / "bad.csv").write_text("no,such,file\n1,2,3\n", encoding="utf-8")
    done = run(*SWEEP, "--output", "run.json")
    assert done.code == 2
    told = json.loads((folder / "run.json").read_bytes())
    assert [line.startswith("bad.csv") for line in told["failures"]] == [True]
    assert [alert["mark_text"] for alert in told["alerts"]] == ["YUNHE TEA"]
    summary = next(text for name, text in reports(folder).items() if name.endswith("summary.md"))
    assert summary.index(b"bad.csv") < summary.index(b"YUNHE TEA")


def test_an_inbox_that_is_not_there_is_no_quiet_night(run: Run, folder: Path) -> None:
    done = run(*SWEEP, "--inbox", "nowhere", "--quiet")
    assert done.code == 2
    assert done.err.splitlines()[0].startswith("squatwatch: nowhere: ")


def test_a_report_that_cannot_be_written_stops_no_other(run: Run, folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    (folder / "squatwatch.toml").write_text('reports = "there"\n', encoding="utf-8")
    (folder / "there").write_text("a file where a folder should be", encoding="utf-8")
    done = run(*SWEEP, "--output", "run.md")
    assert done.code == 2
    assert (folder / "run.md").exists()


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    done = run(*SWEEP, "--dry-run", "--fail-on", "medium")
    assert (done.code, "YUNHE TEA" in done.out) == (1, True)
    assert not (folder / "reports").exists()
    with Store.open(folder / "squatwatch.duckdb") as store:
        assert (store.count_filings(), store.sweeps()) == (0, ())
    assert run(*SWEEP, "--fail-on", "medium").code == 1


def test_the_same_inputs_give_the_same_bytes(run: Run, folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER, "DE,D1,YUN HE CHA,30,Nordlicht Handels GmbH")
    twin = shutil.copytree(folder, folder.parent / "twin")
    run(*SWEEP)
    first = reports(folder)
    places = ("--store", "squatwatch.duckdb", "--inbox", "inbox", "--reports", "reports")
    there = [twin / one if not one.startswith("--") else one for one in places]
    assert ended(*SWEEP, *there).code == 1
    assert reports(twin) == first


def test_an_alert_that_a_person_ignores_is_counted(run: Run, folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    (folder / "squatwatch-ignore.toml").write_text(
        '[[ignore]]\nfiling = "MY M1"\nreason = "agreed"\nexpires = 2026-03-01\n', encoding="utf-8"
    )
    done = run(*SWEEP, "--fail-on", "low", "--output", "run.json")
    assert (done.code, json.loads((folder / "run.json").read_bytes())["ignored"]) == (0, 1)


def test_a_second_sweep_at_the_same_time_is_told_so(folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    with Store.open(folder / "squatwatch.duckdb"):
        done = ended(*SWEEP)
    assert done.code == 2
    [line] = done.err.splitlines()
    assert "the store is held by process" in line


Unbroken = tuple[Path, dict[str, Any], Mailbox]


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unbroken]:
    """The folder before a sweep, what an unbroken one leaves, and a real mail server."""
    folder = tmp_path_factory.mktemp("killed")
    with mail_server() as (port, mailbox):
        before = prepared(folder / "before", port, files=3, filings=40)
        there = shutil.copytree(before, folder / "unbroken")
        to_the_end(there)
        yield before, left_of(there), mailbox


@pytest.mark.parametrize("moment", range(4))
def test_a_sweep_that_is_killed_goes_on_as_if_nothing_had_been(
    moment: int, unbroken: Unbroken, tmp_path: Path
) -> None:
    before, left, mailbox = unbroken
    killed = shutil.copytree(before, tmp_path / "killed")
    seconds = random.Random(moment).uniform(0.5, 4)  # noqa: S311 - not for secrets
    killed_after(killed, seconds)
    to_the_end(killed)
    assert left_of(killed) == left
    assert {state for _, state in left["messages"]} == {"sent"}
    assert {one for one, _ in left["messages"]} == set(mailbox.accepted)


def test_what_was_taken_before_a_stop_is_told_by_the_next_run(folder: Path) -> None:
    arrived(folder, "a.csv", STRANGER)
    assert ended("ingest", "inbox").code == 0
    with started(*SWEEP, "--fail-on", "medium", "--output", "run.json") as child:
        assert child.wait() == 1
    told = json.loads((folder / "run.json").read_bytes())
    assert [one["name"] for one in told["taken"]] == ["a.csv"]

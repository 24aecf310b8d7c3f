"""``squatwatch fetch`` as a person and as cron see it: lists, messages, exit codes, processes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from squatwatch.config import NOT_SETTINGS
from squatwatch.fetch import SOURCES
from squatwatch.fetch.sources.inpi_brazil import issue_number, tuesdays
from tests.cli.conftest import ROOT, Run, ended, started
from tests.cli.test_bad_inputs import assert_refused
from tests.fetch.server import WEB_PAGE, Answer, Server, json_answer, leading_to, serving, zipped
from tests.fetch.sources.samples import KEY, SECRET, environment

ISSUE = zipped(name="RM.xml")
OLD = date(2021, 5, 25)
"""A Tuesday long ago, number 2629."""


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server in the place of every office, and keys for it."""
    with Server() as server:
        for name, value in environment(server).items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def inbox() -> Path:
    folder = Path("inbox")
    folder.mkdir()
    return folder


def of_that_week(*more: str) -> list[str]:
    """The command that fetches one old issue of Brazil."""
    return ["fetch", "inpi-brazil", "--since", str(OLD), "--until", str(OLD), *more]


def test_without_a_source_the_sources_and_what_each_needs(
    run: Run, office: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SQUATWATCH_EUIPO_SECRET")
    done = run("fetch", "--format", "jsonl")
    rows = {row["source"]: row for row in map(json.loads, done.out.splitlines())}
    assert (done.code, list(rows)) == (0, list(SOURCES))
    assert rows["uspto"]["needs"] == ["SQUATWATCH_USPTO_KEY"]
    assert rows["uspto"]["missing"] == rows["inpi-brazil"]["needs"] == []
    assert rows["euipo"]["missing"] == ["SQUATWATCH_EUIPO_SECRET"]
    assert KEY not in done.out
    assert not office.asked


def test_the_variables_of_sources_are_no_settings(office: Server) -> None:
    assert environment(office).keys() <= NOT_SETTINGS
    assert {name for source in SOURCES.values() for name in source.needs} <= NOT_SETTINGS


def test_an_issue_lands_and_is_not_fetched_twice(run: Run, office: Server, inbox: Path) -> None:
    office.on("/RM2629.zip", serving(ISSUE))
    done = run(*of_that_week())
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("inpi-brazil: 1 fetched 已下载 (")
    assert (inbox / "RM2629.zip").read_bytes() == ISSUE
    again = run(*of_that_week())
    assert (again.code, len(office.asked)) == (0, 1)
    assert (
        again.err
        == "inpi-brazil: 0 fetched 已下载 (0 bytes), 1 there already 已有, 0 failed 失败\n"
    )
    assert run(*of_that_week("--quiet")).err == ""


def test_what_failed_is_told_and_the_others_land(run: Run, office: Server, inbox: Path) -> None:
    office.unknown = lambda asked: Answer(404)
    office.on("/RM2630.zip", serving(ISSUE))
    office.on("/RM2631.zip", Answer(body=WEB_PAGE))
    done = run("fetch", "inpi-brazil", "--since", str(OLD), "--until", "2021-06-14")
    assert done.code == 2
    assert done.err.startswith("inpi-brazil: 1 fetched 已下载 (")
    assert "2 failed 失败\nsquatwatch: 2 failures, what else came is" in done.err
    assert "RM2629.zip: is not there" in done.err
    assert "RM2631.zip: the answer is a web page, not data" in done.err
    assert [file.name for file in inbox.iterdir()] == ["RM2630.zip"]


def test_an_issue_of_these_days_may_not_be_published_yet(
    run: Run, office: Server, inbox: Path
) -> None:
    office.unknown = lambda asked: Answer(404)
    days = str(date.today() - timedelta(days=7))  # noqa: DTZ011 - as the program does
    done = run("fetch", "inpi-brazil", "--since", days)
    assert done.code == 0
    assert " not yet published 尚未出版, 0 failed" in done.err


def test_a_dry_run_lists_and_touches_nothing(run: Run, office: Server, inbox: Path) -> None:
    (inbox / "RM2630.zip").touch()
    command = ("fetch", "inpi-brazil", "--since", str(OLD), "--until", "2021-06-14", "--dry-run")
    done = run(*command, "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [(row["name"], row["day"]) for row in rows] == [
        ("RM2629.zip", "2021-05-25"),
        ("RM2631.zip", "2021-06-08"),
    ]
    assert rows[0]["address"] == f"{office.address}/RM2629.zip"
    assert len(run(*command, "--limit", "1").out.splitlines()) == 2
    assert not office.asked
    assert [file.name for file in Path().iterdir()] == ["inbox"]


def test_a_limit_leaves_the_rest_for_another_time(run: Run, office: Server, inbox: Path) -> None:
    office.unknown = serving(ISSUE)
    command = ("fetch", "inpi-brazil", "--since", str(OLD), "--until", "2021-06-14")
    assert "1 fetched" in (done := run(*command, "--limit", "1")).err
    assert (done.code, "2 not tried" in done.err) == (0, True)
    assert "2 fetched" in run(*command).err


def test_the_inbox_is_beside_the_store_unless_named(
    run: Run, office: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.unknown = serving(ISSUE)
    assert_refused(run(*of_that_week()), "squatwatch: inbox: there is no such folder; make it")
    Path("elsewhere/inbox").mkdir(parents=True)
    monkeypatch.setenv("SQUATWATCH_STORE", "elsewhere/a.duckdb")
    assert run(*of_that_week()).code == 0
    assert Path("elsewhere/inbox/RM2629.zip").exists()
    Path("third").mkdir()
    assert run(*of_that_week("--inbox", "third")).code == 0
    assert Path("third/RM2629.zip").exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["nowhere"], "there is no source 'nowhere'; use uspto, inpi-brazil, euipo"),
        (["inpi-brazil", "--since", "yesterday"], "--since is 'yesterday', which is no date"),
        (["inpi-brazil", "--until", "2021"], "--until is '2021', which is no date"),
        (["inpi-brazil", "--since", "2021-02-01", "--until", "2021-01-01"], "is before --since"),
        (["inpi-brazil", "--annual"], "inpi-brazil has no annual files; leave out --annual"),
        (["inpi-brazil", "--numbers", "n.txt"], "inpi-brazil knows no numbers"),
        (["euipo"], "euipo gives records by number; name them with --numbers"),
        (["euipo", "--numbers", "n.txt", "--since", "2021-01-01"], "euipo knows no days"),
        (["euipo", "--numbers", "n.txt"], "n.txt: no such file"),
    ],
)
def test_asked_wrongly(run: Run, office: Server, command: list[str], told: str) -> None:
    assert_refused(run("fetch", *command), told)
    assert not office.asked


def test_a_missing_key_is_named_before_anything_is_asked(
    run: Run, office: Server, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SQUATWATCH_USPTO_KEY")
    assert_refused(run("fetch", "uspto"), "SQUATWATCH_USPTO_KEY is not set; set it to your key")
    assert not office.asked


def test_an_address_without_https_is_refused(
    run: Run, office: Server, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQUATWATCH_FETCH_USPTO_ADDRESS", "http://mirror.example")
    assert_refused(run("fetch", "uspto"), "SQUATWATCH_FETCH_USPTO_ADDRESS is not https")


def listed(*names: str) -> Answer:
    bag = [{"fileName": name, "fileSize": len(ISSUE)} for name in names]
    return json_answer({"bulkDataProductBag": [{"productFileBag": {"fileDataBag": bag}}]})


def test_the_key_is_never_shown_nor_kept(run: Run, office: Server, inbox: Path) -> None:
    """However the office answers, and wherever an answer repeats the key."""
    spoken = f"{KEY} {SECRET}".encode()
    Path("numbers.txt").write_text("018000001\n", encoding="utf-8")
    lists: list[Answer] = [
        listed("apc261120.zip"),
        Answer(401, spoken),
        Answer(404, spoken),
        Answer(400, spoken, {"X-Said": KEY}),
        Answer(body=spoken),
        Answer(302, headers={"Location": f"ftp://{KEY}@127.0.0.1/{KEY}"}),
        leading_to(f"/other?key={KEY}"),
    ]
    for answer in lists:
        office.unknown = lambda asked: Answer(404, spoken)
        office.on("/TRTDXFAP", answer)
        office.on("/files/TRTDXFAP/apc261120.zip", answer)
        office.on("/token", answer)
        for command in (
            ["uspto", "--since", "2026-11-01", "--until", "2026-11-30"],
            ["euipo", "--numbers", "numbers.txt"],
        ):
            done = run("fetch", *command)
            assert done.code == 2
            assert not any(secret in done.out + done.err for secret in (KEY, SECRET))
    kept = b"".join(file.read_bytes() for file in Path().rglob("*") if file.is_file())
    assert KEY.encode() not in kept
    assert SECRET.encode() not in kept


def test_from_the_portal_by_way_of_a_signed_address(run: Run, office: Server, inbox: Path) -> None:
    with Server() as storage:
        office.on("/TRTDXFAP", listed("apc261120.zip"))
        office.on("/files/TRTDXFAP/apc261120.zip", leading_to(f"{storage.address}/x?s=signed"))
        storage.on("/x", serving(ISSUE))
        done = run("fetch", "uspto", "--since", "2026-11-20", "--until", "2026-11-20")
        assert KEY not in str(storage.asked)
    assert (done.code, (inbox / "apc261120.zip").read_bytes()) == (0, ISSUE)
    rows = Path(".inbox-fetch/fetched.jsonl").read_text(encoding="utf-8")
    assert json.loads(rows)["name"] == "apc261120.zip"
    assert "signed" not in rows


def test_records_by_number_are_read_by_ingest(run: Run, office: Server, inbox: Path) -> None:
    record = {
        "applicationNumber": "018000001",
        "markFeature": "WORD",
        "wordMarkSpecification": {"verbalElement": "LUCKING COFFE"},
        "status": "APPLICATION_PUBLISHED",
    }
    office.on("/token", json_answer({"access_token": "t"}))
    office.on("/trademarks/018000001", json_answer(record))
    Path("numbers.txt").write_text("018000001\n", encoding="utf-8")
    assert run("fetch", "euipo", "--numbers", "numbers.txt").code == 0
    [file] = inbox.iterdir()
    assert run("init").code == 0
    assert "1 new" in run("ingest", file).err


# Processes ---------------------------------------------------------------------------------------


def until(happens: object, *, seconds: float = 30) -> None:
    """Wait for something that must happen."""
    assert callable(happens)
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def holding(over: threading.Event) -> Answer:
    """Half of the issue, and then nothing until it is over."""
    half = len(ISSUE) // 2
    return Answer(body=ISSUE, headers={"ETag": '"one"'}, sent=half, held=over)


def test_killed_in_the_middle_nothing_half_written_and_the_next_run_goes_on(
    office: Server, inbox: Path
) -> None:
    over = threading.Event()
    office.on("/RM2629.zip", holding(over), serving(ISSUE))
    part = Path(".inbox-fetch/RM2629.zip.part")
    with started(*of_that_week()) as process:
        until(lambda: part.exists() and part.stat().st_size > 0)
        process.kill()
        process.communicate()
    over.set()
    assert list(inbox.iterdir()) == []
    there = part.stat().st_size
    assert 0 < there < len(ISSUE)
    done = ended(*of_that_week())
    assert (done.code, (inbox / "RM2629.zip").read_bytes()) == (0, ISSUE)
    assert office.asked[-1].headers["range"] == f"bytes={there}-"
    assert [file.name for file in inbox.iterdir()] == ["RM2629.zip"]
    assert not part.exists()


def test_a_second_process_is_told_which_one_is_fetching(office: Server, inbox: Path) -> None:
    over = threading.Event()
    office.on("/RM2629.zip", holding(over), serving(ISSUE))
    with started(*of_that_week()) as process:
        until(lambda: office.asked)
        assert_refused(
            ended(*of_that_week()),
            f"squatwatch: inbox: process {process.pid} is fetching into this inbox; wait",
        )
        over.set()
        _, err = process.communicate(timeout=60)
    assert (process.returncode, (inbox / "RM2629.zip").read_bytes()) == (0, ISSUE), err


def test_on_a_terminal_a_bar_on_stderr(office: Server, inbox: Path) -> None:
    over = threading.Event()
    office.on("/RM2629.zip", holding(over), serving(ISSUE))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "cli.py"), *of_that_week()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm"},
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
            if b"kB" in shown:
                over.set()
        out = process.stdout.read() if process.stdout else b"nothing"
    os.close(ours)
    assert (process.returncode, out) == (0, b"")
    assert b"RM2629.zip" in shown
    assert b"inpi-brazil: 1 fetched" in shown


def test_the_calendar_of_the_tests_is_that_of_the_program() -> None:
    assert [issue_number(day) for day in tuesdays(OLD, date(2021, 6, 14))] == [2629, 2630, 2631]

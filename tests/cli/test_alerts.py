"""``squatwatch alerts``: a day at the desk."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from squatwatch.alerts.journal import journal_of
from squatwatch.cli.alerts import app
from squatwatch.store import Store
from tests.cli.conftest import AS_OF, Run
from tests.kept_samples import alert_of, kept_store

STORE = Path("squatwatch.duckdb")
WHO = ("--who", "desk-a")
AT = ("--at", "2026-01-15T08:00:00+00:00")


@pytest.fixture(scope="session")
def kept_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with alerts, to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    kept_store(folder).close()
    return folder / STORE


@pytest.fixture
def ids(kept_file: Path, empty_folder: Path) -> dict[str, str]:
    """The alerts of the store in the current folder, by office."""
    shutil.copy(kept_file, STORE)
    with Store.open(STORE) as store:
        return {office: alert_of(store, office) for office in ("EM", "DE", "KR", "SG")}


@pytest.fixture
def held(ids: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the store, as a sweep does."""
    hold = "import sys, duckdb; x = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", hold, str(STORE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        child.stdout.readline()
        yield child
        child.kill()


def trail() -> list[tuple[str, str, str]]:
    with Store.open(STORE) as store:
        return [(one.alert_id, one.action, one.who) for one in store.decisions()]


def states(run: Run) -> dict[str, str]:
    out = run("alerts", "list", *AS_OF, "--format", "jsonl").out
    return {one["office"]: one["state"] for one in map(json.loads, out.splitlines())}


# Listing ----------------------------------------------------------------------------------------


def test_the_alerts_are_listed_with_their_states(run: Run, ids: dict[str, str]) -> None:
    done = run("alerts", "list", *AS_OF, "--lang", "en")
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0].startswith("State\tLevel\tOpposition closes\tBrand")
    assert lines[1].split("\t")[0:2] == ["new", "urgent"]
    assert lines[1].endswith(ids["EM"])
    assert len(lines) == 7
    assert "no legal advice" in done.err


def test_json_lines_are_whole_records(run: Run, ids: dict[str, str]) -> None:
    first = json.loads(run("alerts", "list", *AS_OF, "--format", "jsonl", "--limit", "1").out)
    assert first["schema"] == "squatwatch.alert/1"
    assert first["alert_id"] == ids["EM"]
    assert first["responses"]


@pytest.mark.parametrize(
    ("asked", "offices"),
    [
        (("--open",), ["EM", "DE", "BN", "KR"]),
        (("--level", "high"), ["EM", "DE"]),
        (("--brand", "gree"), ["DE", "TH"]),
        (("--office", "kr"), ["KR"]),
        (("--state", "confirmed", "--state", "snoozed"), []),
        (("--closing-within", "30"), ["EM"]),
        (("--since", "2026-01-16"), []),
        (("--region", "nowhere"), []),
        (("--assignee", "", "--level", "urgent"), ["EM"]),
        (("--sort", "office"), ["BN", "DE", "EM", "KR", "SG", "TH"]),
        (("--limit", "2"), ["EM", "DE"]),
    ],
)
def test_alerts_are_asked_for(
    run: Run, ids: dict[str, str], asked: tuple[str, ...], offices: list[str]
) -> None:
    done = run("alerts", "list", *AS_OF, "--format", "jsonl", *asked)
    assert done.code == 0
    assert [json.loads(line)["office"] for line in done.out.splitlines()] == offices
    if not offices:
        assert "No alerts like that" in done.err
    if "--limit" in asked:
        assert "4 more are left out" in done.err


@pytest.mark.parametrize("name", ["table", "json", "csv", "xlsx", "ics"])
def test_every_format_is_written_the_same_twice(run: Run, ids: dict[str, str], name: str) -> None:
    files = [Path(f"one.{name}"), Path(f"two.{name}")]
    for file in files:
        suffix = () if name != "table" else ("--format", "table")
        assert run("alerts", "list", *AS_OF, "-o", file, *suffix).code == 0
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert first


def test_a_calendar_has_the_windows(run: Run, ids: dict[str, str]) -> None:
    out = run("alerts", "list", *AS_OF, "--format", "ics").out
    assert out.startswith("BEGIN:VCALENDAR")
    assert f"UID:{ids['EM']}-EM@squatwatch" in out
    assert "Nordlicht" not in out


def test_what_the_ignore_file_holds_back_is_said(run: Run, ids: dict[str, str]) -> None:
    Path("squatwatch-ignore.toml").write_text(
        f'[[ignore]]\nalert = "{ids["EM"]}"\nreason = "a licensee"\nexpires = 2026-01-15\n'
    )
    done = run("alerts", "list", *AS_OF)
    assert ids["EM"] not in done.out
    assert "1 held back by squatwatch-ignore.toml" in done.err
    assert ids["EM"] in run("alerts", "list", *AS_OF, "--ignored").out
    assert ids["EM"] in run("alerts", "list", "--as-of", "2026-01-16").out


def test_a_mistake_in_the_ignore_file_is_told(run: Run, ids: dict[str, str]) -> None:
    Path("squatwatch-ignore.toml").write_text('[[ignore]]\nfiling = "EM 1"\n')
    done = run("alerts", "list", *AS_OF)
    assert (done.code, done.out) == (2, "")
    assert "entry 1 (line 1): reason: missing" in done.err


def test_one_alert_is_shown_with_its_trail(run: Run, ids: dict[str, str]) -> None:
    run("alerts", "confirm", ids["EM"], "--why", "the same mark", *WHO, *AT)
    done = run("alerts", "show", ids["EM"][:5], *AS_OF, "--lang", "en")
    assert done.code == 0
    assert "State: confirmed (2026-01-15, desk-a)" in done.out
    assert "2026-01-15 08:00  desk-a  confirmed  the same mark" in done.out
    assert "Opposition windows" in done.out
    assert "[match." in done.out
    record = json.loads(run("alerts", "show", ids["EM"], *AS_OF, "--format", "json").out)
    assert [one["action"] for one in record["trail"]] == ["confirmed"]


def test_all_are_exported_with_their_trails(run: Run, ids: dict[str, str]) -> None:
    run("alerts", "note", ids["DE"], "--text", "counsel asked", *WHO, *AT)
    done = run("alerts", "export", *AS_OF, "-o", "all.jsonl")
    told = [json.loads(line) for line in Path("all.jsonl").read_text().splitlines()]
    assert done.code == 0
    assert len(told) == 6
    [trail_of_one] = [one["trail"] for one in told if one["trail"]]
    assert trail_of_one[0]["why"] == "counsel asked"


# Deciding ---------------------------------------------------------------------------------------


def test_a_day_at_the_desk(run: Run, ids: dict[str, str]) -> None:
    em, de, kr = ids["EM"], ids["DE"], ids["KR"]
    steps: list[tuple[str, ...]] = [
        ("review", em, de, kr),
        ("assign", em, "--to", "desk-north"),
        ("note", em, "--text", "counsel asked"),
        ("monitor", kr),
        ("snooze", de, "--until", "2026-02-01"),
        ("confirm", em, "--why", "the same mark"),
        ("dismiss", kr, "--why", "another trade"),
    ]
    for step in steps:
        done = run("alerts", *step, *WHO, *AT)
        assert (done.code, done.out) == (0, ""), done.err
    assert states(run) == {
        "EM": "confirmed", "DE": "snoozed", "KR": "dismissed",
        "BN": "new", "SG": "new", "TH": "new",
    }  # fmt: skip
    assert len(trail()) == 9


def test_from_notice_to_outcome(run: Run, ids: dict[str, str]) -> None:
    Path("squatwatch.toml").write_text('second_reader = "yes"\n')
    em = ids["EM"]
    notified = Path("notified.csv")
    notified.write_text(f"alert_id,action\n{em},notified\n")
    run("alerts", "confirm", em, *WHO, *AT)
    early = run("alerts", "decide", "--from", notified, *WHO, *AT)
    assert early.code == 2
    assert "second reader" in early.err
    assert run("alerts", "second", em, *WHO, *AT).code == 2
    for step in [
        ("second", em, "--who", "desk-b"),
        ("decide", "--from", str(notified), *WHO),
        ("receipt", em, "--reference", "letter 7", *WHO),
        ("outcome", "opposed", em, *WHO),
        ("outcome", "closed", em, "--outcome", "won", *WHO),
    ]:
        done = run("alerts", *step, *AT)
        assert done.code == 0, done.err
    assert states(run)["EM"] == "closed"


def test_the_person_may_stand_in_the_environment(
    run: Run, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = run("alerts", "confirm", ids["EM"])
    assert nobody.code == 2
    assert "add --who NAME or set SQUATWATCH_WHO" in nobody.err
    monkeypatch.setenv("SQUATWATCH_WHO", "desk-b")
    assert run("alerts", "confirm", ids["EM"]).code == 0
    assert run("alerts", "confirm", ids["DE"], *WHO).code == 0
    assert {who for _, _, who in trail()} == {"desk-a", "desk-b"}


@pytest.mark.parametrize(
    "asked",
    [
        ("confirm", "zzzz", "yyyy", *WHO),
        ("confirm", "EM", "--who", ""),
        ("confirm", "EM", "--who", "squatwatch"),
        ("confirm", "EM", "--at", "yesterday", *WHO),
        ("dismiss", "EM", "--why", " ", *WHO),
        ("snooze", "EM", "--until", "soon", *WHO),
        ("note", "EM", "--text", "", *WHO),
        ("second", "EM", *WHO),
        ("receipt", "EM", *WHO),
        ("outcome", "won", "EM", *WHO),
        ("outcome", "opposed", "EM", *WHO),
        ("outcome", "opposed", "EM", "--outcome", "won", *WHO),
        ("show", "zzzz"),
        ("show", "EM", "--format", "xml"),
        ("list", "--state", "decided"),
        ("list", "--level", "severe"),
        ("list", "--office", "QQ"),
        ("list", "--brand", "nobody"),
        ("list", "--since", "monday"),
        ("list", "--sort", "colour"),
        ("list", "--format", "xml"),
        ("decide", "--from", "nothing.csv", *WHO),
    ],
)
def test_what_is_asked_wrongly_is_one_line(
    run: Run, ids: dict[str, str], asked: tuple[str, ...]
) -> None:
    done = run("alerts", *(ids.get(word, word) for word in asked))
    assert done.code == 2
    assert done.out == ""
    assert done.err.strip().count("\n") == 0
    assert trail() == []


def test_a_later_decision_that_stands_is_said(run: Run, ids: dict[str, str]) -> None:
    run("alerts", "confirm", ids["EM"], *WHO, "--at", "2026-01-20")
    done = run("alerts", "dismiss", ids["EM"], "--why", "x", *WHO, "--at", "2026-01-10")
    assert "a later decision stands" in done.err
    assert states(run)["EM"] == "confirmed"


# From a spreadsheet -----------------------------------------------------------------------------


def filled_in(run: Run, actions: dict[str, dict[str, str]]) -> Path:
    """The listing with these cells filled in, by alert."""
    run("alerts", "list", *AS_OF, "-o", "desk.csv")
    text = Path("desk.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row.update(actions.get(row["alert_id"], {}))
    with Path("filled.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return Path("filled.csv")


def test_a_day_is_taken_from_a_spreadsheet(run: Run, ids: dict[str, str]) -> None:
    file = filled_in(
        run,
        {
            ids["EM"]: {"action": "confirm"},
            ids["DE"]: {"action": "dismiss", "why": "被许可人"},
            ids["KR"]: {"action": "snooze", "until": "2026-02-01"},
        },
    )
    done = run("alerts", "decide", "--from", file, *WHO, *AT)
    assert done.code == 0, done.err
    assert "recorded 已记录: 3" in done.err
    again = run("alerts", "decide", "--from", file, *WHO, *AT)
    assert "recorded 已记录: 0" in again.err
    assert states(run) == {
        "EM": "confirmed", "DE": "dismissed", "KR": "snoozed",
        "BN": "new", "SG": "new", "TH": "new",
    }  # fmt: skip


def test_of_a_spreadsheet_with_a_mistake_nothing_is_taken(run: Run, ids: dict[str, str]) -> None:
    file = filled_in(run, {ids["EM"]: {"action": "confirm"}, ids["DE"]: {"action": "dismiss"}})
    done = run("alerts", "decide", "--from", file, *WHO)
    assert done.code == 2
    assert "row 3, action: dismissed needs a reason" in done.err
    assert trail() == []


# While the store is held ------------------------------------------------------------------------


@pytest.mark.usefixtures("held")
def test_who_only_reads_is_told_that_the_store_is_held(run: Run, ids: dict[str, str]) -> None:
    for asked in (("list",), ("show", ids["EM"]), ("export",)):
        done = run("alerts", *asked)
        assert (done.code, done.out) == (2, "")
        assert "the store is held by process" in done.err
        assert done.err.strip().count("\n") == 0


def test_decisions_go_to_the_journal_and_the_next_merges_it(
    run: Run, ids: dict[str, str], held: subprocess.Popen[bytes]
) -> None:
    done = run("alerts", "confirm", ids["EM"], ids["DE"], *WHO, *AT)
    assert (done.code, done.out) == (0, "")
    assert "noted in squatwatch.duckdb.decisions.jsonl" in done.err
    short = run("alerts", "confirm", ids["KR"][:6], *WHO, *AT)
    assert short.code == 2
    assert "give all its 16 letters" in short.err
    Path("day.csv").write_text(f"alert_id,action,why\n{ids['KR']},dismiss,another trade\n")
    assert run("alerts", "decide", "--from", "day.csv", *WHO, *AT).code == 0
    held.kill()
    held.wait()
    after = run("alerts", "list", *AS_OF, "--format", "jsonl")
    assert "merged from the journal 已并入日志中的决定: 3" in after.err
    found = {one["office"]: one["state"] for one in map(json.loads, after.out.splitlines())}
    assert (found["EM"], found["DE"], found["KR"]) == ("confirmed", "confirmed", "dismissed")
    assert journal_of(STORE).read_bytes() == b""


def test_lines_that_cannot_be_merged_are_named(run: Run, ids: dict[str, str]) -> None:
    journal_of(STORE).write_text('{broken\n{"\\u001b[31m": 1}\n')
    done = run("alerts", "list", *AS_OF, "--quiet")
    assert done.code == 0
    assert "squatwatch.duckdb.decisions.jsonl: line 1: broken off or no JSON" in done.err
    assert "\x1b" not in done.err
    assert "squatwatch.duckdb.decisions.set-aside.jsonl" in done.err


def test_the_group_has_the_commands_of_the_design() -> None:
    names: set[Any] = {command.name for command in app.registered_commands}
    assert names >= {
        "list", "show", "confirm", "dismiss", "snooze", "monitor", "assign", "note", "outcome",
        "export",
    }  # fmt: skip

"""Decisions taken while the store is held: nothing is lost, nothing doubled, whenever it stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from squatwatch.alerts.deciding import decide
from squatwatch.alerts.decision_record import decision_record
from squatwatch.alerts.journal import (
    MergeReport,
    is_held,
    journal_of,
    merge_journal,
    note_down,
    set_aside_of,
)
from squatwatch.alerts.kept import lives_of
from squatwatch.errors import DataError, StoreError
from squatwatch.model import Decision, Remark, State
from squatwatch.store import Store
from tests.kept_samples import alert_of

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 1, 15, 8, tzinfo=UTC)


def by_desk(alert: str, action: State | Remark, who: str = "desk-a", **more: Any) -> Decision:
    return Decision(alert, who=who, action=action, **({"at": AT} | more))


def a_day(store: Store) -> list[Decision]:
    """Decisions about two alerts, those of one at the same moment."""
    one, other = alert_of(store, "EM"), alert_of(store, "DE")
    return [
        by_desk(one, "confirmed"), by_desk(one, "seconded", "desk-b"), by_desk(one, "notified"),
        by_desk(other, "dismissed", why="a licensee", at=AT + timedelta(hours=1)),
    ]  # fmt: skip


def set_aside_lines(path: Path) -> list[dict[str, Any]]:
    lines = set_aside_of(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


# Noting down and merging -----------------------------------------------------------------------


def test_what_is_noted_down_is_merged_and_the_journal_emptied(store: Store, path: Path) -> None:
    day = a_day(store)
    note_down(path, day[:2])
    note_down(path, day[2:])
    assert store.decisions() == ()
    assert merge_journal(store) == MergeReport(added=4)
    lives = lives_of(store)
    assert [lives[day[0].alert_id].state, lives[day[3].alert_id].state] == ["notified", "dismissed"]
    assert journal_of(path).read_bytes() == b""
    assert not set_aside_of(path).exists()


def test_merging_again_adds_nothing(store: Store, path: Path) -> None:
    note_down(path, a_day(store))
    lines = journal_of(path).read_bytes()
    merge_journal(store)
    trail = store.decisions()
    journal_of(path).write_bytes(lines + lines)
    assert merge_journal(store) == MergeReport(added=0)
    assert store.decisions() == trail


def test_no_journal_is_nothing_to_merge(store: Store, path: Path) -> None:
    assert merge_journal(store) == MergeReport()
    assert not journal_of(path).exists()
    with Store.in_memory() as other:
        assert merge_journal(other) == MergeReport()


def test_both_stay_in_the_trail_where_two_decided(store: Store, path: Path) -> None:
    alert = alert_of(store, "EM")
    decide(store, [by_desk(alert, "dismissed", why="a licensee")])
    note_down(path, [by_desk(alert, "confirmed", "desk-b", at=AT + timedelta(hours=1))])
    merge_journal(store)
    assert [one.action for one in store.decisions()] == ["dismissed", "confirmed"]
    assert lives_of(store)[alert].state == "confirmed"


def test_a_line_says_all_of_a_decision(store: Store, path: Path) -> None:
    decision = by_desk(alert_of(store, "EM"), "snoozed", why="到期再看", until=date(2026, 2, 1))
    note_down(path, [decision])
    [line] = journal_of(path).read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == decision_record(decision)


# What can be checked without the store ---------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ({"action": "dismissed"}, "needs a reason"),
        ({"action": "no_action"}, "needs a reason"),
        ({"action": "snoozed"}, "needs its last day"),
        ({"action": "closed"}, "needs its outcome"),
        ({"action": "noted"}, "the note is empty"),
        ({"action": "new"}, "new does not follow"),
        ({"action": "reminded"}, "by the sweep"),
        ({"alert": "b0d4", "action": "confirmed"}, "give all its 16 letters"),
    ],
)
def test_what_cannot_be_right_is_refused(path: Path, decision: dict[str, Any], told: str) -> None:
    good = by_desk("0" * 16, "confirmed")
    with pytest.raises(DataError, match=told):
        note_down(path, [good, by_desk(**{"alert": "0" * 16, **decision})])
    assert not journal_of(path).exists()


def test_all_that_cannot_be_right_is_told_together(path: Path) -> None:
    wrong = [by_desk("0" * 16, "dismissed"), by_desk("b0d4", "confirmed")]
    with pytest.raises(DataError) as refused:
        note_down(path, wrong)
    assert "needs a reason" in refused.value.line()
    assert "give all its 16 letters" in refused.value.line()


def test_a_notice_that_needs_a_second_reader_waits_for_the_store(path: Path) -> None:
    notice = [by_desk("0" * 16, "notified")]
    with pytest.raises(DataError, match="try again when it is free"):
        note_down(path, notice, second_reader=True)
    note_down(path, notice)


def test_a_folder_that_is_not_there_is_told(path: Path) -> None:
    with pytest.raises(DataError, match="cannot be written"):
        note_down(path.parent / "nowhere" / path.name, [by_desk("0" * 16, "confirmed")])


# Lines that cannot be merged -------------------------------------------------------------------


def test_a_line_that_cannot_be_read_is_set_aside_and_the_rest_merged(
    store: Store, path: Path
) -> None:
    day = a_day(store)
    note_down(path, day[:1])
    journal = journal_of(path)
    changed = json.dumps(decision_record(day[3]) | {"why": "another"})
    no_reason = json.dumps(decision_record(by_desk(day[0].alert_id, "dismissed")))
    torn = json.dumps(decision_record(day[3]))[:40]
    with journal.open("ab") as file:
        for line in ("", "[1]", "\x1b[31m", changed, no_reason, "\udcff\udcfe", torn):
            file.write(line.encode(errors="surrogateescape") + b"\n")
    report = merge_journal(store)
    assert report.added == 1
    told = [(one.file, one.position, one.reason) for one in report.refused]
    assert [position for _, position, _ in told] == [f"line {number}" for number in range(3, 9)]
    assert {file for file, _, _ in told} == {journal.name}
    assert "changed by hand" in told[2][2]
    assert "needs a reason" in told[3][2]
    assert told[5][2] == "broken off or no JSON"
    kept = set_aside_lines(path)
    assert [one["line"] for one in kept] == list(range(3, 9))
    assert kept[5]["text"] == torn
    assert journal.read_bytes() == b""
    assert report.set_aside_in == set_aside_of(path)


def test_a_decision_about_an_alert_that_is_not_there_is_set_aside(store: Store, path: Path) -> None:
    nobody = by_desk("0" * 16, "confirmed")
    note_down(path, [nobody, *a_day(store)])
    report = merge_journal(store)
    assert (report.added, report.unknown, report.refused) == (4, ("0" * 16,), ())
    [kept] = set_aside_lines(path)
    assert kept["reason"] == "the store has no such alert"
    assert json.loads(kept["text"]) == decision_record(nobody)


def test_a_line_that_was_broken_off_spoils_none_after_it(store: Store, path: Path) -> None:
    day = a_day(store)
    torn = json.dumps(decision_record(day[3]))[:50].encode()
    journal_of(path).write_bytes(torn)
    note_down(path, day)
    report = merge_journal(store)
    assert (report.added, len(report.refused)) == (4, 1)


def test_a_full_disk_is_told_and_leaves_no_part(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_down(path, [by_desk("0" * 16, "confirmed")])
    before = journal_of(path).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left"):
        note_down(path, [by_desk("1" * 16, "confirmed")])
    assert journal_of(path).read_bytes() == before


# Several at once, and stops ----------------------------------------------------------------------


def test_two_people_at_once_lose_nothing(path: Path) -> None:
    def writes(who: str) -> None:
        for number in range(50):
            note_down(path, [by_desk(f"{number:016x}", "confirmed", who)])

    people = [threading.Thread(target=writes, args=(f"desk-{name}",)) for name in "abcd"]
    for one in people:
        one.start()
    for one in people:
        one.join()
    found = [json.loads(line) for line in journal_of(path).read_text().splitlines()]
    assert len(found) == 200
    assert len({one["decision_id"] for one in found}) == 200


WRITER = """
import itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from squatwatch.alerts.journal import note_down
from squatwatch.model import Decision
for number in itertools.count():
    one = Decision(f"{number:016x}", datetime.now(UTC), "desk-a", "noted", why="x" * 3000)
    note_down(Path(sys.argv[1]), [one])
    print(one.decision_id, flush=True)
"""


def test_what_was_said_to_be_taken_outlives_a_kill(path: Path) -> None:
    for stop_after in (3, 20):
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, cwd=ROOT
        ) as child:
            assert child.stdout
            told = [child.stdout.readline().decode().strip() for _ in range(stop_after)]
            child.kill()
            told += child.stdout.read().decode().split("\n")[:-1]
        lines = journal_of(path).read_text(encoding="utf-8").splitlines()
        whole = {json.loads(line)["decision_id"] for line in lines if line.endswith("}")}
        assert set(told) <= whole
        assert len(told) >= stop_after


MERGER = """
import os, signal, sys
from pathlib import Path
from squatwatch.alerts import journal
from squatwatch.store import Store

def stop(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def stopping_after(step):
    def stopped(*given):
        step(*given)
        stop()
    return stopped

where = sys.argv[2]
if where == "before-commit":
    Store.put_decisions = stop
elif where == "within-transaction":
    from squatwatch.store import alerts
    alerts.put_decisions = stopping_after(alerts.put_decisions)
elif where == "after-commit":
    Store.put_decisions = stopping_after(Store.put_decisions)
elif where == "within-set-aside":
    journal._append = stopping_after(journal._append)
elif where == "before-emptying":
    journal._empty = stop
elif where == "after-emptying":
    journal._empty = stopping_after(journal._empty)
with Store.open(Path(sys.argv[1])) as store:
    journal.merge_journal(store)
"""


@pytest.mark.parametrize(
    "where",
    [
        "before-commit", "within-transaction", "after-commit", "within-set-aside",
        "before-emptying", "after-emptying",
    ],
)  # fmt: skip
def test_a_merge_that_is_killed_loses_nothing_and_doubles_nothing(path: Path, where: str) -> None:
    with Store.open(path) as store:
        day = a_day(store)
    note_down(path, [*day, by_desk("0" * 16, "confirmed")])
    with journal_of(path).open("ab") as file:
        file.write(b"{broken\n")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", MERGER, str(path), where], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        merge_journal(store)
        trail = store.decisions()
    assert [(one.alert_id, one.action) for one in trail] == [
        (one.alert_id, one.action) for one in day
    ]
    assert [one["line"] for one in set_aside_lines(path)] == [5, 6]
    assert journal_of(path).read_bytes() == b""


def test_a_held_store_is_told_from_others(tmp_path: Path, path: Path) -> None:
    holder = "import sys, duckdb; x = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", holder, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout
        child.stdout.readline()
        with pytest.raises(StoreError) as held:
            Store.open(path)
        child.kill()
    assert is_held(held.value)
    with pytest.raises(StoreError) as missing:
        Store.open(tmp_path / "nothing.duckdb")
    assert not is_held(missing.value)

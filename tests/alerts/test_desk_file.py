"""A day's desk work in a file: all or nothing, each mistake with its row."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from squatwatch.alerts.desk_file import VERBS, check_desk_file, read_desk_file
from squatwatch.errors import DataError, MistakesError
from squatwatch.model import Decision
from squatwatch.store import Store
from tests.conftest import WriteFile
from tests.kept_samples import alert_of

AT = datetime(2026, 1, 15, 8, tzinfo=UTC)
HEAD = "alert_id,action,why,until,value\n"


def test_rows_are_decisions_and_rows_without_an_action_are_left_out(
    write_file: WriteFile,
) -> None:
    file = write_file(
        "day.csv",
        f"{HEAD}b0d4,dismiss,a licensee,,\nffff,,,,\nfdfb,Snoozed,,2026-02-01,\n"
        "ef3c,assign,,,desk-b\n",
    )
    found = read_desk_file(file, "desk-a", AT)
    assert [(row.row, row.decision) for row in found] == [
        (2, Decision("b0d4", AT, "desk-a", "dismissed", why="a licensee")),
        (4, Decision("fdfb", AT, "desk-a", "snoozed", until=date(2026, 2, 1))),
        (5, Decision("ef3c", AT, "desk-a", "assigned", value="desk-b")),
    ]


@pytest.mark.parametrize(("verb", "action"), VERBS.items())
def test_commands_stand_for_what_they_do(write_file: WriteFile, verb: str, action: str) -> None:
    [row] = read_desk_file(write_file("d.csv", f"{HEAD}b0d4,{verb},,,\n"), "desk-a", AT)
    assert row.decision.action == action


def test_columns_of_a_listing_may_stand_beside(write_file: WriteFile) -> None:
    file = write_file("d.csv", "alert_id,action,level\nb0d4,confirm,high\n")
    assert len(read_desk_file(file, "desk-a", AT, beside=("level",))) == 1
    with pytest.raises(MistakesError, match="level: unknown column"):
        read_desk_file(file, "desk-a", AT)


def test_every_mistake_is_told_with_its_row(write_file: WriteFile) -> None:
    file = write_file(
        "d.csv",
        f"{HEAD}b0d4,dismis,x,,\n,confirm,,,\nb0d4,snooze,,soon,\nb0d4,,a reason,,\nb0d4,new,,,\n",
    )
    with pytest.raises(MistakesError) as refused:
        read_desk_file(file, "desk-a", AT)
    told = [(mistake.row, mistake.column) for mistake in refused.value.mistakes]
    assert told == [(2, "action"), (3, "alert_id"), (4, "until"), (5, "action"), (6, "action")]
    assert "did you mean" in str(refused.value)


def test_a_file_without_an_action_is_told(write_file: WriteFile) -> None:
    with pytest.raises(DataError, match="no row has an action"):
        read_desk_file(write_file("d.csv", f"{HEAD}b0d4,,,,\n"), "desk-a", AT)
    with pytest.raises(MistakesError, match="action: the column is missing"):
        read_desk_file(write_file("d.csv", "alert_id\nb0d4\n"), "desk-a", AT)


def test_what_cannot_be_decided_is_told_with_its_row(store: Store, write_file: WriteFile) -> None:
    one, other = alert_of(store, "EM"), alert_of(store, "DE")
    file = write_file(
        "d.csv", f"{HEAD}{one},confirm,,,\nzzzz,confirm,,,\n{other},opposed,,,\n{one},opposed,,,\n"
    )
    rows = read_desk_file(file, "desk-a", AT)
    with pytest.raises(MistakesError) as refused:
        check_desk_file(store, rows, str(file))
    assert [(one.row, one.column) for one in refused.value.mistakes] == [
        (3, "alert_id"), (4, "action"), (5, "action"),
    ]  # fmt: skip
    assert "no alert zzzz" in str(refused.value)
    assert "opposed does not follow confirmed" in str(refused.value)
    assert "nothing was decided" in str(refused.value)


def test_steps_of_one_alert_may_follow_each_other(store: Store, write_file: WriteFile) -> None:
    one = alert_of(store, "EM")
    file = write_file("d.csv", f"{HEAD}{one},confirm,,,\n{one[:6]},notified,,,\n{one},opposed,,,\n")
    check_desk_file(store, read_desk_file(file, "desk-a", AT), str(file))

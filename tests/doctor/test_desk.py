"""The inbox, the ignore file, the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from squatwatch.alerts.journal import journal_of, note_down, set_aside_of
from squatwatch.doctor import desk
from squatwatch.model import Counts, Decision
from squatwatch.store import Finding, Store
from tests.kept_samples import alert_of, kept_store
from tests.store.samples import DAY

TODAY = date(2026, 1, 15)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def test_there_is_no_inbox_or_all_of_it_was_taken(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    assert list(desk.inbox(store, folder)) == [Finding("inbox.missing", {"folder": folder})]
    folder.mkdir()
    assert list(desk.inbox(store, folder)) == [Finding("inbox.taken", {"count": 0})]


def test_files_that_are_not_taken_are_counted_and_the_first_is_named(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_bytes(b"1234")
    (tmp_path / "b.xml").write_bytes(b"12")
    (tmp_path / ".hidden").write_bytes(b"")
    begun = replace(DAY, name="a.xml", size=4)
    store.begin_source(begun)
    expected = Finding("inbox.waiting", {"count": 2, "name": "a.xml"})
    assert list(desk.inbox(store, tmp_path)) == [expected]
    store.finish_source(begun.digest, Counts())
    expected = Finding("inbox.waiting", {"count": 1, "name": "b.xml"})
    assert list(desk.inbox(store, tmp_path)) == [expected]


def rule(alert: str, expires: str) -> str:
    return f'[[ignore]]\nalert = "{alert}"\nreason = "a licensee"\nexpires = {expires}\n'


def test_rules_that_expired_or_name_nothing_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ignore.toml"
    with kept_store(tmp_path) as store:
        assert list(desk.ignore_file(store, TODAY, path)) == [Finding("ignore.holds", {"count": 0})]
        named = alert_of(store, "EM")
        path.write_text(rule(named, "2026-12-31"))
        assert list(desk.ignore_file(store, TODAY, path)) == [Finding("ignore.holds", {"count": 1})]
        path.write_text(rule(named, "2026-01-14") + rule("f" * len(named), "2026-12-31"))
        found = list(desk.ignore_file(store, TODAY, path))
        assert [one.code for one in found] == ["ignore.lapsed", "ignore.idle"]
        assert found[0].values["day"] == date(2026, 1, 14)


def test_a_mistake_in_the_ignore_file_is_told(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "ignore.toml"
    path.write_text("[[ignore]]\nwhy = 1\n")
    [found] = desk.ignore_file(store, TODAY, path)
    assert found.code == "ignore.mistake"
    assert "ignore.toml" in found.values["mistake"]


def test_decisions_that_wait_to_be_merged_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    assert list(desk.journal(path)) == [Finding("journal.merged")]
    decision = Decision("0" * 16, datetime(2026, 1, 15, 8, tzinfo=UTC), "desk", "in_review")
    note_down(path, [decision])
    name = journal_of(path).name
    assert list(desk.journal(path)) == [Finding("journal.waiting", {"count": 1, "name": name})]
    set_aside_of(path).write_text('{"reason": "no such alert"}\n')
    assert [one.code for one in desk.journal(path)] == ["journal.aside", "journal.waiting"]

"""Readers, fonts, the clock, the disk."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from squatwatch.doctor import machine
from squatwatch.offices import READERS
from squatwatch.offices.exchange import ExchangeReader
from squatwatch.report.notice.fonts import NoticeFonts
from squatwatch.store import Finding, Store

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


class BrokenReader:
    name = "broken"
    title = title_zh = "Broken"
    experimental = False

    def recognises(self, _: Any) -> NoReturn:
        raise ImportError("a library is missing")

    def read(self, *_: Any) -> NoReturn:
        raise AssertionError("never asked")


def test_all_readers_stand_ready() -> None:
    assert list(machine.readers()) == [Finding("readers.work", {"count": len(READERS)})]


def test_a_reader_that_fails_is_named_with_its_reason() -> None:
    [found] = machine.readers([*READERS, BrokenReader()])
    reason = "ImportError: a library is missing"
    assert found == Finding("readers.fail", {"reader": "broken", "reason": reason})


def test_a_filing_that_is_read_otherwise_than_written_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(*_: Any) -> Any:
        return iter(())

    monkeypatch.setattr(ExchangeReader, "read", nothing)
    found = list(machine.readers())
    assert {one.code for one in found} == {"readers.fail"}
    assert len(found) == len(machine.SAMPLE_FORMATS)


def test_fonts_are_those_of_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "fonts_available", lambda: NoticeFonts("SimSun", "SimHei"))
    assert list(machine.fonts()) == [Finding("fonts.fine", {"name": "SimSun"})]
    monkeypatch.setattr(machine, "fonts_available", lambda: None)
    assert list(machine.fonts()) == [Finding("fonts.none")]


@pytest.mark.parametrize(
    ("ahead", "code"),
    [(0, "clock.fine"), (-400, "clock.fine"), (1, "clock.fine"), (3, "clock.behind")],
)
def test_what_was_written_days_ahead_says_that_the_clock_is_wrong(ahead: int, code: str) -> None:
    with Store.in_memory() as store:
        store.sweep_finished("a", NOW + timedelta(days=ahead))
        assert [one.code for one in machine.clock(store, NOW)] == [code]


def test_an_empty_store_says_nothing_against_the_clock() -> None:
    with Store.in_memory() as store:
        assert [one.code for one in machine.clock(store, NOW)] == ["clock.fine"]


def test_a_disk_without_room_for_a_copy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.duckdb"
    path.write_bytes(b"x" * 2_000_000)
    assert [one.code for one in machine.disk(path)] == ["disk.fine"]
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    values = {"free": "1 MB", "needed": "2 MB"}
    assert list(machine.disk(path)) == [Finding("disk.short", values)]

"""What was fetched and asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from squatwatch.fetch.ledger import Fetched, Ledger

ROW = Fetched(
    source="uspto",
    name="apc261120.zip",
    address="https://office.example/apc261120.zip",
    day="2026-11-20",
    bytes=10,
    sha256="00",
    fetched="2026-11-22",
    file="apc261120.zip",
)
TODAY = date(2026, 11, 22)


def test_what_was_added_is_there_after_the_process(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    rows = [ROW, replace(ROW, day="2026-11-21"), replace(ROW, source="euipo", day="2026-11-22")]
    for row in rows:
        ledger.add(row)
    for found in (ledger, Ledger(tmp_path)):
        assert found.of("uspto") == rows[:2]
        assert found.newest_day("uspto") == date(2026, 11, 21)
        assert found.newest_day("inpi-brazil") is None


def test_lines_of_another_form_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "fetched.jsonl").write_text('{"source":"uspto"}\n{"a":', encoding="utf-8")
    ledger = Ledger(tmp_path)
    ledger.add(ROW)
    assert Ledger(tmp_path).of("uspto") == [ROW]


def test_requests_are_counted_for_a_year(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for days in (0, 364, 365, 400):
        ledger.asks("uspto", "a.zip", TODAY - timedelta(days=days))
    ledger.asks("uspto", "b.zip", TODAY)
    ledger.asks("euipo", "a.zip", TODAY)
    assert ledger.asked_within_a_year("uspto", TODAY) == {"a.zip": 2, "b.zip": 1}

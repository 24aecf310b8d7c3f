"""Notices in the store: what was issued, in order, and the next number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from squatwatch.store import Store
from squatwatch.store.notices import NoticeRecord, next_number

FIRST = NoticeRecord("2026-0001", date(2026, 1, 15), ("a", "b"), "", "某公司", "d" * 64)
SECOND = NoticeRecord("2026-0002", date(2026, 1, 14), ("c",), "F0123456789", "某协会", "e" * 64)


def test_what_was_issued_is_kept_in_its_order(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.duckdb") as store:
        assert store.notices() == ()
        store.put_notice(FIRST)
        store.put_notice(SECOND)
    with Store.open(tmp_path / "s.duckdb") as store:
        assert store.notices() == (FIRST, SECOND)


def test_a_notice_of_a_transaction_that_fails_is_none() -> None:
    with Store.in_memory() as store:
        with pytest.raises(RuntimeError), store.atomically():
            store.put_notice(FIRST)
            raise RuntimeError
        assert store.notices() == ()


@pytest.mark.parametrize(
    ("taken", "year", "prefix", "number"),
    [
        ([], 2026, "", "2026-0001"),
        (["2026-0009", "2026-0010", "2025-0044"], 2026, "", "2026-0011"),
        (["2026-9999"], 2026, "", "2026-10000"),
        (["2026-9999", "2026-10000"], 2026, "", "2026-10001"),
        (["GD-2026-0003", "2026-0001"], 2026, "GD", "GD-2026-0004"),
        (["GD-X-2026-0003"], 2026, "GD", "GD-2026-0001"),
        (["GD-2026-0003"], 2027, "GD", "GD-2027-0001"),
        (["2026-draft"], 2026, "", "2026-0001"),
    ],
)
def test_the_next_number_is_that_of_the_year_and_the_prefix(
    taken: list[str], year: int, prefix: str, number: str
) -> None:
    assert next_number(taken, year, prefix) == number

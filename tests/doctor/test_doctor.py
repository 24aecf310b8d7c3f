"""All checks together, from settings to findings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from squatwatch.config import Settings
from squatwatch.doctor import Visit, findings
from squatwatch.reference import table
from squatwatch.store import Store
from squatwatch.store.outbox import Message

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def visit(folder: Path) -> Visit:
    settings = Settings(store=str(folder / "store.duckdb"), inbox=str(folder / "inbox"))
    return Visit(settings, date(2026, 1, 15), NOW)


def codes(folder: Path, *, repair: bool = False) -> list[str]:
    return [one.code for one in findings(visit(folder), repair=repair)]


def test_a_new_store_is_in_order_and_all_is_looked_at(tmp_path: Path) -> None:
    Store.create(tmp_path / "store.duckdb").close()
    found = codes(tmp_path)
    states = dict(table("checks").select("code", "state").iter_rows())
    assert "wrong" not in {states[code] for code in found}
    kinds = {code.partition(".")[0] for code in found}
    assert kinds >= {
        "settings", "store", "filings", "forms", "offices", "clock", "sweep", "inbox", "ignore",
        "notify", "journal", "readers", "fonts", "disk",
    }  # fmt: skip


def test_without_a_store_the_rest_is_looked_at_all_the_same(tmp_path: Path) -> None:
    assert codes(tmp_path)[:2] == ["settings.read", "store.refused"]
    assert {"readers.work", "disk.fine"} <= set(codes(tmp_path))


def test_repair_lets_messages_that_were_given_up_wait_again(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store.duckdb") as store:
        store.put_messages([Message("m", "r", "mail", "desk", {})])
        store.message_given_up("m", "refused")
    assert "notify.given_up" in codes(tmp_path)
    assert "notify.waiting" in codes(tmp_path, repair=True)

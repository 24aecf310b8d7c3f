"""Filings that ended long ago go with all that was kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from squatwatch.model import ENDED
from squatwatch.store import Store
from squatwatch.store.connection import query
from squatwatch.store.retention import OF_A_FILING
from tests.store.samples import DAY, batch, raw, row
from tests.store.test_erasing import alert

BEFORE = date(2020, 1, 1)
LONG_AGO, LATELY = date(2012, 3, 4), date(2021, 1, 1)
STAYS = {"reported_filing"}
"""Tables with rows of a filing that an owner handed in: a labelled case outlives the record."""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        ended: dict[str, Any] = {"status": "expired", "filing_date": LONG_AGO}
        opened.put_filings(
            batch(
                row("1", **ended),
                row("2", **ended, expiry_date=LATELY),
                row("3", status="registered", filing_date=LONG_AGO),
                row("4", status="expired"),
                row("5", **{**ended, "status": "refused"}),
            )
        )
        kept = raw(("EM", "1", b"<mark/>"), ("EM", "3", b"<mark/>"))
        opened.keep_raw(kept, DAY, datetime(2026, 1, 15, tzinfo=UTC))
        yield opened


def keys(frame: pl.DataFrame) -> list[str]:
    return sorted(frame["application_key"].to_list())


def test_only_what_has_ended_and_is_old_by_its_last_date_is_outlived(store: Store) -> None:
    assert keys(store.outlived(BEFORE, ())) == ["1", "5"]
    assert keys(store.outlived(LONG_AGO, ())) == []


@pytest.mark.parametrize("status", sorted(ENDED))
def test_every_way_to_end_counts(store: Store, status: str) -> None:
    store.put_filings(batch(row("9", status=status, filing_date=LONG_AGO)))
    assert "9" in keys(store.outlived(BEFORE, ()))


def test_what_an_alert_that_is_kept_concerns_stays(store: Store) -> None:
    store.put_alerts(alert([], "{}"))
    assert keys(store.outlived(BEFORE, ["0" * 16])) == ["5"]
    assert keys(store.outlived(BEFORE, ["another"])) == ["1", "5"]


def test_it_goes_with_all_that_was_kept_of_it_and_nothing_else(store: Store) -> None:
    store.put_alerts(alert([], "{}"))
    gone = store.outlived(BEFORE, ())
    counts = store.count_with(gone)
    assert store.remove_outlived(gone) == counts
    assert counts["filing"] == 2
    assert counts["raw_record"] == counts["alert"] == 1
    assert counts["unit_due"] == counts["filing_due"] == 2
    assert store.count_filings() == 3
    assert not any(store.count_with(gone).values())
    assert keys(store.raw(gone.vstack(gone.clear()))) == []
    assert store.outlived(BEFORE, ()).is_empty()


def test_no_table_with_rows_of_a_filing_is_forgotten(store: Store) -> None:
    found = query(
        store._connection,
        "select table_name from information_schema.columns where column_name = 'application_key'",
    )
    assert set(found["table_name"]) - STAYS == set(OF_A_FILING)

"""Whether the sweeps run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from squatwatch.doctor import nights
from squatwatch.store import Finding, Store
from squatwatch.store.alerts import TOLD_SCHEMA, SweepRecord

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
DAY_AND_TWO = timedelta(hours=26)
GROUPS = pl.DataFrame(
    schema={"filer_group": pl.String, "brands": pl.List(pl.String), "filings": pl.Int32}
)


@pytest.mark.parametrize(
    ("ago", "code"), [(1, "sweep.finished"), (26, "sweep.finished"), (26.1, "sweep.late")]
)
def test_a_sweep_is_late_when_the_last_finished_longer_ago(ago: float, code: str) -> None:
    with Store.in_memory() as store:
        store.sweep_finished("a", NOW - timedelta(hours=ago))
        [found] = nights.last_sweep(store, NOW, DAY_AND_TWO)
        assert found.code == code
        assert found.values["ago"] == f"{ago:g} h"


def test_without_a_limit_no_age_is_too_old() -> None:
    with Store.in_memory() as store:
        store.sweep_finished("a", NOW - timedelta(days=400))
        [found] = nights.last_sweep(store, NOW, None)
        assert found.code == "sweep.finished"
        assert found.values["moment"] == "2024-12-11 12:00"


def test_no_sweep_at_all_is_wrong_only_where_one_is_expected() -> None:
    with Store.in_memory() as store:
        assert list(nights.last_sweep(store, NOW, None)) == [Finding("sweep.never")]
        assert list(nights.last_sweep(store, NOW, DAY_AND_TWO)) == [Finding("sweep.missing")]


def test_what_failed_of_the_last_sweep_is_told_until_the_next() -> None:
    with Store.in_memory() as store:
        assert list(nights.failures(store)) == []
        day, told = date(2026, 1, 14), pl.DataFrame(schema=TOLD_SCHEMA)
        broken = SweepRecord("a", day, {"failures": ["day.xml: is a web page"]}, "found")
        store.put_sweep(broken, told, GROUPS)
        assert list(nights.failures(store)) == [
            Finding("sweep.unreported", {"day": day}),
            Finding("sweep.failure", {"day": day, "failure": "day.xml: is a web page"}),
        ]
        store.put_sweep(SweepRecord("b", day, {"failures": []}, "reported"), told, GROUPS)
        assert list(nights.failures(store)) == []

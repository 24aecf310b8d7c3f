"""The public Python API: what stands in ``squatwatch`` and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import squatwatch
from squatwatch import Store, alert_record, read_filings, read_watchlist, scan, watch

DATA = Path(__file__).resolve().parents[1] / "data"


def test_every_public_name_is_there_and_documented() -> None:
    assert sorted(squatwatch.__all__) == squatwatch.__all__
    for name in squatwatch.__all__:
        assert getattr(squatwatch, name).__doc__, name


def test_two_files_in_and_alerts_out() -> None:
    with Store.in_memory() as store:
        watch(store, read_watchlist(DATA / "watchlist.csv").brands)
        for batch in read_filings(DATA / "cases.csv"):
            store.put_filings(batch.filings)
        result = scan(store, as_of=date(2026, 1, 15), level="high")
    records = [alert_record(alert) for alert in result.alerts]
    assert {record["level"] for record in records} <= {"urgent", "high", "cleared"}
    assert ("qiaqia", "C004") in {(one["brand_id"], one["application_number"]) for one in records}
    assert json.loads(json.dumps(records)) == records
    assert result.coverage.filings == 111

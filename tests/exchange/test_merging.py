"""Files of brands, alerts and decisions: all lines or none, in any order, as often as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.exchange import Merged, import_records
from squatwatch.model import Decision
from squatwatch.store import Store
from tests.exchange.samples import AT, everything, written
from tests.kept_samples import kept_store


def test_kinds_may_stand_in_any_order(tmp_path: Path) -> None:
    with kept_store(tmp_path) as store:
        first = store.alerts()["alert_id"][0]
        store.put_decisions([Decision(first, AT, "desk", "confirmed")])
        records = everything(store)
    with Store.in_memory() as one, Store.in_memory() as other:
        import_records(one, written(tmp_path / "a.jsonl", records))
        import_records(other, written(tmp_path / "b.jsonl", records[::-1]))
        assert everything(one) == everything(other) == records
        again = import_records(one, tmp_path / "b.jsonl")
        assert again.brands and again.alerts
        assert (again.brands.new, again.alerts.new, again.decisions) == (0, 0, 0)
        assert everything(one) == records


def test_one_bad_line_and_nothing_is_written(tmp_path: Path) -> None:
    with kept_store(tmp_path) as store:
        records = everything(store)
    path = written(tmp_path / "a.jsonl", [*records, {"schema": "squatwatch.alert/1"}])
    with Store.in_memory() as store:
        with pytest.raises(DataError, match=r"line 9: it is of the kind 'squatwatch.alert/1'"):
            import_records(store, path)
        assert everything(store) == []
    with Store.in_memory() as store:
        assert import_records(store, written(tmp_path / "none.jsonl", [])) == Merged()

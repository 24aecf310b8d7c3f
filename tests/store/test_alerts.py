"""What the store remembers: alerts, the trail of decisions, what each sweep told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from squatwatch.model import REMARKS, STATES, Decision
from squatwatch.store import Store
from squatwatch.store.alerts import ALERT_SCHEMA, TOLD_SCHEMA, SweepRecord
from tests.kept_samples import kept_store

AT = datetime(2026, 1, 15, 8, tzinfo=UTC)
NO_GROUPS = pl.DataFrame(
    schema={"filer_group": pl.String, "brands": pl.List(pl.String), "filings": pl.Int32}
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with kept_store(tmp_path) as opened:
        yield opened


def told(*rows: tuple[str, str, str, list[str]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TOLD_SCHEMA, orient="row")


# Alerts ----------------------------------------------------------------------------------------


def test_alerts_come_back_as_they_were_put(store: Store) -> None:
    kept = store.alerts()
    assert kept.schema == ALERT_SCHEMA
    assert kept.height > 3
    with Store.in_memory() as other:
        other.put_alerts(kept)
        assert_frame_equal(other.alerts(), kept)


def test_alerts_outlive_the_process(tmp_path: Path) -> None:
    with kept_store(tmp_path) as store:
        kept = store.alerts()
    with Store.open(tmp_path / "squatwatch.duckdb") as again:
        assert_frame_equal(again.alerts(), kept)


def test_empty_columns_come_back_as_nothing() -> None:
    row = dict.fromkeys(ALERT_SCHEMA)
    needed = {
        "alert_id": "a", "brand_id": "b", "office": "EM", "application_key": "1",
        "level": "high", "score": 0.5, "bits": 1.0, "conduct": False, "filer_group": "",
        "form": "F", "form_kind": "pinyin", "form_weight": 0.9, "unit": "f",
        "unit_source": "mark", "relation": "spelling", "edits": 0, "similarity": 1.0,
        "evidence": [], "status": "filed", "first_seen": date(2026, 1, 15),
        "changed": date(2026, 1, 15), "run_id": "r",
    }  # fmt: skip
    frame = pl.DataFrame([{**row, **needed}], schema=ALERT_SCHEMA)
    with Store.in_memory() as store:
        store.put_alerts(frame)
        assert_frame_equal(store.alerts(), frame)


def test_an_alert_put_again_replaces_what_was_known(store: Store) -> None:
    before = store.alerts()
    first = before.head(1).with_columns(level=pl.lit("medium"), run_id=pl.lit("another"))
    store.put_alerts(first)
    assert_frame_equal(store.alerts(first["alert_id"]), first)
    assert_frame_equal(store.alerts().slice(1), before.slice(1))


def test_alerts_are_asked_for_by_identity(store: Store) -> None:
    ids = store.alerts()["alert_id"]
    assert store.alerts(ids[1:3])["alert_id"].to_list() == ids[1:3].to_list()
    assert store.alerts(pl.Series(["nothing"])).is_empty()
    assert store.alerts(pl.Series([], dtype=pl.String)).is_empty()


def test_an_alert_goes_and_its_trail_stays(store: Store) -> None:
    gone = store.alerts()["alert_id"][0]
    store.put_decisions([Decision(gone, AT, "desk-a", "confirmed")])
    count = store.alerts().height
    assert store.remove_alerts(pl.Series([gone, "nothing"])) == 1
    assert store.alerts().height == count - 1
    assert [one.alert_id for one in store.decisions()] == [gone]


# The trail -------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
DECISIONS = st.builds(
    Decision,
    alert_id=st.sampled_from(["a", "b", "c"]),
    at=st.datetimes(
        datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        datetime(2030, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    who=TEXTS,
    action=st.sampled_from([*STATES, *REMARKS]),
    why=TEXTS,
    until=st.none() | st.dates(),
    value=TEXTS,
)


@settings(deadline=None, max_examples=30)
@given(st.lists(DECISIONS, max_size=6), st.lists(DECISIONS, max_size=6))
def test_decisions_come_back_each_once_and_in_order(
    first: list[Decision], then: list[Decision]
) -> None:
    every = {one.decision_id: one for one in (*first, *then)}
    with Store.in_memory() as store:
        added = store.put_decisions(first) + store.put_decisions(then)
        assert store.put_decisions([*then, *first]) == 0
        assert added == len(every)
        found = store.decisions()
    assert {one.decision_id for one in found} == set(every)
    assert list(found) == sorted(every.values(), key=lambda one: (one.moment, one.decision_id))


def test_no_decisions_are_none(store: Store) -> None:
    assert store.put_decisions([]) == 0
    assert store.decisions() == ()


def test_decisions_are_asked_for_by_alert_and_moment() -> None:
    trail = [
        Decision(alert, AT + timedelta(hours=hour), "desk-a", "noted", why="x")
        for hour, alert in enumerate("abab")
    ]
    with Store.in_memory() as store:
        store.put_decisions(trail)
        assert store.decisions(["a"]) == (trail[0], trail[2])
        assert store.decisions([]) == ()
        assert store.decisions(since=AT + timedelta(hours=2)) == (trail[2], trail[3])
        assert store.decisions(["b"], since=AT + timedelta(hours=2)) == (trail[3],)


def test_what_is_broken_off_writes_no_decision(store: Store) -> None:
    with pytest.raises(RuntimeError, match="broken off"), store.atomically():
        store.put_decisions([Decision("a", AT, "desk-a", "confirmed")])
        raise RuntimeError("broken off")
    assert store.decisions() == ()


# Sweeps ----------------------------------------------------------------------------------------


def sweep(run_id: str, day: int = 15) -> SweepRecord:
    return SweepRecord(run_id, date(2026, 1, day), {"taken": ["一.csv"], "ignored": 2}, "found")


def test_sweeps_are_told_the_latest_first(store: Store) -> None:
    for run_id, day in (("r1", 14), ("r2", 15), ("r3", 15)):
        store.put_sweep(sweep(run_id, day), told(), NO_GROUPS)
    assert store.sweeps() == (sweep("r3"), sweep("r2"), sweep("r1", 14))
    assert store.sweeps(1) == (sweep("r3"),)


def test_the_reports_of_a_sweep_are_noted(store: Store) -> None:
    for run_id in ("r1", "r2"):
        store.put_sweep(sweep(run_id), told(), NO_GROUPS)
    store.sweep_reported("r1")
    assert [(one.run_id, one.state) for one in store.sweeps()] == [
        ("r2", "found"),
        ("r1", "reported"),
    ]


def test_what_a_sweep_told_comes_back(store: Store) -> None:
    rows = told(("b", "returned", "high", ["status", "classes"]), ("a", "new", "urgent", []))
    store.put_sweep(sweep("r1"), rows, NO_GROUPS)
    store.put_sweep(sweep("r2"), told(("a", "risen", "high", [])), NO_GROUPS)
    assert_frame_equal(store.told_by("r1"), rows.sort("alert_id"))
    assert store.told_by("nothing").is_empty()


def test_a_sweep_put_again_is_recorded_once(store: Store) -> None:
    groups = pl.DataFrame([("g", ["luckin", "gree"], 2)], schema=NO_GROUPS.schema, orient="row")
    for _ in range(2):
        store.put_sweep(sweep("r1"), told(("a", "new", "urgent", [])), groups)
    assert len(store.sweeps()) == 1
    assert store.told_by("r1").height == 1
    assert store.announced_groups().height == 1


def test_groups_are_announced_in_the_order_of_sweeps(store: Store) -> None:
    for run_id, brands in (("r2", ["luckin", "gree"]), ("r1", ["luckin", "gree", "third"])):
        groups = pl.DataFrame([("g", brands, len(brands))], schema=NO_GROUPS.schema, orient="row")
        store.put_sweep(sweep(run_id), told(), groups)
    found = store.announced_groups()
    assert found["run_id"].to_list() == ["r2", "r1"]
    assert found["brands"].to_list()[1] == ["luckin", "gree", "third"]
    assert found["filings"].to_list() == [2, 3]

"""What a report has no room for still reaches the centre whose it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from squatwatch import notify
from squatwatch.alerts.run import RunResult
from squatwatch.notify.own_alerts import counted, told_of, with_left_out
from squatwatch.store import Store
from squatwatch.store.alerts import TOLD_SCHEMA, SweepRecord
from tests.conftest import WriteFile
from tests.kept_samples import kept_store
from tests.notify.samples import settings
from tests.report.samples import BRANDS, FORMS, result


def recorded(folder: Path) -> tuple[Store, RunResult]:
    """A store with a sweep that told of all its alerts, and its result with the first alone."""
    store = kept_store(folder)
    luckin, gree = (
        replace(one, region=name) for one, name in zip(BRANDS, ("福建", "广东"), strict=True)
    )
    store.put_brands([luckin, gree], FORMS, "rules")
    rows = store.alerts().filter(pl.col("cleared_by").is_null())
    told = rows.select(
        "alert_id", "level", change=pl.lit("new"), what_changed=pl.lit([], dtype=pl.List(pl.String))
    ).select(TOLD_SCHEMA.names())
    groups = store.announced_groups().select("filer_group", "brands", "filings")
    store.put_sweep(SweepRecord("run", result().as_of, {}, "found"), told, groups)
    [first, *_] = [one for one in result().alerts if one.assessment.brand.brand_id == "luckin"]
    run = replace(
        result(), run_id="run", command="sweep", alerts=(replace(first, change="new"),),
        announced=(), left_out=told.height - 1,
        told=tuple(told.group_by("level").len().iter_rows()),
    )  # fmt: skip
    return store, run


def test_what_was_told_is_found_again_with_its_brand(tmp_path: Path) -> None:
    store, run = recorded(tmp_path)
    with store:
        told = told_of(store, run)
        assert told.height == store.told_by("run").height > 2
        assert set(told["brand_id"]) == {"luckin", "gree"}
        of_gree = told.filter(pl.col("brand_id") == "gree")
        assert sum(number for _, number in counted(told, ["gree"])) == of_gree.height
        assert counted(told, []) == ()
        whole = with_left_out(store, run, told, [["gree"]])
    found = [one for one in whole.alerts if one.assessment.brand.brand_id == "gree"]
    assert {one.alert_id for one in found} == set(of_gree["alert_id"])
    assert {one.change for one in whole.alerts} == {"new"}


@pytest.mark.parametrize("listed", [50, 0])
def test_a_centre_is_told_of_all_its_alerts_though_the_report_is_cut(
    tmp_path: Path, write_file: WriteFile, monkeypatch: pytest.MonkeyPatch, listed: int
) -> None:
    monkeypatch.setattr("squatwatch.notify.own_alerts.MOST_LISTED", listed)
    table = write_file("regions.csv", "region,contact\n广东,gd@example.org\n")
    store, run = recorded(tmp_path)
    with store:
        notify.queue(store, run, settings(0, str(table), smtp_to=""), {})
        [message] = store.messages()
        told = told_of(store, run).filter(pl.col("brand_id") == "gree")
    content = message.content
    assert content["count"] == told.height == 1
    assert [one["brand_id"] for one in content["alerts"]] == ["gree"] * min(listed, 1)
    assert ("\n+1\n" in content["text"]) == (listed == 0)

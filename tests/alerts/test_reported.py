"""Filings that were handed in as rows of alerts, beside the rows that a sweep writes."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from squatwatch.alerts.identity import alert_id
from squatwatch.alerts.reported import missed_by, row_of, row_of_unmatched
from squatwatch.forms import rules_version
from squatwatch.model import Brand, Filing
from squatwatch.scan import scan
from squatwatch.store import Store
from squatwatch.store.alerts import ALERT_SCHEMA
from squatwatch.sweep import SweepOrder, sweep
from tests.report.samples import AS_OF, BRANDS, FILINGS, FORMS
from tests.store.samples import batch

NOTHING_KEPT = pl.DataFrame(schema=ALERT_SCHEMA)


@pytest.fixture
def store() -> Iterator[Store]:
    """The sample's brands and filings, not swept yet."""
    with Store.in_memory() as opened:
        opened.put_brands(BRANDS, FORMS, rules_version())
        opened.put_filings(batch(*FILINGS))
        yield opened


def test_a_row_is_what_a_sweep_would_write_but_for_the_last_digit_of_the_sum(store: Store) -> None:
    alerts = {one.alert_id: one for one in scan(store, as_of=AS_OF, level="low").alerts}
    sweep(store, SweepOrder(AS_OF))
    kept = store.alerts()
    assert kept.height > 4
    for swept in kept.iter_rows(named=True):
        (mine,) = row_of(alerts[swept["alert_id"]]).iter_rows(named=True)
        assert mine.pop("bits") == pytest.approx(swept.pop("bits"), abs=0.05)
        for row in (mine, swept):
            row.pop("run_id")
            row["evidence"] = sorted((item["code"], item["weight"]) for item in row["evidence"])
        assert mine == swept


def test_a_sweep_keeps_what_was_handed_in_and_not_found(store: Store) -> None:
    filing = Filing("TH", "TH-2", mark_text="SOMETHING ELSE", status="filed")
    row = row_of_unmatched(BRANDS[0], filing, alert_id("luckin", "TH", "TH2"), AS_OF)
    store.put_alerts(row)
    sweep(store, SweepOrder(AS_OF))
    sweep(store, SweepOrder(AS_OF.replace(day=16)))
    found = store.alerts(row["alert_id"])
    assert found["level"].to_list() == ["low"]
    assert found["evidence"].to_list() == row["evidence"].to_list()


def test_what_is_not_found_stands_beside_the_nearest_name() -> None:
    brand = Brand("hongli", ("红力",), ("HONGLI", "HONG LI SPORT"), ("RED POWER",))
    row = row_of_unmatched(brand, Filing("EM", "1", mark_text="Red-Pawer"), "0" * 16, AS_OF)
    (told,) = row.iter_rows(named=True)
    assert (told["form"], told["form_kind"], told["unit"]) == (
        "RED POWER", "official-other", "redpawer",
    )  # fmt: skip
    assert (told["edits"], told["relation"], told["level"]) == (1, "", "low")
    assert 0.8 < told["similarity"] < 1


def test_a_figurative_mark_stands_beside_a_name_all_the_same() -> None:
    row = row_of_unmatched(BRANDS[0], Filing("EM", "1"), "0" * 16, AS_OF)
    assert row["unit"].to_list() == [""]
    assert row["similarity"].to_list() == [0.0]


def test_why_it_was_missed(store: Store) -> None:
    every = scan(store, as_of=AS_OF, level="low").alerts
    low = next(one for one in every if one.assessment.level == "low")
    high = scan(store, as_of=AS_OF).alerts[0]
    assert missed_by(NOTHING_KEPT, None, held=False) == ("not-held", "")
    assert missed_by(NOTHING_KEPT, None, held=True) == ("no-relation", "")
    assert missed_by(NOTHING_KEPT, low, held=True) == ("below", "low")
    assert missed_by(NOTHING_KEPT, high, held=True) == ("not-swept", "urgent")
    assert missed_by(row_of(high), high, held=True) == ("found", "high")
    assert missed_by(row_of(low), low, held=True) == ("below", "low")

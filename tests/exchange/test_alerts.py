"""Alerts between installations: the later finding counts, and the filing comes with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.alerts.identity import alert_id
from squatwatch.alerts.kept import kept_alerts
from squatwatch.errors import DataError
from squatwatch.exchange import alert_records, import_records
from squatwatch.exchange.alerts import (
    ALERTS_SCHEMA_NAME,
    KeptAlert,
    MergedAlerts,
    check_filings,
    kept_of,
    later,
    merge_alerts,
)
from squatwatch.exchange.nouns import plain
from squatwatch.model import MARK_KINDS, Filing
from squatwatch.report.plain import json_text
from squatwatch.scan import watch
from squatwatch.schemas import frame_of
from squatwatch.store import Store
from squatwatch.store.alerts import ALERT_SCHEMA
from tests.exchange.samples import everything, line, written
from tests.kept_samples import kept_store
from tests.report.samples import AS_OF, BRANDS


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Store]:
    """A store with a register and alerts."""
    with kept_store(tmp_path) as store:
        yield store


@pytest.fixture
def branch() -> Iterator[Store]:
    """A store with brands and nothing else."""
    with Store.in_memory() as store:
        watch(store, BRANDS)
        yield store


def alerts_in(store: Store) -> list[KeptAlert]:
    return [kept_of(line(record)) for record in alert_records(store)]


def test_a_record_has_every_column_of_the_store(centre: Store) -> None:
    first = next(alert_records(centre))
    assert list(first) == ["schema", *ALERT_SCHEMA, "filing"]
    assert first["schema"] == ALERTS_SCHEMA_NAME


def test_a_branch_without_a_register_can_work_on_the_alerts(centre: Store, branch: Store) -> None:
    found = merge_alerts(branch, alerts_in(centre))
    assert found == MergedAlerts(new=6, filings=6)
    here, there = (kept_alerts(one, as_of=AS_OF, advise=False) for one in (branch, centre))
    assert [one.alert_id for one in here] == [one.alert_id for one in there]
    assert [one.assessment.filing for one in here] == [one.assessment.filing for one in there]
    assert [one.assessment.level for one in here] == [one.assessment.level for one in there]
    assert merge_alerts(branch, alerts_in(centre)) == MergedAlerts()


def test_all_that_a_store_exports_comes_back_to_the_letter(centre: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "all.jsonl", everything(centre))
    with Store.in_memory() as other:
        import_records(other, path)
        assert (
            written(tmp_path / "again.jsonl", everything(other)).read_bytes() == path.read_bytes()
        )


def test_alerts_of_brands_that_are_not_here_are_kept_and_told(centre: Store) -> None:
    with Store.in_memory() as store:
        assert merge_alerts(store, alerts_in(centre)).without_brand == 6
        assert store.alerts().height == 6
        one = replace(alerts_in(centre)[0], filing=None)
    with Store.in_memory() as store:
        assert merge_alerts(store, [one]).without_filing == 1


def test_what_changed_since_and_of_a_region(centre: Store) -> None:
    assert not list(alert_records(centre, since=date(2026, 1, 16)))
    assert len(list(alert_records(centre, since=AS_OF))) == 6
    watch(centre, [replace(BRANDS[0], region="Fujian"), BRANDS[1]])
    assert {one["brand_id"] for one in alert_records(centre, region="fujian")} == {"luckin"}


def test_the_later_finding_counts_and_brings_its_filing(centre: Store, branch: Store) -> None:
    first = alerts_in(centre)[0]
    assert first.filing
    merge_alerts(branch, [first])
    filing = replace(first.filing, status="opposed")
    second = replace(
        first,
        status="opposed",
        changed=date(2026, 2, 1),
        first_seen=date(2026, 2, 1),
        filing=filing,
    )
    assert merge_alerts(branch, [second]) == MergedAlerts(changed=1, filings=1)
    assert merge_alerts(branch, [first]) == MergedAlerts()
    (row,) = branch.alerts().iter_rows(named=True)
    assert (row["status"], row["first_seen"], row["changed"]) == (
        "opposed", first.first_seen, date(2026, 2, 1),
    )  # fmt: skip
    (kept,) = kept_alerts(branch, as_of=AS_OF, advise=False)
    assert kept.assessment.filing.status == "opposed"


def test_what_an_office_file_brought_since_is_not_replaced(centre: Store, branch: Store) -> None:
    first = alerts_in(centre)[0]
    assert first.filing
    merge_alerts(branch, [first])
    newest = replace(first.filing, status="refused")
    branch.put_filings(frame_of([newest]))
    later_one = replace(first, changed=date(2026, 2, 1), bits=1.0)
    assert merge_alerts(branch, [later_one]) == MergedAlerts(changed=1)
    (kept,) = kept_alerts(branch, as_of=AS_OF, advise=False)
    assert kept.assessment.filing.status == "refused"


EVERY = KeptAlert(
    "0" * 16, "b", "EM", "1", "high", None, 0.9, 5.0, False, "", "A", "official-latin", 1.0, "a",
    "mark", "spelling", 0, 1.0, (), "filed", None, (9,), ("Example One LLC",), AS_OF, AS_OF, "r",
    None,
)  # fmt: skip
findings = st.builds(
    lambda **changes: replace(EVERY, **changes),
    level=st.sampled_from(["high", "medium"]),
    bits=st.sampled_from([5.0, 6.0]),
    first_seen=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    changed=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    filing=st.sampled_from([None, Filing("EM", "1"), Filing("EM", "1", mark_text="A")]),
)


@settings(deadline=None)
@given(one=findings, other=findings, third=findings)
def test_findings_merge_in_whatever_order(
    one: KeptAlert, other: KeptAlert, third: KeptAlert
) -> None:
    assert later(one, one) == one
    assert without_filing(later(one, other)) == without_filing(later(other, one))
    assert without_filing(later(later(one, other), third)) == without_filing(
        later(one, later(other, third))
    )
    assert later(one, other).changed == max(one.changed, other.changed)
    assert later(one, other).first_seen == min(one.first_seen, other.first_seen)


def without_filing(one: KeptAlert) -> KeptAlert:
    return replace(one, filing=None)


days = st.none() | st.dates()
filings = st.builds(
    Filing,
    office=st.just("EM"),
    application_number=st.just("0-1"),
    mark_kind=st.sampled_from(["", *MARK_KINDS]),
    classes=st.lists(st.integers(1, 45), max_size=3).map(tuple),
    filing_date=days,
    opposition_end=days,
)


@given(filing=filings)
def test_a_filing_comes_back_from_its_record(filing: Filing) -> None:
    identity = alert_id("b", "EM", "01")
    one = replace(EVERY, alert_id=identity, application_key="01", filing=filing)
    record = json.loads(json_text({"schema": ALERTS_SCHEMA_NAME, **plain(asdict(one))}))
    assert kept_of(line(record)) == one
    check_filings([line(record)], [one])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"level": "urgently"}, "it is no alert: 'level' is not of its kind"),
        ({"office": "US"}, "its alert_id is another than its content has"),
        ({"edits": 256}, "'edits' or 'score' is out of its range"),
        ({"score": 1.5}, "'edits' or 'score' is out of its range"),
        ({"changed": "yesterday"}, "'changed' is not of its kind"),
        ({"evidence": [{"code": "new.code", "weight": 1, "values": "{}"}]}, "upgrade squatwatch"),
        ({"evidence": [{"code": "prior", "weight": 1, "values": "{"}]}, "it is no alert"),
        ({"more": 1}, "'more' is not known"),
    ],
)
def test_what_is_no_alert_is_refused_with_its_line(
    centre: Store, change: dict[str, Any], why: str
) -> None:
    record = next(alert_records(centre))
    with pytest.raises(DataError) as raised:
        kept_of(line({**record, **change}))
    assert str(raised.value).startswith("x.jsonl, line 1: ")
    assert why in str(raised.value)


def test_a_filing_of_another_number_is_refused(centre: Store) -> None:
    record = next(alert_records(centre))
    other = {**record["filing"], "application_number": "9"}
    with pytest.raises(DataError, match="its filing is another one"):
        kept_of(line({**record, "filing": other}))
    bad = {**record["filing"], "mark_kind": "loud"}
    with pytest.raises(DataError, match="of its filing, its mark_kind is no term"):
        check_filings([line(record)], [kept_of(line({**record, "filing": bad}))])

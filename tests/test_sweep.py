"""The sweep: what is new is told once, what was decided stays, and a stop loses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.alerts.ignore_file import Rule
from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.run import RunResult
from squatwatch.brands import read_watchlist
from squatwatch.forms import rules_version
from squatwatch.model import Alert, Assessment, Brand, Decision, Evidence, application_key
from squatwatch.offices import read_filings
from squatwatch.scan import scan, watch
from squatwatch.store import Store
from squatwatch.sweep import SweepOrder, sweep, take, unreported
from tests.report.samples import AS_OF, BRANDS, FILINGS, FORMS, by
from tests.store.samples import batch, row

MORNING = datetime(2026, 1, 15, 8, tzinfo=UTC)


@pytest.fixture
def store() -> Iterator[Store]:
    """The sample's brands, and no filings yet."""
    with Store.in_memory() as opened:
        opened.put_brands(BRANDS, FORMS, rules_version())
        yield opened


def night(store: Store, *rows: Mapping[str, Any], day: date = AS_OF, **order: Any) -> RunResult:
    """New filings, and the sweep after them."""
    store.put_filings(batch(*rows))
    return sweep(store, SweepOrder(day, **order))


def changes(result: RunResult) -> dict[str, str | None]:
    """Why each alert is told, by office."""
    return {one.assessment.filing.office: one.change for one in result.alerts}


def decide(store: Store, office: str, action: Any, **said: Any) -> str:
    """Somebody's decision on the alert at an office."""
    [alert] = [
        one for one in kept_alerts(store, as_of=AS_OF) if one.assessment.filing.office == office
    ]
    store.put_decisions([Decision(alert.alert_id, MORNING, "desk", action, **said)])
    return alert.alert_id


def published(number: int, **known: Any) -> dict[str, Any]:
    """One of the sample's filings with other values."""
    return {**FILINGS[number], **known}


# What is found ----------------------------------------------------------------------------------


def test_the_first_sweep_tells_what_a_scan_shows(store: Store) -> None:
    told = night(store, *FILINGS).alerts
    shown = [one for one in scan(store, as_of=AS_OF).alerts if one.assessment.level != "cleared"]
    assert [one.change for one in told] == ["new"] * len(shown)
    assert [replace(one, change=None, run_id="") for one in told] == [
        replace(one, run_id="") for one in shown
    ]


def test_nothing_new_is_told_of_nothing_new(store: Store) -> None:
    night(store, *FILINGS)
    again = sweep(store, SweepOrder(AS_OF))
    assert (again.alerts, again.groups, again.counts) == ((), (), ())
    assert again.at_or_above("low") == 0


def test_a_cleared_alert_is_kept_and_not_told(store: Store) -> None:
    result = night(store, *FILINGS)
    kept = kept_alerts(store, as_of=AS_OF)
    assert {one.assessment.level for one in result.alerts}.isdisjoint({"cleared"})
    assert {one.assessment.cleared_by for one in kept} >= {"affiliate", "ended"}


def test_a_new_brand_is_looked_for_among_old_filings(store: Store) -> None:
    night(store, row("MY-1", "YUNHE TEA", office="MY"))
    watch(store, [Brand("yunhe", name_latin=("YUNHE TEA",))])
    assert changes(sweep(store, SweepOrder(AS_OF))) == {"MY": "new"}


def test_a_brand_that_is_gone_takes_its_alerts_along(store: Store) -> None:
    night(store, *FILINGS)
    store.remove_brands(["luckin"])
    result = sweep(store, SweepOrder(AS_OF))
    kept = kept_alerts(store, as_of=AS_OF)
    assert {one.assessment.brand.brand_id for one in kept} == {"gree"}
    assert store.alerts()["alert_id"].to_list() == sorted(one.alert_id for one in kept)
    standing = [one for one in kept if one.assessment.level != "cleared"]
    assert sum(result.standing.values()) == len(standing)


def test_a_filing_that_is_taken_back_is_no_alert_any_more(store: Store) -> None:
    night(store, *FILINGS)
    alert_id = decide(store, "DE", "confirmed")
    store.delete_filings(pl.DataFrame({"office": ["DE"], "application_number": ["30 2025 1"]}))
    result = sweep(store, SweepOrder(AS_OF))
    assert changes(result) == {}
    offices = {one.assessment.filing.office for one in kept_alerts(store, as_of=AS_OF)}
    assert "DE" not in offices
    assert alert_id not in store.alerts()["alert_id"]
    assert [one.why for one in store.decisions([alert_id])][-1] == "the office took the record back"


def test_an_alert_of_earlier_nights_keeps_what_is_known_of_its_owner(store: Store) -> None:
    own = row(
        "019 000 500", "LUCKIN COFFEE", classes=[30], filing_date=date(2019, 1, 2),
        applicants=by("Lujiang First Beverage Co., Ltd."),
    )  # fmt: skip
    night(store, own)
    night(store, FILINGS[0])

    def rights() -> set[str]:
        alerts = kept_alerts(store, as_of=AS_OF)
        [taken] = [one.assessment for one in alerts if one.assessment.filing.applicants[1:]]
        return {item.code for item in taken.evidence if item.code.startswith("rights.")}

    before = rights()
    assert before == {"rights.older-here"}
    # The filer takes another brand: its earlier filing is weighed again.
    assert [len(one.brands) for one in night(store, FILINGS[1]).groups] == [2]
    assert rights() == before


@pytest.mark.parametrize("nights", [2, 3])
def test_the_last_night_finds_what_a_scan_of_all_finds(real_data: Path, nights: int) -> None:
    brands = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    [first, *_] = read_filings(real_data / "filings" / "filings_all.parquet")
    every = first.filings.sample(9_000, seed=nights, shuffle=True)
    with Store.in_memory() as opened:
        for number in range(nights):
            watch(opened, brands[number::nights])
            tonight = every[number::nights]
            opened.put_filings(tonight)
            sweep(opened, SweepOrder(AS_OF))
        keys = {
            (row["office"], application_key(row["application_number"]))
            for row in tonight.iter_rows(named=True)
        }
        _same_as_a_scan(opened, keys)


words = st.sampled_from(["LUCKIN COFFEE", "LUCKIN", "GREE ELECTRIC", "GREE", "COFFEE", "瑞幸咖啡"])
filers = st.sampled_from(
    ["Nordlicht Handels GmbH", "Prairie Goods LLC", "Lujiang First Beverage Co., Ltd.", ""]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(words, filers, st.integers(0, 2), st.integers(2005, 2025)), max_size=12),
    st.permutations(range(12)),
)
def test_nights_come_to_what_a_scan_finds(
    filed: list[tuple[str, str, int, int]], order: list[int]
) -> None:
    rows = [
        row(
            f"N{place}", mark,
            office=("EM", "TH", "US")[place % 3],
            applicants=by(filer) if filer else [],
            classes=[30 + place % 2],
            filing_date=date(year, 1 + place, 1),
        )
        for place, (mark, filer, _, year) in enumerate(filed)
    ]  # fmt: skip
    rows = [rows[place] for place in order if place < len(rows)]
    with Store.in_memory() as opened:
        opened.put_brands(BRANDS, FORMS, rules_version())
        for number in range(3):
            tonight = rows[number::3]
            night(opened, *tonight)
        keys = {(one["office"], application_key(one["application_number"])) for one in tonight}
        _same_as_a_scan(opened, keys)


def _same_as_a_scan(store: Store, of: set[tuple[str, str]]) -> None:
    """The alerts of some filings are those of a scan of the whole store.

    Who else bears a unit is kept only of pairs that were worth a look: it may be fewer.
    """

    def among(alerts: Sequence[Alert]) -> dict[str, Assessment]:
        filings = ((one, one.assessment.filing) for one in alerts)
        return {
            one.alert_id: one.assessment
            for one, filing in filings
            if (filing.office, application_key(filing.application_number)) in of
        }

    kept = among(kept_alerts(store, as_of=AS_OF))
    found = among(scan(store, as_of=AS_OF).alerts)
    assert kept.keys() >= found.keys()
    for alert_id, assessment in kept.items():
        if alert_id not in found:
            assert assessment.cleared_by or assessment.level == "low" or _shared(assessment)
            continue
        scanned = found[alert_id]
        assert _but_rarity(assessment) == _but_rarity(scanned)
        assert _shared(assessment) >= _shared(scanned)
        if _shared(assessment) == _shared(scanned):
            assert (assessment.score, assessment.level) == (scanned.score, scanned.level)


def _shared(assessment: Assessment) -> float:
    return sum(item.weight for item in assessment.evidence if item.code == "register.shared")


def _but_rarity(assessment: Assessment) -> object:
    told = {item for item in map(_plain, assessment.evidence) if item[0] != "register.shared"}
    return told, assessment.hit, assessment.cleared_by, assessment.filer_group, assessment.windows


def _plain(item: Evidence) -> tuple[str, float, str]:
    return item.code, item.weight, item.text_en


# What is told again ------------------------------------------------------------------------------


def test_a_dismissed_alert_returns_only_when_its_filing_changes(store: Store) -> None:
    night(store, *FILINGS)
    alert_id = decide(store, "BN", "dismissed", why="a common word")
    assert changes(night(store, published(2, goods=[{"nice_class": 9, "text": "x"}]))) == {}
    result = night(store, published(2, status="registered"))
    [alert] = result.alerts
    assert (alert.alert_id, alert.change, alert.what_changed) == (alert_id, "returned", ("status",))
    assert (alert.state, lives_of(store)[alert_id].who) == ("in_review", "squatwatch")
    assert changes(sweep(store, SweepOrder(AS_OF))) == {}


def test_an_open_alert_whose_filing_changes_is_not_told_anew(store: Store) -> None:
    night(store, *FILINGS)
    assert changes(night(store, published(2, status="registered"))) == {}


def test_a_snooze_ends_on_its_day(store: Store) -> None:
    night(store, *FILINGS)
    decide(store, "BN", "snoozed", until=AS_OF + timedelta(days=5))
    assert changes(sweep(store, SweepOrder(AS_OF + timedelta(days=5)))) == {}
    assert changes(sweep(store, SweepOrder(AS_OF + timedelta(days=6)))).get("BN") == "returned"


def test_a_closed_alert_stays_closed(store: Store) -> None:
    night(store, *FILINGS)
    decide(store, "BN", "closed", value="settled")
    assert changes(night(store, published(2, status="registered"))) == {}


def test_a_window_that_is_about_to_close_makes_an_alert_rise(store: Store) -> None:
    early = date(2025, 10, 10)
    first = night(store, *FILINGS, day=early)
    assert {one.assessment.level for one in first.alerts}.isdisjoint({"urgent"})
    risen = sweep(store, SweepOrder(AS_OF))
    assert [(one.change, one.assessment.level) for one in risen.alerts] == [("risen", "urgent")]
    assert risen.at_or_above("urgent") == 1
    assert sweep(store, SweepOrder(AS_OF)).alerts == ()


def test_what_the_ignore_file_names_is_held_back_until_it_expires(store: Store) -> None:
    rule = Rule(
        entry=1, reason="agreed with the owner", expires=AS_OF + timedelta(days=3),
        brand="luckin", office="BN", number="202577",
    )  # fmt: skip
    result = night(store, *FILINGS, ignore=(rule,))
    assert "BN" not in changes(result)
    assert result.ignored == 1
    later = sweep(store, SweepOrder(AS_OF + timedelta(days=10), ignore=(rule,)))
    assert changes(later)["BN"] == "new"
    assert [one.reason for one in later.lapsed] == ["agreed with the owner"]


def test_a_dismissed_alert_that_is_ignored_stays_dismissed(store: Store) -> None:
    rule = Rule(1, "agreed", AS_OF, brand="luckin", office="BN", number="202577")
    night(store, *FILINGS)
    alert_id = decide(store, "BN", "dismissed", why="a common word")
    result = night(store, published(2, status="registered"), ignore=(rule,))
    assert (changes(result), result.ignored) == ({}, 1)
    assert lives_of(store)[alert_id].state == "dismissed"


def test_a_group_is_announced_once_and_again_when_it_grows(store: Store) -> None:
    first = night(store, *FILINGS)
    assert [len(one.filings) for one in first.groups] == [2]
    assert sweep(store, SweepOrder(AS_OF)).groups == ()
    more = row(
        "019 000 777", "GREE ELECTRIC", classes=[11], applicants=by("Nordlicht Handels GmbH")
    )
    assert [len(one.filings) for one in night(store, more).groups] == [3]
    assert night(store, published(7, status="registered")).groups == ()


def test_a_filer_met_again_makes_a_group_with_what_it_filed_before(store: Store) -> None:
    alone = night(store, FILINGS[0])
    assert alone.groups == ()
    [group] = night(store, FILINGS[1]).groups
    assert [brand.brand_id for brand in group.brands] == ["gree", "luckin"]


def test_a_window_is_recalled_once_at_each_limit(store: Store) -> None:
    night(store, *FILINGS)
    decide(store, "EM", "confirmed")
    [window] = [
        one.assessment.windows[0]
        for one in kept_alerts(store, as_of=AS_OF)
        if one.assessment.filing.office == "EM"
    ]
    assert window.closes
    sent = {
        left: [
            one.limit
            for one in sweep(store, SweepOrder(window.closes - timedelta(days=left))).reminders
        ]
        for left in (25, 20, 19, 9, 8, 3, 1, 0, -1)
    }
    assert sent == {25: [], 20: [20], 19: [], 9: [10], 8: [], 3: [3], 1: [], 0: [], -1: []}


# What is written ---------------------------------------------------------------------------------


def test_other_weights_make_everything_due(store: Store) -> None:
    from squatwatch.assess.weights import judged_weights

    night(store, *FILINGS)
    looked_at = sweep(store, SweepOrder(AS_OF, weights=judged_weights())).counts
    assert sum(number for *_, number in looked_at) > 0


def test_a_result_is_made_again_from_the_store(store: Store) -> None:
    result = night(store, *FILINGS)
    assert unreported(store) == result
    store.sweep_reported(result.run_id)
    assert unreported(store) is None


def test_what_is_written_before_the_commit_goes_with_it(store: Store) -> None:
    def broken(_: RunResult) -> None:
        raise OSError("no room")

    store.put_filings(batch(*FILINGS))
    with pytest.raises(OSError, match="no room"):
        sweep(store, SweepOrder(AS_OF), before_commit=broken)
    assert store.alerts().is_empty()
    assert store.sweeps() == ()
    assert changes(sweep(store, SweepOrder(AS_OF))) != {}


def test_the_same_night_is_the_same_run(store: Store) -> None:
    first = night(store, *FILINGS)
    with Store.in_memory() as other:
        other.put_brands(BRANDS, FORMS, rules_version())
        assert night(other, *FILINGS) == first


def test_a_file_that_fails_stops_no_other(store: Store, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("office,application_number,mark_text\nMY,M1,LUCKIN COFFEE\n", encoding="utf-8")
    bad.write_text("neither,this,nor,that\n1,2,3,4\n", encoding="utf-8")
    failures = take(store, [bad, good], today=AS_OF)
    result = sweep(store, SweepOrder(AS_OF), failures=failures)
    assert [line.startswith("bad.csv: ") for line in result.failures] == [True]
    assert changes(result) == {"MY": "new"}
    assert [one.name for one in result.taken] == ["good.csv"]
    assert sweep(store, SweepOrder(AS_OF)).taken == ()

"""Erasing a person and retiring old filings, from the words of a person to the store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.config import Settings
from squatwatch.doctor.removing import elsewhere, outlived, sought, told, years_before
from squatwatch.filers.traces import traces
from squatwatch.model import Decision
from squatwatch.reference import table
from squatwatch.store import Store
from squatwatch.store.connection import query
from squatwatch.store.erasing import FREE_TEXTS
from squatwatch.store.keys import keyed
from squatwatch.store.retention import OF_A_FILING
from tests.store.samples import batch, row
from tests.store.test_erasing import HERS, NAME, NIGHT, alert

BEFORE = date(2020, 1, 1)


def test_the_keys_are_all_by_which_pairs_know_the_filer() -> None:
    records = batch(row("1", applicants=[HERS]))
    with Store.in_memory() as store:
        store.put_filings(records)
        [by_which] = traces(keyed(records))["traces"].to_list()
        assert by_which
        assert set(by_which) <= set(sought(store, NAME).keys)


def test_pairs_and_bearers_lose_the_keys_of_the_person_alone() -> None:
    company = {"name": "Nordlicht Handels GmbH", "country": "DE", "address": "Kiel"}
    records = batch(row("1", applicants=[HERS, company]), row("2", applicants=[company]))
    with Store.in_memory() as store:
        store.put_filings(records)
        for key, filers in traces(keyed(records)).select("application_key", "traces").iter_rows():
            store._connection.execute(
                "insert into kept_pair by name select 'a' as brand_id, 'EM' as office,"
                " $key as application_key, '' as form, '' as spelled, '' as form_kind,"
                " 1.0 as form_weight, '' as form_part, '' as script, '' as unit, '' as whole,"
                " '' as unit_source, '' as relation, 0 as edits, 1.0 as similarity, 1.0 as share,"
                " 1.0 as hit_bits, 1 as hits, 1 as exact_scripts, [] as exact_forms,"
                " false as means_the_brand, true as counts, $filers as traces",
                {"key": key, "filers": filers},
            )
            for filer in filers:
                store._connection.execute(
                    "insert into bearer values ('a', 'u', 'EM', ?, ?)", [key, filer]
                )
        person = sought(store, NAME)
        counts = store.erase(person)
        assert counts["kept_pair"] == 1
        left = query(store._connection, "select unnest(traces) as key from kept_pair")["key"]
        borne = query(store._connection, "select filer as key from bearer")["key"]
        [companys] = traces(keyed(records[1:]))["traces"].to_list()
        assert set(left) == set(borne) == set(companys)


def test_every_table_that_may_be_told_has_its_words() -> None:
    with Store.in_memory() as store:
        counts = store.held_of(sought(store, NAME))
    words = set(table("stored_tables")["table"])
    assert {*counts, *OF_A_FILING, *(name for name, _ in FREE_TEXTS)} == words
    assert [one.code for one in told(counts)] == ["erased.none"]
    assert [one.code for one in told({**counts, "filing": 2})] == ["erased.rows"]


def test_what_else_may_hold_the_name_is_pointed_at(tmp_path: Path) -> None:
    settings = Settings(
        store=str(tmp_path / "squatwatch.duckdb"),
        reports=str(tmp_path / "reports"),
        inbox=str(tmp_path / "inbox"),
    )
    assert list(elsewhere(settings)) == []
    for folder in ("reports", "inbox"):
        (tmp_path / folder).mkdir()
    assert list(elsewhere(settings)) == []
    places = [
        "squatwatch.before-0005.duckdb", "squatwatch.duckdb.decisions.jsonl", "reports/a", "inbox/b"
    ]  # fmt: skip
    for name in places:
        (tmp_path / name).write_text("x")
    pointed = [Path(one.values["place"]).name for one in elsewhere(settings)]
    assert pointed == [*places[:2], "reports", "inbox"]


def test_an_alert_keeps_its_filing_until_it_is_settled_or_cleared() -> None:
    with Store.in_memory() as store:
        store.put_filings(batch(row("1", status="expired", filing_date=date(2012, 3, 4))))
        assert outlived(store, BEFORE).height == 1
        store.put_alerts(alert([], "{}"))
        assert outlived(store, BEFORE).is_empty()
        store.put_alerts(alert([], "{}").with_columns(cleared_by=pl.lit("ended")))
        assert outlived(store, BEFORE).height == 1
        store.put_alerts(alert([], "{}"))
        store.put_decisions([Decision("0" * 16, NIGHT, "desk", "dismissed", why="a surname")])
        assert outlived(store, BEFORE).height == 1


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(1, 99))
def test_years_before_is_that_many_years_earlier(day: date, years: int) -> None:
    found = years_before(day, years)
    assert day.year - found.year == years
    assert (found.month, found.day) in {(day.month, day.day), (2, 28)}

"""Filings in the store: put, replaced, filled in, taken out, read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.model import UNIT_SOURCES, application_key
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Counts, Store
from tests.store.samples import FULL, LISTS, batch, keys, row, stored


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def only(store: Store, key: str = "018222474") -> dict[str, Any]:
    """The one filing of that key at EM."""
    [found] = store.filings(stored(("EM", key))).to_dicts()
    return found


def test_no_filings_are_no_work(store: Store) -> None:
    assert store.put_filings(batch()) == Counts()
    assert store.put_partial_filings(batch()) == Counts()
    assert store.delete_filings(keys()) == Counts()


def test_a_filing_comes_back_as_it_went_in(store: Store) -> None:
    assert store.put_filings(batch(FULL)) == Counts(new=1)
    assert only(store) == {"application_key": "018222474", **FULL}


def test_what_is_put_again_is_new_changed_or_unchanged(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2"), row("3")))
    again = batch(row("1"), row("2", status="registered"), row("3", classes=[9]), row("4"))
    assert store.put_filings(again) == Counts(new=1, changed=2, unchanged=1)
    assert store.put_filings(again) == Counts(unchanged=4)


def test_a_complete_record_replaces_all_that_was_known(store: Store) -> None:
    store.put_filings(batch(FULL))
    bare = row("018222474", mark="HONGLI")
    assert store.put_filings(batch(bare)) == Counts(changed=1)
    assert only(store) == {"application_key": "018222474", **bare}


def test_the_last_of_equal_keys_in_a_batch_wins(store: Store) -> None:
    twice = batch(row("1-2", mark="FIRST"), row("3"), row("1/2", mark="LAST"))
    assert store.put_filings(twice) == Counts(new=2)
    assert only(store, "12")["mark_text"] == "LAST"


@pytest.mark.parametrize("printed", ["018222474", "018-222-474", " 018.222/474 ", "018_222_474"])
def test_a_number_with_other_punctuation_is_the_same_filing(store: Store, printed: str) -> None:
    store.put_filings(batch(FULL))
    assert store.put_filings(batch({**FULL, "application_number": printed})) == Counts(changed=1)
    assert store.texts()["application_key"].unique().to_list() == ["018222474"]
    assert store.delete_filings(keys(("EM", printed))) == Counts(deleted=1)


def test_letters_of_a_number_count_in_either_case(store: Store) -> None:
    store.put_filings(batch(row("m 2012 00091")))
    assert store.put_filings(batch(row("M201200091"))) == Counts(changed=1)


def test_the_same_number_at_another_office_is_another_filing(store: Store) -> None:
    store.put_filings(batch(row("1"), row("1", office="DE")))
    assert store.delete_filings(keys(("DE", "1"))) == Counts(deleted=1)
    assert store.filings(stored(("EM", "1"), ("DE", "1")))["office"].to_list() == ["EM"]


def test_what_is_not_there_cannot_be_deleted(store: Store) -> None:
    store.put_filings(batch(row("1")))
    assert store.delete_filings(keys(("EM", "2"), ("DE", "1"))) == Counts()
    assert only(store, "1")["mark_text"] == "HONGLI"


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4) + Counts(10, 20, 30, 40) == Counts(11, 22, 33, 44)


# Partial records ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in FILING_SCHEMA if n not in ("office", "status")])
def test_a_partial_record_blanks_no_column(store: Store, name: str) -> None:
    store.put_filings(batch(FULL))
    empty = row("018222474", mark=None, status="unknown")
    given_one = {**empty, name: FULL[name]}
    expected = Counts(unchanged=1) if name == "application_number" else Counts(changed=1)
    assert store.put_partial_filings(batch(given_one)) == expected
    assert {**only(store), "application_number": FULL["application_number"]} == {
        "application_key": "018222474",
        **FULL,
    }


def test_a_partial_record_changes_what_it_names(store: Store) -> None:
    store.put_filings(batch(FULL))
    opposed = row("018222474", mark=None, status="opposed", classes=[3])
    assert store.put_partial_filings(batch(opposed)) == Counts(changed=1)
    found = only(store)
    assert (found["status"], found["classes"]) == ("opposed", [3])
    assert found["mark_text"] == FULL["mark_text"]


def test_a_partial_record_of_an_unknown_filing_is_kept_as_far_as_it_goes(store: Store) -> None:
    assert store.put_partial_filings(batch(row("7", mark=None, status="opposed"))) == Counts(new=1)
    found = only(store, "7")
    assert found["status"] == "opposed"
    assert all(found[name] == [] for name in LISTS)


def test_a_partial_record_that_says_nothing_new_changes_nothing(store: Store) -> None:
    store.put_filings(batch(FULL))
    assert store.put_partial_filings(batch(FULL)) == Counts(unchanged=1)


# What is written ---------------------------------------------------------------------------------


def spots(store: Store) -> dict[str, int]:
    """Where each filing stands in the table."""
    rows = store._connection.execute("select application_key, rowid from filing").fetchall()
    return dict(rows)


def test_a_record_that_says_nothing_new_is_not_written_again(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2"), row("3")))
    before = spots(store)
    store.put_filings(batch(row("1"), row("2", status="registered"), row("3")))
    store.put_partial_filings(batch(row("3", mark=None)))
    assert {key for key, spot in spots(store).items() if spot != before[key]} == {"2"}


NUMBERS = st.sampled_from(["1", "2", "3-4", "34", "b"])
VALUES = st.sampled_from(
    [
        {},
        {"status": "registered"},
        {"classes": [3, 5]},
        {"mark_text": None},
        {"applicants": [{"name": "Nordlicht GmbH", "country": None, "address": "Kiel"}]},
        {"publication_date": date(2025, 2, 3), "translation": ["red"]},
    ]
)
RECORDS = st.lists(st.tuples(NUMBERS, VALUES), min_size=1, max_size=4)
STEPS = st.tuples(st.sampled_from(["put", "partial", "delete"]), RECORDS)
BLOCKS = st.lists(st.lists(STEPS, max_size=4), max_size=4)


def filled(known: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What a partial record makes of a known one."""
    said = {name: value for name, value in new.items() if value not in (None, [], "unknown")}
    return {**known, **said}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS)
def test_the_store_is_what_the_same_steps_make_of_a_dictionary(blocks: Any) -> None:
    expected: dict[str, dict[str, Any]] = {}
    with Store.in_memory() as store:
        for steps in blocks:
            with store.atomically():
                for step, records in steps:
                    expected = applied(store, step, records, expected)
        asked = stored(*(("EM", key) for key in ("1", "2", "34", "B")))
        found = {one.pop("application_key"): one for one in store.filings(asked).to_dicts()}
    assert found == expected


def applied(
    store: Store, step: str, records: Any, expected: dict[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """What is expected after the step, which the store takes too."""
    rows = [row(number, **values) for number, values in records]
    latest = {application_key(one["application_number"]): one for one in rows}
    if step == "put":
        store.put_filings(batch(*rows))
        return expected | latest
    if step == "partial":
        store.put_partial_filings(batch(*rows))
        return expected | {k: filled(expected.get(k, one), one) for k, one in latest.items()}
    gone = store.delete_filings(keys(*(("EM", number) for number, _ in records)))
    assert gone.deleted == len(latest.keys() & expected.keys())
    return {key: one for key, one in expected.items() if key not in latest}


# Digest ------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8"), max_size=6)
ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 40).map(str),
        TEXT,
        classes=st.lists(st.integers(1, 45), max_size=3),
        translation=st.lists(TEXT, max_size=2),
        filing_date=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one["application_number"],
)


def digest(*batches: pl.DataFrame) -> str:
    with Store.in_memory() as store:
        for one in batches:
            store.put_filings(one)
        return store.filings_digest()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS, data=st.data())
def test_the_digest_is_that_of_the_records_in_any_order(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(rows))
    one_by_one = [batch(one) for one in mixed]
    assert digest(batch(*rows)) == digest(batch(*mixed)) == digest(*one_by_one)


def test_the_digest_is_the_same_in_every_version_of_duckdb(store: Store) -> None:
    store.put_filings(batch(FULL))
    assert store.filings_digest() == "1:8970193769993437615"


@pytest.mark.parametrize("name", [n for n in FILING_SCHEMA if n != "office"])
def test_the_digest_changes_with_every_column(name: str) -> None:
    others: dict[str, Any] = {"application_number": "1", "status": "unknown"}
    changed = {**FULL, name: others.get(name, [] if name in LISTS else None)}
    assert digest(batch(changed)) != digest(batch(FULL))


def test_the_same_number_at_another_office_is_another_digest() -> None:
    one, two = row("1"), row("1", office="DE")
    assert len({digest(), digest(batch(one)), digest(batch(one, two)), digest(batch(two))}) == 4


def test_the_digest_goes_back_when_a_filing_is_taken_out(store: Store) -> None:
    store.put_filings(batch(row("1")))
    before = store.filings_digest()
    store.put_filings(batch(row("2")))
    assert store.filings_digest() != before
    store.delete_filings(keys(("EM", "2")))
    assert store.filings_digest() == before


# Texts and coverage ------------------------------------------------------------------------------


def test_texts_give_every_source(store: Store) -> None:
    store.put_filings(batch({**FULL, "pseudo_marks": ["HONG LEE", "ONGLI"]}))
    found = [(row["source"], row["text"]) for row in store.texts().iter_rows(named=True)]
    assert {source for source, _ in found} == set(UNIT_SOURCES) - {"read-back"}
    assert sorted(found) == [
        ("description", "the word HONGLI above two characters"),
        ("mark", "HONGLI 红力"),
        ("office-reading", "hóng lì"),
        ("pseudo-mark", "HONG LEE"),
        ("pseudo-mark", "ONGLI"),
        ("translation", "red power"),
        ("transliteration", "hong li"),
    ]


def test_texts_leave_out_what_is_empty(store: Store) -> None:
    store.put_filings(batch(row("1", mark=None), row("2", mark="", translation=[""]), row("3")))
    assert store.texts()["application_key"].to_list() == ["3"]


def test_texts_come_in_one_order_whatever_went_in_first() -> None:
    rows = [row(str(number), office=office) for number in range(9) for office in ("EM", "DE")]
    found = []
    for order in (rows, rows[::-1]):
        with Store.in_memory() as store:
            store.put_filings(batch(*order))
            found.append(store.texts())
    assert found[0].equals(found[1])


def test_filings_are_read_once_a_key(store: Store) -> None:
    store.put_filings(batch(row("1"), row("2")))
    asked = stored(("EM", "2"), ("EM", "1"), ("EM", "1"), ("EM", "9"))
    assert store.filings(asked)["application_key"].to_list() == ["1", "2"]


def test_coverage_counts_and_dates_each_office(store: Store) -> None:
    store.put_filings(
        batch(
            row("1", filing_date=date(2024, 1, 1), publication_date=date(2024, 5, 1)),
            row("2", registration_date=date(2024, 3, 1)),
            row("1", office="DE"),
        )
    )
    assert store.coverage(date(2026, 1, 15)).rows() == [
        ("DE", 1, None),
        ("EM", 2, date(2024, 5, 1)),
    ]


def test_a_date_after_the_day_of_the_run_makes_no_office_fresh(store: Store) -> None:
    store.put_filings(
        batch(row("1", filing_date=date(2024, 1, 1), publication_date=date(2204, 5, 1)))
    )
    assert store.coverage(date(2026, 1, 15)).rows() == [("EM", 1, date(2024, 1, 1))]
    assert store.coverage(date(2023, 12, 31)).rows() == [("EM", 1, None)]

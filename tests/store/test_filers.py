"""Filings by who filed them: counted and found as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from squatwatch.store import Store
from tests.store.samples import batch, row


def by(*people: tuple[str | None, str | None]) -> list[dict[str, str | None]]:
    return [{"name": name, "country": None, "address": address} for name, address in people]


ONE = ("Nordlicht Handels GmbH", "Kiel")
TWICE = ("Brygga AB", "1 Example Road")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        opened.put_filings(
            batch(
                row("1", applicants=by(ONE), representative="Muster"),
                row("2", applicants=by(ONE, TWICE, TWICE), representative="Muster"),
                row("3", applicants=by(("  ", "Kiel")), office="DE", representative="Muster"),
                row("4", applicants=by((None, "key:1")), representative=" "),
                row("5", applicants=by(("O'Brygga, Inc.", None), ("例子公司", "深圳"))),
                row("6", applicants=[]),
            )
        )
        yield opened


def texts(*given: str | None) -> pl.Series:
    return pl.Series(given, dtype=pl.String)


def test_filings_that_name_an_applicant_are_counted(store: Store) -> None:
    assert store.count_named() == 3


def test_a_filing_counts_once_for_each_name(store: Store) -> None:
    found = store.count_by_applicant(texts("Brygga AB", ONE[0], ONE[0], "brygga ab", None))
    assert found.rows() == [("Brygga AB", 1), (ONE[0], 2)]
    assert store.count_by_applicant(texts()).is_empty()


def test_representatives_are_counted_by_office(store: Store) -> None:
    assert store.count_represented().rows() == [("DE", 1), ("EM", 2)]
    assert store.count_by_agent(texts("Muster", "Other")).rows() == [
        ("DE", "Muster", 1), ("EM", "Muster", 2),
    ]  # fmt: skip


def test_candidates_hold_a_part_or_are_in_another_script(store: Store) -> None:
    found = store.applicant_candidates("name", texts("brygga"))
    assert set(found) == {"Brygga AB", "O'Brygga, Inc.", "例子公司"}
    assert set(store.applicant_candidates("address", texts("exampleroad"))) == {TWICE[1], "深圳"}
    assert set(store.applicant_candidates("name", texts())) == {"例子公司"}


def test_filings_are_found_by_name_or_address(store: Store) -> None:
    found = store.filings_of_applicants(texts("Brygga AB"), texts("key:1"))
    assert found.rows() == [("EM", "2"), ("EM", "4")]
    assert store.filings(found)["application_number"].to_list() == ["2", "4"]
    assert store.filings_of_applicants(texts(), texts()).is_empty()


def test_an_empty_store_has_nobody() -> None:
    with Store.in_memory() as empty:
        assert empty.count_named() == 0
        assert empty.count_by_applicant(texts("A")).is_empty()
        assert empty.applicant_candidates("name", texts("a")).is_empty()

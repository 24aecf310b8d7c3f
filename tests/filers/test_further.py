"""All that a filer filed, found in the store by key and address."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from squatwatch.filers.further import filings_of
from squatwatch.filers.register import Register, register_of
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from tests.store.samples import batch, row


def by(*names: str, address: str | None = None) -> list[dict[str, str | None]]:
    return [{"name": name or None, "country": None, "address": address} for name in names]


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        opened.put_filings(
            batch(
                row("1", applicants=by("Example Trading GmbH"), representative="Agent"),
                row("2", applicants=by("EXAMPLE TRADING", "Other AG"), office="DE"),
                row("3", applicants=by("例子贸易有限公司"), office="TW", representative="Agent"),
                row("4", applicants=by("Lizi Trading Ltd."), office="US"),
                row("5", applicants=by("Example Toys GmbH", address="Hafenstr. 1, Kiel")),
                row("6", applicants=by("Third AG", address="Hafenstrasse 1, D-24103 Kiel")),
                row("7", applicants=by("", address="euipo-applicant:12")),
                row("8", applicants=by("N/A", address="Kiel")),
                row("9", applicants=[]),
            )
        )
        yield opened


def numbers(found: pl.DataFrame) -> list[str]:
    return found["application_number"].sort().to_list()


def test_names_of_one_key_are_found_in_any_spelling_and_script(store: Store) -> None:
    assert numbers(filings_of(store, ["Example Trading Co., Ltd."])) == ["1", "2"]
    assert numbers(filings_of(store, ["LIZI TRADING LTD"])) == ["3", "4"]


def test_addresses_and_identifiers_are_found(store: Store) -> None:
    assert numbers(filings_of(store, [], ["Hafenstrasse 1, Kiel, Germany"])) == ["5", "6"]
    assert numbers(filings_of(store, [], ["euipo-applicant:12"])) == ["7"]
    assert numbers(filings_of(store, ["Third AG"], ["euipo-applicant:12"])) == ["6", "7"]


@pytest.mark.parametrize(("name", "address"), [("", ""), ("N/A", "Kiel"), ("Nobody There AG", "-")])
def test_nobody_has_filed_nothing(store: Store, name: str, address: str) -> None:
    found = filings_of(store, [name], [address])
    assert found.is_empty()
    assert set(FILING_SCHEMA) <= set(found.columns)


def test_the_register_is_counted(store: Store) -> None:
    hit = batch(
        row("1", applicants=by("Example Trading GmbH"), representative="Agent"),
        row("2", applicants=by("EXAMPLE TRADING", "Other AG")),
    )
    found = register_of(store, hit)
    assert found.named == 7
    assert dict(found.by_applicant.iter_rows()) == {
        "Example Trading GmbH": 1, "EXAMPLE TRADING": 1, "Other AG": 1,
    }  # fmt: skip
    assert dict(found.represented.iter_rows()) == {"EM": 1, "TW": 1}
    assert set(found.by_agent.iter_rows()) == {("EM", "Agent", 1), ("TW", "Agent", 1)}
    assert found.by_applicant.schema == Register().by_applicant.schema
    assert found.by_agent.schema == Register().by_agent.schema
    assert found.represented.schema == Register().represented.schema

"""What is due: every filing that was written, every brand of which anything changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from squatwatch.forms import forms_of_brands
from squatwatch.model import Brand, Event, Right
from squatwatch.store import Store
from tests.store.samples import batch, keys, row

YUNHE = Brand("yunhe", name_zh=("云河",), name_latin=("YUNHE",), classes=(30,))
QINGHAN = Brand("qinghan", name_latin=("QINGHAN",))
RIGHT = Right("yunhe", "CN", "1", classes=(30,), filing_date=date(2020, 1, 2))


@pytest.fixture
def store() -> Iterator[Store]:
    """Two brands and a filing, all looked at."""
    with Store.in_memory() as opened:
        put(opened, YUNHE, QINGHAN)
        opened.put_rights([RIGHT])
        opened.put_filings(batch(row("1", "YUNHE")))
        opened.nothing_due()
        yield opened


def put(store: Store, *brands: Brand) -> None:
    """Brands with their forms."""
    store.put_brands(brands, forms_of_brands(brands), "rules")


def due(store: Store) -> tuple[list[str], list[str]]:
    """The keys of filings and the brands that are due."""
    return store.filings_due()["application_key"].to_list(), store.brands_due()


def test_what_is_written_is_due_once(store: Store) -> None:
    store.put_filings(batch(row("2", "A"), row("3", "B")))
    store.put_filings(batch(row("3", "C")))
    assert due(store) == (["2", "3"], [])


def test_what_says_the_same_again_is_not_due(store: Store) -> None:
    store.put_filings(batch(row("1", "YUNHE")))
    put(store, YUNHE, QINGHAN)
    store.put_rights([RIGHT])
    assert due(store) == ([], [])


def test_what_is_taken_back_is_due(store: Store) -> None:
    store.delete_filings(keys(("EM", "1")))
    assert due(store) == (["1"], [])


def test_a_brand_that_changed_is_due_alone(store: Store) -> None:
    put(store, replace(YUNHE, classes=(30, 43)), QINGHAN)
    assert due(store) == ([], ["yunhe"])


@pytest.mark.parametrize(
    "rights", [[replace(RIGHT, status="expired")], [RIGHT, replace(RIGHT, number="2")]]
)
def test_other_rights_make_their_brand_due(store: Store, rights: list[Right]) -> None:
    store.put_rights(rights)
    assert due(store) == ([], ["yunhe"])


def test_an_event_makes_its_brand_due(store: Store) -> None:
    store.put_events([Event("qinghan", date(2026, 1, 2), "fair")])
    assert due(store) == ([], ["qinghan"])


def test_a_brand_that_goes_is_due(store: Store) -> None:
    store.remove_brands(["qinghan"])
    assert due(store) == ([], ["qinghan"])


def test_nothing_is_due_of_what_was_rolled_back(store: Store) -> None:
    with pytest.raises(OSError, match="stopped"), store.atomically():
        store.put_filings(batch(row("2", "A")))
        raise OSError("stopped")
    assert due(store) == ([], [])


def test_everything_can_be_made_due(store: Store) -> None:
    store.everything_due()
    assert due(store) == (["1"], [])


def test_the_digest_tells_what_is_due_in_any_order(store: Store) -> None:
    nothing = store.due_digest()
    store.put_filings(batch(row("2", "A")))
    one = store.due_digest()
    store.put_filings(batch(row("3", "A")))
    two = store.due_digest()
    store.nothing_due()
    store.put_filings(batch(row("3", "B")))
    store.put_filings(batch(row("2", "B")))
    assert store.due_digest() == two
    assert len({nothing, one, two}) == 3

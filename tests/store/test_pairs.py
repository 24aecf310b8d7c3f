"""What is kept of pairs: who bears a unit, and what is met again by its traces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from squatwatch.store import Store
from squatwatch.store.pairs import BEARER_SCHEMA, MOST_BEARERS, PAIR_SCHEMA

_VALUES: dict[Any, Any] = {
    pl.String(): "x", pl.Float64(): 0.5, pl.UInt8(): 0, pl.UInt32(): 1, pl.Int16(): None,
    pl.Boolean(): True, pl.List(pl.String): ["x"],
}  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def pairs(*rows: dict[str, Any]) -> pl.DataFrame:
    """Pairs with what does not matter filled in."""
    plain = {name: _VALUES[kind] for name, kind in PAIR_SCHEMA.items()}
    return pl.DataFrame([{**plain, **one} for one in rows], schema=PAIR_SCHEMA)


def bearers(*rows: tuple[str, str, str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=BEARER_SCHEMA, orient="row")


ONE = {"brand_id": "yunhe", "office": "EM", "application_key": "1", "traces": ["taker", "at kiel"]}
TWO = {"brand_id": "yunhe", "office": "EM", "application_key": "2", "traces": ["other"]}


def test_pairs_are_met_by_any_of_their_traces(store: Store) -> None:
    store.keep_pairs(bearers(), pairs(ONE, TWO))
    found = store.kept_pairs(pl.Series(["at kiel", "taker", "nobody"]))
    assert found["application_key"].to_list() == ["1"]
    assert found.schema == PAIR_SCHEMA
    assert store.kept_pairs(pl.Series([], dtype=pl.String)).is_empty()


def test_only_what_counts_is_counted_and_each_filing_once(store: Store) -> None:
    other_brand = {**ONE, "brand_id": "qinghan"}
    store.keep_pairs(bearers(), pairs(ONE, other_brand, {**TWO, "counts": False}))
    assert store.count_counted() == 1


def test_each_bearer_of_a_unit_is_told_once(store: Store) -> None:
    store.keep_pairs(
        bearers(
            ("yunhe", "yunhe", "EM", "1", "taker"),
            ("yunhe", "yunhe", "EM", "2", "taker"),
            ("yunhe", "yunhe", "DE", "3", "taker"),
            ("yunhe", "cloud", "EM", "4", "other"),
        ),
        pairs(),
    )
    units = pl.DataFrame({"brand_id": ["yunhe"], "unit": ["yunhe"]})
    assert store.bearers(units).select("office", "filer").rows() == [
        ("DE", "taker"), ("EM", "taker"),
    ]  # fmt: skip


def test_of_a_common_unit_no_more_bearers_are_told_than_matter(store: Store) -> None:
    many = [("yunhe", "yunhe", "EM", str(n), f"filer {n}") for n in range(MOST_BEARERS + 5)]
    store.keep_pairs(bearers(*many), pairs())
    units = pl.DataFrame({"brand_id": ["yunhe"], "unit": ["yunhe"]})
    assert store.bearers(units).height == MOST_BEARERS


def test_what_is_looked_at_anew_is_forgotten(store: Store) -> None:
    store.keep_pairs(bearers(("yunhe", "u", "EM", "1", "a")), pairs(ONE, TWO))
    due = pl.DataFrame({"office": ["EM"], "application_key": ["1"]})
    store.forget_pairs(due, pl.Series([], dtype=pl.String))
    left = store.kept_pairs(pl.Series(["taker", "other"]))
    assert left["application_key"].to_list() == ["2"]
    assert store.bearers(pl.DataFrame({"brand_id": ["yunhe"], "unit": ["u"]})).is_empty()
    store.forget_pairs(due.clear(), pl.Series(["yunhe"]))
    assert store.count_counted() == 0

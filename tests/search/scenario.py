"""Brands, filings and nights; every company is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
import pytest

from squatwatch import search
from squatwatch.model import Brand
from squatwatch.scan import watch
from squatwatch.schemas import BRAND_HIT_SCHEMA
from squatwatch.store import Store
from tests.store.samples import batch, keys, row

HONGLI = Brand("hongli", name_zh=("红力",), name_latin=("HONGLI",), classes=(9,))
QINGYUAN = Brand("qingyuan", name_zh=("青原电器",), name_latin=("QINGYUAN",), classes=(11,))
BAIJIA = Brand("baijia", name_zh=("白家小厨",), name_latin=("BAIJIA",), classes=(30,))
BRANDS = (HONGLI, QINGYUAN, BAIJIA)

FIRST_NIGHT = (
    row("1", "HONGLI"),
    row("2", "Hongli"),
    row("3", "HUNGLI phone", translation=["red power", "red power"], pseudo_marks=["HONG LEE"]),
    row("4", "青原電器"),
    row(
        "5",
        None,
        description="the word QINGYUAN above two characters",
        office_reading=["qing yuan"],
    ),
    row("6", "ХУНЛИ"),
    row("7", "Unrelated"),
    row("8", None),
    row("9", "バイジア", transliteration=["baijia", "Baijia", "BAIJIA"]),
)
SECOND_NIGHT = (
    row("10", "HONGLI"),
    row("11", "superqingyuam"),
    row("2", "Something else"),
    row("3", "HONGLI", office="US"),
    row("12", "칭위안"),
    row("13", "白家小廚 baijia"),
)
THIRD_NIGHT = (
    row("7", "HONGLI PRO"),
    row("14", "quing yuan"),
    row("1", "HONGLI", status="registered"),
)

NIGHTS: tuple[tuple[dict[str, Any], ...], ...] = (FIRST_NIGHT, SECOND_NIGHT, THIRD_NIGHT)


def live_through(store: Store, brands: Sequence[Brand] = BRANDS) -> None:
    """All nights, with filings that an office took back at the end."""
    watch(store, brands)
    for night in NIGHTS:
        store.put_filings(batch(*night))
    store.delete_filings(keys(("EM", "10"), ("EM", "7")))


def rows_of(hits: Iterable[pl.DataFrame]) -> list[tuple[object, ...]]:
    """The hits in one order, each once."""
    together = pl.concat([pl.DataFrame(schema=BRAND_HIT_SCHEMA), *hits])
    return together.unique().sort(pl.all()).rows()


def small_scan(store: Store) -> list[tuple[object, ...]]:
    """The hits of all forms of a store, by comparing at once."""
    return rows_of([search.find_hits(store.forms(), store.texts())])


def indexed(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """The hits of all forms of a store, by the index."""
    with monkeypatch.context() as changed:
        changed.setattr(search, "FEW", 0)
        return rows_of(search.hits_in(store, store.forms()))

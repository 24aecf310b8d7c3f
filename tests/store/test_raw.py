"""Records as the office gave them: kept once a content, with their first time and digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from squatwatch.store import Store
from squatwatch.store.raw import RAW_SCHEMA
from tests.store.samples import DAY, NEXT_DAY, raw, stored

MORNING = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
EVENING = datetime(2026, 1, 15, 21, 0, tzinfo=UTC)
ONE, TWO = b"<mark>HONGLI</mark>", "<mark>红力\x00</mark>".encode()


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def test_nothing_is_kept_unasked(store: Store) -> None:
    found = store.raw(stored(("EM", "1")))
    assert found.is_empty()
    assert found.schema == RAW_SCHEMA


def test_a_record_comes_back_byte_by_byte(store: Store) -> None:
    assert store.keep_raw(raw(("EM", "1-2", TWO), ("EM", "3", ONE)), DAY, MORNING) == 2
    digest = sha256(TWO).hexdigest()
    assert store.raw(stored(("EM", "12"))).rows() == [
        ("EM", "12", digest, MORNING, DAY.digest, TWO)
    ]


def test_the_same_content_is_kept_once_with_its_first_time(store: Store) -> None:
    assert store.keep_raw(raw(("EM", "1", ONE), ("EM", "1", ONE)), DAY, MORNING) == 1
    assert store.keep_raw(raw(("EM", "1", ONE), ("EM", "1", TWO)), NEXT_DAY, EVENING) == 1
    found = store.raw(stored(("EM", "1"), ("EM", "2")))
    assert found.select("content", "retrieved", "source").rows() == [
        (ONE, MORNING, DAY.digest),
        (TWO, EVENING, NEXT_DAY.digest),
    ]


def test_the_same_content_of_another_filing_is_another_record(store: Store) -> None:
    assert store.keep_raw(raw(("EM", "1", ONE), ("DE", "1", ONE)), DAY, MORNING) == 2


def test_a_time_elsewhere_is_the_same_moment(store: Store) -> None:
    beijing = MORNING.astimezone(timezone(timedelta(hours=8)))
    store.keep_raw(raw(("EM", "1", ONE)), DAY, beijing)
    assert store.raw(stored(("EM", "1")))["retrieved"].to_list() == [MORNING]

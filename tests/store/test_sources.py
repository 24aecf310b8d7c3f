"""Files of offices as the store knows them: begun, taken, and what was set aside of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from squatwatch.model import SetAside
from squatwatch.store import Counts, Store
from tests.store.samples import DAY, NEXT_DAY

BAD = (SetAside("day.xml", "record 3", "it has no number"), SetAside("day.xml", "record 2", "late"))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


def test_a_file_that_was_never_begun_is_not_known(store: Store) -> None:
    assert store.source(DAY.digest) is None
    assert store.sources() == ()
    assert store.records_set_aside(DAY.digest) == ()


def test_a_file_is_begun_and_then_taken(store: Store) -> None:
    store.begin_source(DAY)
    assert store.source(DAY.digest) == DAY
    assert DAY.state == "begun"
    counts = Counts(1, 2, 3, 4)
    store.finish_source(DAY.digest, counts, BAD)
    assert store.source(DAY.digest) == replace(DAY, counts=counts, set_aside=2, state="taken")
    assert store.records_set_aside(DAY.digest) == BAD


def test_a_file_that_begins_anew_loses_its_counts_and_notes(store: Store) -> None:
    for file in (DAY, NEXT_DAY):
        store.begin_source(file)
        store.finish_source(file.digest, Counts(new=1), BAD)
    renamed = replace(DAY, name="again.xml")
    store.begin_source(renamed)
    assert store.source(DAY.digest) == renamed
    assert store.records_set_aside(DAY.digest) == ()
    assert store.records_set_aside(NEXT_DAY.digest) == BAD


def test_files_come_in_the_order_of_their_days(store: Store) -> None:
    store.begin_source(NEXT_DAY)
    store.begin_source(DAY)
    assert store.sources() == (DAY, NEXT_DAY)


def test_a_file_by_its_content_whatever_its_name(store: Store) -> None:
    store.begin_source(DAY)
    assert store.source(replace(DAY, name="copy.xml").digest) == DAY

"""Hits in columns: words told for their texts, places as words, equal units once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.hits import (
    FOUND_SCHEMA,
    Found,
    each_unit_once,
    is_whole,
    on_places,
    on_runs,
    on_words,
    unit_strings,
)
from squatwatch.match.laid_out import LaidOut
from squatwatch.match.relation import touched_words
from squatwatch.match.resolving import Pairs
from squatwatch.match.standing import Places
from squatwatch.match.units import Units
from squatwatch.text.normalize import joined

texts = st.lists(
    st.lists(st.text("ab", min_size=1, max_size=2), max_size=6).map(" ".join), max_size=5
)
in_both_ways = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def units_of(given_texts: Sequence[str]) -> Units:
    return Units.of(pl.Series(given_texts, dtype=pl.String))


def every(units: Units) -> LaidOut:
    return LaidOut.of(units, 100)


def pairs(*rows: tuple[int, int, int]) -> Pairs:
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    kinds = (np.uint32, np.uint32, np.uint8)
    return Pairs(*(np.array(part, kind) for part, kind in zip(columns, kinds, strict=True)))


def hits(*rows: tuple[int, int, int, int, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=FOUND_SCHEMA, orient="row")


def rows_of(found: Found) -> list[tuple[int, ...]]:
    return sorted(zip(*(part.tolist() for part in found), strict=True))


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(texts, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), unique=True, max_size=9))
def test_pairs_of_words_are_told_for_every_text(
    given_texts: list[str], asked: list[tuple[int, int]]
) -> None:
    units = units_of(given_texts)
    words = units.words.to_list()
    near = [(word, string, word % 3) for word, string in asked if word < len(words)]
    assert rows_of(on_words(pairs(*near), every(units).words, units)) == sorted(
        (string, row, text.split().index(words[word]), 1, edits)
        for row, text in enumerate(given_texts)
        for word, string, edits in near
        if words[word] in text.split()
    )


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(texts)
def test_places_are_told_as_the_words_they_touch(given_texts: list[str]) -> None:
    units = units_of(given_texts)
    places = [
        (row, start, length)
        for row, text in enumerate(given_texts)
        for start, length in product(range(12), range(1, 5))
        if start + length <= len(joined(text))
    ]
    text, start, length = (np.array([p[n] for p in places], dtype=np.uint32) for n in range(3))
    found = on_places(
        Places(np.arange(len(places), dtype=np.uint32), text, start),
        np.zeros(len(places), dtype=np.uint8), length.astype(np.int64), units,
    )  # fmt: skip
    told = unit_strings(pl.DataFrame(found._asdict()), units).to_list()
    assert told == [touched_words(given_texts[row], at, size) for row, at, size in places]


def test_runs_are_told_with_their_words() -> None:
    units = units_of(["a b c", "", "x y"])
    runs = every(units).runs
    found = on_runs(pairs((0, 7, 0), (3, 8, 1)), runs)
    told = unit_strings(pl.DataFrame(found._asdict()), units).to_list()
    assert (told, found.text.tolist(), found.string.tolist()) == (["ab", "xy"], [0, 2], [7, 8])


def test_hits_on_some_words_are_told_for_all_texts() -> None:
    units = units_of(["b a", "a", "b"])
    words = every(units).words
    second = words._replace(rows=words.rows[1:], letters=words.letters.taken(np.array([1])))
    assert rows_of(on_words(pairs((0, 5, 1)), second, units)) == [(5, 0, 1, 1, 1), (5, 1, 0, 1, 1)]


def test_hits_on_some_texts_are_told_by_their_rows_in_all() -> None:
    units = units_of(["a", "a"])
    found = on_words(pairs((0, 3, 0)), every(units).words, units)
    assert found.on(np.array([7, 9])).text.tolist() == [7, 9]


def test_which_hits_are_on_a_whole_text() -> None:
    units = units_of(["a b", "a"])
    found = on_words(pairs((0, 0, 0)), every(units).words, units)
    assert dict(zip(found.text.tolist(), is_whole(found, units).tolist(), strict=True)) == {
        0: False,
        1: True,
    }


def test_equal_units_of_a_text_are_told_once_with_the_fewest_edits() -> None:
    units = units_of(["ab c a bc", "ab c"])
    several = hits(
        (0, 0, 0, 2, "spelling", 2),
        (0, 0, 2, 2, "spelling", 1),
        (0, 0, 0, 1, "spelling", 0),
        (0, 0, 0, 2, "sound", 2),
        (0, 1, 0, 2, "spelling", 2),
        (1, 0, 0, 2, "spelling", 2),
    )
    assert each_unit_once(several, units).sort(pl.all()).rows() == [
        (0, 0, 0, 1, "spelling", 0),
        (0, 0, 0, 2, "spelling", 1),
        (0, 0, 0, 2, "sound", 2),
        (0, 1, 0, 2, "spelling", 2),
        (1, 0, 0, 2, "spelling", 2),
    ]


def test_hits_of_which_none_are_alike_stay_the_same_object() -> None:
    alone = hits((0, 0, 0, 1, "spelling", 0), (0, 0, 0, 1, "sound", 0))
    assert each_unit_once(alone, units_of(["a"])) is alone


def test_no_hits_have_no_units() -> None:
    assert unit_strings(hits(), units_of(["a"])).to_list() == []
    assert each_unit_once(hits(), units_of([])).is_empty()


def test_the_form_of_a_hit_is_that_of_its_string() -> None:
    units = units_of(["a"])
    found = on_words(pairs((0, 1, 2)), every(units).words, units)
    told = found.of(np.array([5, 9], dtype=np.uint32), "script")
    assert told.schema == FOUND_SCHEMA
    assert told.rows() == [(9, 0, 0, 1, "script", 2)]
    assert found.where(np.array([False])).of(np.array([5, 9], np.uint32), "script").is_empty()

"""The compiled likeness is that of ``sound_similarity``, whatever the strings."""

from __future__ import annotations

import random
from inspect import unwrap
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.match import likeness
from squatwatch.match.likeness import likenesses, rewritings_as_arrays, strings
from squatwatch.text.bulk import normalize_all
from squatwatch.text.similarity import FIRST_LETTER, rewritings, sound_similarity

SIDES = sorted(
    {side for row in reference.table("confusions").select("a", "b").rows() for side in row}
)
SPELLINGS = st.one_of(
    st.text("abghijnostuxz", max_size=9),
    st.lists(st.sampled_from(SIDES), max_size=5).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.text("ab\0é华\U0001f600", max_size=5),
)
PAIRS = st.lists(st.tuples(SPELLINGS, SPELLINGS), max_size=8)


def likeness_of(pairs: list[tuple[str, str]]) -> list[float]:
    left, right = (pl.Series([pair[side] for pair in pairs], dtype=pl.String) for side in (0, 1))
    return [float(number) for number in likenesses(left, right)]


def one_by_one(pairs: list[tuple[str, str]]) -> list[float]:
    return [sound_similarity(*pair) for pair in pairs]


@settings(max_examples=300, deadline=None)
@given(PAIRS)
def test_exactly_as_one_by_one(pairs: list[tuple[str, str]]) -> None:
    assert likeness_of(pairs) == one_by_one(pairs)


@settings(max_examples=300, deadline=None)
@given(
    SPELLINGS, st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["", *SIDES])), max_size=3)
)
def test_exactly_as_one_by_one_for_near_spellings(text: str, edits: list[tuple[int, str]]) -> None:
    other = text
    for place, put_in in edits:
        other = other[:place] + put_in + other[place + 1 :]
    assert likeness_of([(text, other), (other, text)]) == one_by_one([(text, other)]) * 2


def test_every_confusion_within_a_name() -> None:
    rules = [rule for found in rewritings().values() for rule in found]
    pairs = [(f"m{one}wan", f"m{other}wan") for one, other, _ in rules]
    assert likeness_of(pairs) == one_by_one(pairs)
    at_the_end = [(f"wam{one}", f"wam{other}") for one, other, _ in rules]
    assert likeness_of(at_the_end) == one_by_one(at_the_end)


@settings(max_examples=100, deadline=None)
@given(SPELLINGS.filter(bool), SPELLINGS.filter(bool))
def test_as_written_and_as_compiled_are_one(one: str, other: str) -> None:
    """The lines of the kernels run here as Python, too."""
    rules = rewritings_as_arrays()
    texts = sorted((one, other), key=len, reverse=True)
    longer, shorter = (strings(pl.Series([text])).codes for text in texts)
    rows = np.empty((1 + max(rules.longest, 2), len(shorter) + 1))
    sides = [
        unwrap(likeness._sides)(
            text, rules, np.empty((len(text) * rules.longest, 3), dtype=np.int32)
        )
        for text in (longer, shorter)
    ]
    cost = unwrap(likeness._cheapest)(longer, shorter, *sides, rules.costs, FIRST_LETTER, rows)
    assert max(0.0, 1 - cost / len(longer)) == sound_similarity(one, other)


def test_long_strings_are_right() -> None:
    chance = random.Random(20260420)  # noqa: S311
    long = "".join(chance.choices("abghijnostuxz", k=20_000))
    pairs = [(long, "hsiaomi"), ("hsiaomi", long[:5_000]), (long[:300], long[1:300]), ("", long)]
    assert likeness_of(pairs) == one_by_one(pairs)


def test_a_million_letters_need_no_million_rows() -> None:
    [similarity] = likenesses(pl.Series(["a" * 1_000_000]), pl.Series(["aaa"]))
    # Every letter more costs 1, but before the first of the shorter text 1.5.
    assert similarity == pytest.approx(3 / 1_000_000)


def test_more_pairs_than_one_slice_holds() -> None:
    pairs = [("xiaomi", "hsiaomi"), ("huawei", "huawai"), ("", "a"), ("华为", "华a为")]
    times = 2 * likeness._SLICE // len(pairs) + 1
    assert likeness_of(pairs * times) == one_by_one(pairs) * times


def test_no_pairs() -> None:
    assert likeness_of([]) == []


@pytest.mark.parametrize(
    ("left", "right"), [(["a"], ["a", "b"]), (["a", None], ["a", "b"]), (["a"], [None])]
)
def test_nulls_and_unequal_lengths_are_refused(
    left: list[str | None], right: list[str | None]
) -> None:
    with pytest.raises(ValueError, match="equal length and without nulls"):
        likenesses(pl.Series(left, dtype=pl.String), pl.Series(right, dtype=pl.String))


def test_exactly_as_one_by_one_on_real_marks(real_data: Path) -> None:
    marks = pl.read_parquet(real_data / "filings" / "filings_all.parquet")["mark_text"]
    joined = normalize_all(marks.drop_nulls().unique().sort()).str.replace_all(" ", "")
    # Neighbours in the alphabet, which share a beginning, and strangers.
    near = joined.unique().sort().slice(20_000, 10_001)
    pairs = [*pairwise(near)]
    pairs += zip(*(joined.sample(10_000, seed=seed) for seed in (1, 2)), strict=True)
    assert len(pairs) == 20_000
    assert likeness_of(pairs) == one_by_one(pairs)

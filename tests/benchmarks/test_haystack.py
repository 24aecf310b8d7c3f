from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from benchmarks.matching import haystack
from benchmarks.matching.generated_words import common_words, drawn, spelled
from benchmarks.matching.haystack import generated_marks, normalized
from squatwatch.text.normalize import normalize


@pytest.fixture(scope="module")
def marks() -> pl.Series:
    return generated_marks(haystack.SIZES["0.2M"])


def test_a_haystack_is_the_same_each_time_and_begins_a_larger_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(haystack, "FILINGS_AT_ONCE", 10_000)
    fewer = generated_marks(15_000)
    assert fewer.equals(generated_marks(25_000)[:15_000])


def test_generated_marks_look_like_a_register(marks: pl.Series) -> None:
    words = len(marks) + int(marks.str.count_matches(" ").sum())
    assert abs(words / len(marks) - 2.33) < 0.05
    assert abs(int(marks.str.len_chars().sum()) / len(marks) - 16) < 0.5
    assert abs(marks.n_unique() / len(marks) - 0.76) < 0.02


def test_generated_marks_are_normalised_but_for_their_capitals(marks: pl.Series) -> None:
    texts = normalized(marks[:20_000], generated=True)
    assert [text for text in texts if normalize(text) != text] == []


def test_a_number_spells_the_same_word_wherever_it_stands() -> None:
    numbers = drawn(1_000, np.random.default_rng(1))
    assert spelled(numbers).equals(spelled(numbers[::-1].copy()).reverse())
    assert spelled(numbers[:0]).len() == 0


def test_the_most_common_words_come_first() -> None:
    words = common_words()
    assert words.is_unique().all()
    first, last = (list(map(len, part)) for part in (words[:1_000], words[-1_000:]))
    assert sum(first) < sum(last)

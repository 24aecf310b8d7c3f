"""Chance: more for more brands, less for more filings, and right where it can be checked."""

from __future__ import annotations

import re
from math import exp, factorial, log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.filers.chance import MOST_BITS, rate, surprise

FILINGS = st.integers(1, 5_000)
TAKEN = st.integers(1, 60)


def by_the_book(taken: int, mean: float) -> float:
    below = sum(exp(-mean) * mean**n / factorial(n) for n in range(taken))
    return -log2(1 - below)


@pytest.mark.parametrize("taken", [1, 2, 3, 5])
@pytest.mark.parametrize("mean", [0.05, 0.3, 1.0, 4.0, 9.0])
def test_bits_are_those_of_a_poisson_tail(taken: int, mean: float) -> None:
    assert surprise(taken, mean, 1.0) == pytest.approx(by_the_book(taken, mean), rel=1e-6)


@given(TAKEN, FILINGS, st.floats(1e-5, 0.5))
def test_bits_lie_in_their_range(taken: int, filings: int, share: float) -> None:
    assert 0 <= surprise(taken, filings, share) <= MOST_BITS


@given(TAKEN, FILINGS, st.floats(1e-4, 0.5))
def test_more_brands_more_bits_more_filings_fewer(taken: int, filings: int, share: float) -> None:
    here = surprise(taken, filings, share)
    assert surprise(taken + 1, filings, share) >= here - 1e-9
    assert surprise(taken, filings + 1, share) <= here + 1e-9


def test_the_ends() -> None:
    assert surprise(0, 10, 0.1) == 0
    assert surprise(2, 0, 0.1) == surprise(2, 10, 0) == MOST_BITS
    assert surprise(3, 100_000, 0.5) == 0


@given(st.integers(0, 1_000), st.integers(0, 10**7))
def test_a_share_is_a_share(hits: int, filings: int) -> None:
    assert 0 < rate(hits, filings) < 1


def test_a_file_of_nothing_but_hits_is_not_taken_for_the_register() -> None:
    assert rate(60, 60) < 0.1
    assert rate(30_000, 3_000_000) == pytest.approx(0.01, rel=0.01)


@pytest.mark.parametrize("suffix", [".md", ".zh-CN.md"])
def test_the_page_shows_what_is_computed(suffix: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / f"filers{suffix}").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", page, re.MULTILINE)
    assert len(found) == 4
    for taken, portfolio, *told in found:
        bits = [surprise(int(taken), int(portfolio), share) for share in (0.001, 0.01)]
        assert told == [f"{number:.1f}" for number in bits]

from __future__ import annotations

import doctest
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.table import Line, printed, scaled, share, wilson

MODULES = ("baselines", "load", "register", "sample", "table")


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    failed, tried = doctest.testmod(import_module(f"benchmarks.quality.{name}"))
    assert tried > 0
    assert failed == 0


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_ends_at_0_and_1(counted: tuple[int, int]) -> None:
    count, of = counted
    low, high = wilson(count, of)
    assert 0 <= low <= count / of + 1e-12
    assert count / of - 1e-12 <= high <= 1


@given(st.integers(1, 200))
def test_the_interval_of_all_mirrors_that_of_none(of: int) -> None:
    (none_low, none_high), (all_low, all_high) = wilson(0, of), wilson(of, of)
    assert none_low == pytest.approx(1 - all_high, abs=1e-12)
    assert none_high == pytest.approx(1 - all_low, abs=1e-12)


def test_nothing_has_no_share() -> None:
    assert share(0, 0) == "-"


def test_a_count_is_scaled_with_its_interval() -> None:
    assert scaled(0, 1_000, 2.0).startswith("0, scaled 0.0 [0.0, ")
    assert scaled(1_000, 1_000, 2.0).startswith("1,000, scaled 2,000 [")


def test_the_table_is_markdown() -> None:
    table = list(printed(["ours"], [Line("cases", ">= 0.95", ("1/2",))]))
    assert table == [
        "| what | asked | ours |",
        "| --- | --- | --- |",
        "| cases | >= 0.95 | 1/2 |",
    ]

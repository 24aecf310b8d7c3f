"""Near strings: exactly those that comparing each with each gives."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.match.edits import osa_distance
from squatwatch.match.limits import script_limits, sound_edits
from squatwatch.match.small import near as near_module
from squatwatch.match.small.near import NEAR_SCHEMA, near

Allowed = Callable[[int], int | None]

ALLOWED: dict[str, Allowed] = {
    "none": lambda _length: None,
    "equal": lambda _length: 0,
    "one": lambda _length: 1,
    "three": lambda _length: 3,
    "latin": script_limits("latin").edits,
    "kana": script_limits("kana").edits,
    "sound": sound_edits,
}

strings = st.lists(
    st.one_of(st.text("ab", max_size=9), st.text("aбカ\U000f0000", max_size=9)), max_size=12
)


def returned(left: list[str], right: list[str], allowed: Allowed) -> list[tuple[str, str, int]]:
    frame = near(pl.Series(left, dtype=pl.String), pl.Series(right, dtype=pl.String), allowed)
    assert frame.schema == NEAR_SCHEMA
    return sorted(frame.rows())


def each_with_each(
    left: list[str], right: list[str], allowed: Allowed
) -> list[tuple[str, str, int]]:
    pairs = {(one, other, osa_distance(one, other)) for one in left for other in right}
    return sorted(
        (one, other, edits)
        for one, other, edits in pairs
        if (limit := allowed(len(one))) is not None and edits <= limit
    )


@settings(max_examples=150, deadline=None)
@given(strings, strings, st.sampled_from(sorted(ALLOWED)))
def test_near_is_each_with_each(left: list[str], right: list[str], name: str) -> None:
    # The right side made of the left too, so that pairs are the rule.
    right = [*right, *left, *(text[1:] for text in left)]
    assert returned(left, right, ALLOWED[name]) == each_with_each(left, right, ALLOWED[name])


def test_a_long_right_side_is_compared_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_module, "_PAIRS_AT_ONCE", 3)
    left = ["abcdef", "abcxyz"]
    right = ["abcdef"[:i] + "x" + "abcdef"[i + 1 :] for i in range(6)] + ["abcdefg", "zzzzzz"]
    expected = each_with_each(left, right, ALLOWED["one"])
    assert len(expected) == 7
    assert returned(left, right, ALLOWED["one"]) == expected


def test_the_limit_is_that_of_the_left_string() -> None:
    assert returned(["abcd"], ["abcde"], script_limits("latin").edits) == []
    assert returned(["abcde"], ["abcd"], script_limits("latin").edits) == [("abcde", "abcd", 1)]


@pytest.mark.parametrize(("left", "right"), [([], ["a"]), (["a"], []), ([], [])])
def test_nothing_is_near_nothing(left: list[str], right: list[str]) -> None:
    assert returned(left, right, ALLOWED["three"]) == []

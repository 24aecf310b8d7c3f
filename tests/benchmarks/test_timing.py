from __future__ import annotations

import pytest

from benchmarks.matching.timing import Turns, in_turns


def test_the_two_take_turns() -> None:
    calls: list[str] = []
    turns = in_turns(lambda: calls.append("ours"), lambda: calls.append("theirs"), 3)
    assert calls == ["ours", "theirs"] * 3
    assert len(turns.ratios) == 3


def test_the_ratio_is_of_one_round_each() -> None:
    turns = Turns(ours=(1.0, 2.0, 4.0), theirs=(10.0, 10.0, 10.0))
    assert turns.ratios == [10.0, 5.0, 2.5]
    assert turns.ratio == pytest.approx(5.0)

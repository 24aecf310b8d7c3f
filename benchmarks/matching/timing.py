"""Two queries timed in turns, so that other work on the machine falls on both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Turns:
    """Seconds of ours and theirs, round by round: A B A B."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """How many times as long theirs took, round by round."""
        return [theirs / ours for ours, theirs in zip(self.ours, self.theirs, strict=True)]

    @property
    def ratio(self) -> float:
        """The median ratio."""
        return median(self.ratios)


def in_turns(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> Turns:
    """Each called once a round, ours first; both have run before, so that nothing is compiled."""
    pairs = [(timed(ours)[0], timed(theirs)[0]) for _ in range(rounds)]
    first, second = zip(*pairs, strict=True)
    return Turns(first, second)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds by the clock, and the result."""
    gc.collect()
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result

"""Work on two cores: the kernels let other threads run beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

THREADS = max(1, min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2))
"""How many parts are worked on at a time; more than eight wait for memory, not for cores."""


def in_threads(work: Callable[[Part], Result], parts: Iterable[Part]) -> list[Result]:
    """The results of the parts in their order; the first error of any of them is raised.

    >>> in_threads(abs, [-1, 2])
    [1, 2]
    """
    listed = list(parts)
    if len(listed) < 2:
        return [work(part) for part in listed]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, listed))

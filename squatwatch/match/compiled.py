"""Compiling the functions that loop over arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function in machine code, kept beside its module between runs; a decorator.

    Such a function takes and returns numbers and numpy arrays, alone or in named tuples, and lets
    other threads run beside it. What it uses of other modules must be handed to it: a kept
    function is made anew when its own module changes, not when they do. ``inspect.unwrap`` gives
    the function as it was written.

    >>> @compiled
    ... def twice(number: int) -> int:
    ...     return 2 * number
    >>> twice(21)
    42
    """
    try:
        return cast("F", njit(cache=True, nogil=True)(function))
    except RuntimeError:
        # No folder can be written to (a read-only image): compiled anew in each run.
        return cast("F", njit(nogil=True)(function))

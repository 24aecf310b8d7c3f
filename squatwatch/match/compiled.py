"""Compiling the functions that loop over arrays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TypeVar, cast

from numba import config, njit

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function in machine code, kept for the next run; a decorator.

    Such a function takes and returns numbers and numpy arrays, alone or in named tuples, and lets
    other threads run beside it. ``inspect.unwrap`` gives the function as it was written.

    >>> @compiled
    ... def twice(number: int) -> int:
    ...     return 2 * number
    >>> twice(21)
    42
    """
    with _kept_in(cache_folder()):
        try:
            return cast("F", njit(cache=True, nogil=True)(function))
        except RuntimeError:
            # No folder can be written to (a read-only image): compiled anew in each run.
            return cast("F", njit(nogil=True)(function))


def cache_folder() -> Path:
    """Where the machine code of these very sources is kept.

    numba sees that a function's own file has changed, but not that another has whose functions
    it calls: so a change of any file of this package makes another folder.
    """
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "squatwatch" / "compiled" / sources_digest()


@cache
def sources_digest() -> str:
    """A digest of all modules of this package."""
    digest = sha256()
    files = sorted(resources.files("squatwatch.match").iterdir(), key=lambda item: item.name)
    for file in files:
        if file.name.endswith(".py"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def is_compiled() -> bool:
    """Whether an earlier run has compiled these sources on this machine."""
    return any(cache_folder().rglob("*.nbc"))


@contextmanager
def _kept_in(folder: Path) -> Iterator[None]:
    """Have numba keep what is decorated in the block in a folder, and nothing else."""
    before = config.CACHE_DIR  # type: ignore[attr-defined]
    config.CACHE_DIR = before or str(folder)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        config.CACHE_DIR = before  # type: ignore[attr-defined]

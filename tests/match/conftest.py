"""The kernels as they were written, and with hardly any room for what they find."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import numpy as np
import pytest
from numba.core.registry import CPUDispatcher

from squatwatch.match import (
    bitmaps,
    characters,
    distance,
    folding,
    hashing,
    hits,
    laid_out,
    lookup,
    neighbourhoods,
    probing,
    resolving,
    sieve,
    standing,
    units,
    word_ends,
)

KERNELS = (
    bitmaps, characters, distance, folding, hashing, hits, laid_out, lookup, neighbourhoods,
    probing, resolving, sieve, standing, units, word_ends,
)  # fmt: skip


@pytest.fixture(params=["compiled", "as written"])
def kernels(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kernels compiled, and once more as the Python that they were written in."""
    if request.param == "compiled":
        yield
        return
    for module in KERNELS:
        for name, value in list(vars(module).items()):
            if isinstance(value, CPUDispatcher):
                monkeypatch.setattr(module, name, inspect.unwrap(value))
    with np.errstate(over="ignore"):  # hashes are meant to overflow
        yield


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for two findings at a time: what does not fit is gone on with."""
    for module in (probing, resolving, word_ends, standing, characters):
        monkeypatch.setattr(module, "_AT_ONCE", 2)

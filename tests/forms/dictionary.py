"""Forms as they are made where the dictionary of the extra ``translation`` is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from squatwatch.forms import translation


@contextmanager
def no_dictionary() -> Iterator[None]:
    """Without the dictionary, whether it is installed or not."""
    caches = (translation._dictionary, translation._glosses)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "find_spec", lambda _name: None)
        for cached in caches:
            cached.cache_clear()
        yield
    for cached in caches:
        cached.cache_clear()

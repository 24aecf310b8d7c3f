"""A store that is open: its connection, and blocks that are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from squatwatch.model import Counts
from squatwatch.store.connection import limit_memory, transaction
from squatwatch.store.migrate import connect_migrated

PINNED = 100
"""Bytes that DuckDB holds of each filing written until its transaction ends, and cannot write
elsewhere: with less a transaction of two million filings failed (docs/adr/0018)."""


class OpenStore:
    """What every part of the store rests on."""

    def __init__(self, path: Path | None, memory: int | None = None) -> None:
        """The file at ``path``, or memory; see ``Store.open`` for ``memory``."""
        self.path = path
        self._connection = connect_migrated(path, memory)
        self._in_transaction = False
        self._written = False
        self._memory = memory
        self._pending = 0

    @contextmanager
    def atomically(self) -> Iterator[None]:
        """All that is written in the block, or nothing; blocks within it join it."""
        if self._in_transaction:
            yield
            return
        self._in_transaction = True
        try:
            with transaction(self._connection):
                yield
        finally:
            self._in_transaction = False
            self._pending = 0
            self._limit()

    def _counted(self, counts: Counts) -> Counts:
        self._written |= counts != Counts()
        self._pending += counts.new + counts.changed + counts.unchanged
        self._limit()
        return counts

    def _limit(self) -> None:
        """Let the limit of memory follow what the transaction has written."""
        if self._memory:
            limit_memory(self._connection, self._memory + PINNED * self._pending)

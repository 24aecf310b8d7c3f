"""The part of the store that knows where its filings come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from squatwatch.model import Counts, SetAside, SourceFile
from squatwatch.store import raw, sources
from squatwatch.store.open_store import OpenStore


class SourceStore(OpenStore):
    """Files that were taken, records set aside of them, records kept as they were."""

    def source(self, digest: str) -> SourceFile | None:
        """The file of that content (SHA-256 in hexadecimal), taken or begun; None otherwise."""
        return sources.source(self._connection, digest)

    def sources(self) -> tuple[SourceFile, ...]:
        """All files of which something was taken, in the order of their days."""
        return sources.sources(self._connection)

    def untold_sources(self) -> tuple[SourceFile, ...]:
        """The files taken that no sweep has told of."""
        return sources.untold(self._connection)

    def tell_sources(self, run_id: str) -> None:
        """Note that this sweep tells of the files that none has told of."""
        with self.atomically():
            sources.tell(self._connection, run_id)

    def sources_told_in(self, run_id: str) -> tuple[SourceFile, ...]:
        """The files that a sweep told of."""
        return sources.told_in(self._connection, run_id)

    def begin_source(self, source: SourceFile) -> None:
        """Note that a file is being taken: its state is ``begun`` until ``finish_source``.

        A file that was begun or taken before begins anew, without its counts and notes.
        """
        with self.atomically():
            sources.begin(self._connection, source)

    def finish_source(
        self, digest: str, counts: Counts, set_aside: Sequence[SetAside] = ()
    ) -> None:
        """Note that all of the file begun is in the store: its state is ``taken`` from now on."""
        with self.atomically():
            sources.finish(self._connection, digest, counts, set_aside)

    def records_set_aside(self, digest: str) -> tuple[SetAside, ...]:
        """The records that were set aside of a file, in its order."""
        return sources.set_aside(self._connection, digest)

    def keep_raw(self, records: pl.DataFrame, source: SourceFile, retrieved: datetime) -> int:
        """Keep records as the office gave them: ``office, application_number, content`` (bytes).

        ``retrieved`` is when they were fetched, with its time zone. A content that is kept of the
        filing already stays with its first time. Returns how many are new.
        """
        with self.atomically():
            return raw.keep(self._connection, records, source, retrieved)

    def raw(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The kept records of ``keys`` (``office``, ``application_key``), as ``RAW_SCHEMA``."""
        return raw.get(self._connection, keys)

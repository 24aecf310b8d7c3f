"""The store: one DuckDB file, or memory, behind a narrow door."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from squatwatch.errors import StoreError
from squatwatch.model import Brand, Counts, Event, Right, SetAside, SourceFile
from squatwatch.store import brands, compaction, filings, health, history, raw, sources, units
from squatwatch.store.connection import transaction
from squatwatch.store.health import Finding
from squatwatch.store.migrate import connect_migrated
from squatwatch.store.units import UnitBatch


class Store:
    """Brands, forms, filings and runs in one DuckDB file; one process at a time.

    >>> with Store.in_memory() as store:
    ...     store.texts().height
    0
    """

    def __init__(self, path: Path | None) -> None:
        """Use ``create``, ``open`` or ``in_memory``."""
        self.path = path
        self._connection = connect_migrated(path)
        self._in_transaction = False
        self._written = False

    @classmethod
    def in_memory(cls) -> Self:
        """A store that ends with the process."""
        return cls(None)

    @classmethod
    def create(cls, path: Path) -> Self:
        """The store at ``path``, made when it is not there; one that is there is kept."""
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The store at ``path``.

        Raises ``StoreError`` when there is none, another process holds it, or it was made by a
        newer version.
        """
        if not path.exists():
            raise StoreError(
                "there is no store here",
                where=str(path),
                do="make one with 'squatwatch init', or name one with --store",
            )
        return cls(path)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def tidy(self) -> None:
        """Make room in the file where many filings were replaced or taken out.

        A ``with`` block that ends well does it by itself. What was written stays written when it
        is broken off.
        """
        if self.path and self._written:
            compaction.compact(self._connection)
            self._written = False

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release the file, in order when all went well."""
        try:
            if kind is None:
                self.tidy()
        finally:
            self.close()

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

    # Brands ------------------------------------------------------------------------------------

    def put_brands(self, new: Sequence[Brand], forms: pl.DataFrame, form_rules: str = "") -> None:
        """Write brands with their forms (``schemas.FORM_SCHEMA``); equal ids are replaced.

        ``form_rules`` says which rules made the forms: a scan makes those of other rules again.
        """
        with self.atomically():
            brands.put_brands(self._connection, new, forms, form_rules)

    def put_rights(self, rights: Sequence[Right]) -> None:
        """Write the owners' rights; those known of the same brands are replaced."""
        with self.atomically():
            brands.put_rights(self._connection, rights)

    def put_events(self, events: Sequence[Event]) -> None:
        """Write what made brands known; events known of the same brands are replaced."""
        with self.atomically():
            brands.put_events(self._connection, events)

    def remove_brands(self, brand_ids: Collection[str]) -> int:
        """Take brands out with all that hangs on them; how many there were."""
        with self.atomically():
            return brands.remove_brands(self._connection, brand_ids)

    def brands(self) -> tuple[Brand, ...]:
        """All brands, by id."""
        return brands.brands(self._connection)

    def brands_of_other_rules(self, form_rules: str) -> tuple[Brand, ...]:
        """The brands whose forms were made by other rules than these."""
        return brands.brands_of_other_rules(self._connection, form_rules)

    def rights(self) -> tuple[Right, ...]:
        """All rights of owners."""
        return brands.rights(self._connection)

    def events(self) -> tuple[Event, ...]:
        """All events."""
        return brands.events(self._connection)

    def forms(self) -> pl.DataFrame:
        """All forms (``schemas.FORM_SCHEMA``)."""
        return brands.forms(self._connection)

    # Filings -----------------------------------------------------------------------------------

    def put_filings(self, complete: pl.DataFrame, source: SourceFile | None = None) -> Counts:
        """Write complete records (``FILING_SCHEMA``); the latest replaces what was known.

        With the ``source`` they stand in, what changes of known filings goes into the history
        with its digest and day; without one no history is kept.
        """
        with self.atomically():
            return self._counted(filings.put(self._connection, complete, source))

    def put_partial_filings(
        self, partial: pl.DataFrame, source: SourceFile | None = None
    ) -> Counts:
        """Write records that name only some fields; the rest stays as it is known."""
        with self.atomically():
            return self._counted(filings.put_partial(self._connection, partial, source))

    def delete_filings(self, keys: pl.DataFrame, source: SourceFile | None = None) -> Counts:
        """Take out filings (``office``, ``application_number``) that their office took back."""
        with self.atomically():
            return self._counted(filings.delete(self._connection, keys, source))

    def _counted(self, counts: Counts) -> Counts:
        self._written |= counts != Counts()
        return counts

    def filings(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The filings of ``keys`` (``office``, ``application_key``)."""
        return filings.get(self._connection, keys)

    def count_filings(self) -> int:
        """How many filings there are."""
        return filings.count(self._connection)

    def texts(self) -> pl.DataFrame:
        """Every text of every filing: ``office, application_key, source, text``."""
        return filings.texts(self._connection)

    # Units -------------------------------------------------------------------------------------

    def units_due(self, most: int) -> pl.DataFrame:
        """The keys of filings whose units are to be made, ``most`` of them or fewer."""
        return units.due(self._connection, most)

    def count_units_due(self) -> int:
        """How many filings are noted as due."""
        return units.count_due(self._connection)

    def unit_rules(self) -> set[str]:
        """The rules by which the units in the store were made."""
        return units.rules(self._connection)

    def texts_of(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The texts of the filings of ``keys``: ``office, application_key, source, text``."""
        return units.texts_of(self._connection, keys)

    def next_text(self) -> int:
        """The number of the next text that units are made of."""
        return units.next_text(self._connection)

    def put_units(self, keys: pl.DataFrame, postings: pl.DataFrame, batch: UnitBatch) -> None:
        """Write the units of the filings of ``keys`` and which filing has which text."""
        with self.atomically():
            units.put(self._connection, keys, postings, batch)

    def unit_batches(self, since: int = 0) -> Iterator[UnitBatch]:
        """The units of all texts, or of those numbered from ``since`` on, batch by batch."""
        return units.batches(self._connection, since)

    def postings(self, texts: pl.Series) -> pl.DataFrame:
        """The filings that have these texts: ``text, office, application_key, source``."""
        return units.postings(self._connection, texts)

    def unit_batch(self, first_text: int) -> UnitBatch:
        """The batch whose texts are numbered from ``first_text`` on."""
        return units.batch(self._connection, first_text)

    def unit_batch_sizes(self) -> list[tuple[int, int]]:
        """The first text of each batch of units and how many texts it has, in order."""
        return units.sizes(self._connection)

    def replace_units(self, old: list[int], new: UnitBatch) -> None:
        """Put one batch in the place of several (their first texts) that hold the same texts."""
        with self.atomically():
            units.replace(self._connection, old, new)

    def forget_units(self) -> None:
        """Make the units of all filings due again."""
        with self.atomically():
            units.forget(self._connection)

    def coverage(self, as_of: date) -> pl.DataFrame:
        """Offices, how many filings of each, and the newest date of any record to ``as_of``."""
        return filings.coverage(self._connection, as_of)

    def filings_digest(self) -> str:
        """A digest of all filings; the same for the same records in any order."""
        return filings.digest(self._connection)

    def changes(self, since: date) -> pl.DataFrame:
        """What changed of known filings on that day or later (``CHANGE_SCHEMA``), in order."""
        return history.changes(self._connection, since)

    # Sources -----------------------------------------------------------------------------------

    def source(self, digest: str) -> SourceFile | None:
        """The file of that content (SHA-256 in hexadecimal), taken or begun; None otherwise."""
        return sources.source(self._connection, digest)

    def sources(self) -> tuple[SourceFile, ...]:
        """All files of which something was taken, in the order of their days."""
        return sources.sources(self._connection)

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

    # Health ------------------------------------------------------------------------------------

    def health(self) -> tuple[Finding, ...]:
        """What the checks of the store find, as codes of ``reference/checks.csv``."""
        return tuple(health.health(self._connection))

    def repair(self) -> tuple[str, ...]:
        """Mend what can be mended; the codes of the findings that were."""
        return health.repair(self._connection)

    # Runs --------------------------------------------------------------------------------------

    def record_run(
        self,
        run_id: str,
        command: str,
        as_of: date,
        settings: Mapping[str, Any],
        summary: Mapping[str, Any],
    ) -> None:
        """Write what a run was asked and what it found; the same run is recorded once."""
        with self.atomically():
            self._connection.execute("delete from run where run_id = ?", [run_id])
            self._connection.execute(
                "insert into run values (?, ?, ?, ?, ?)",
                [run_id, command, as_of, json.dumps(settings), json.dumps(summary)],
            )

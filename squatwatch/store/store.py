"""The store: one DuckDB file, or memory, behind a narrow door."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import polars as pl

from squatwatch.errors import StoreError
from squatwatch.model import Brand, Event, Right
from squatwatch.store import brands, filings
from squatwatch.store.connection import connect, transaction
from squatwatch.store.filings import Counts
from squatwatch.store.migrate import migrate


class Store:
    """Brands, forms, filings and runs in one DuckDB file; one process at a time.

    >>> with Store.in_memory() as store:
    ...     store.texts().height
    0
    """

    def __init__(self, path: Path | None) -> None:
        """Use ``create``, ``open`` or ``in_memory``."""
        self.path = path
        self._connection = connect(path)
        self._in_transaction = False
        try:
            migrate(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

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

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release the file."""
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

    def put_filings(self, complete: pl.DataFrame) -> Counts:
        """Write complete records (``FILING_SCHEMA``); the latest replaces what was known."""
        with self.atomically():
            return filings.put(self._connection, complete)

    def put_partial_filings(self, partial: pl.DataFrame) -> Counts:
        """Write records that name only some fields; the rest stays as it is known."""
        with self.atomically():
            return filings.put_partial(self._connection, partial)

    def delete_filings(self, keys: pl.DataFrame) -> Counts:
        """Take out filings (``office``, ``application_number``) that their office took back."""
        with self.atomically():
            return filings.delete(self._connection, keys)

    def filings(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The filings of ``keys`` (``office``, ``application_key``)."""
        return filings.get(self._connection, keys)

    def texts(self) -> pl.DataFrame:
        """Every text of every filing: ``office, application_key, source, text``."""
        return filings.texts(self._connection)

    def coverage(self, as_of: date) -> pl.DataFrame:
        """Offices, how many filings of each, and the newest date of any record to ``as_of``."""
        return filings.coverage(self._connection, as_of)

    def filings_digest(self) -> str:
        """A digest of all filings; the same for the same records in any order."""
        return filings.digest(self._connection)

    def set_aside(self, file: str, position: str, reason: str) -> None:
        """Keep the note of a record that could not be read; the same note is kept once."""
        with self.atomically():
            note = [file, position, reason]
            self._connection.execute(
                "insert into set_aside select * from (values (?, ?, ?)) new(file, position, reason)"
                " where not exists (select 1 from set_aside old where old.file = new.file"
                " and old.position = new.position and old.reason = new.reason)",
                note,
            )

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

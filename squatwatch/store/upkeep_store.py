"""The part of the store that looks after itself: what ran when, what is erased or outlived."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

import polars as pl

from squatwatch.store import erasing, heartbeat, retention, rewriting
from squatwatch.store.connection import connect
from squatwatch.store.erasing import Person
from squatwatch.store.open_store import OpenStore


class UpkeepStore(OpenStore):
    """The heartbeat of sweeps, the erasing of a person's data, the retention of filings."""

    def sweep_finished(self, run_id: str, moment: datetime) -> None:
        """Note when a sweep went through to its end by the clock; no report has it."""
        with self.atomically():
            heartbeat.finished(self._connection, run_id, moment)

    def last_sweep_finished(self) -> datetime | None:
        """When a sweep went through to its end last; None where none ever did."""
        return heartbeat.last_finished(self._connection)

    def newest_day(self) -> date | None:
        """The newest day by the clock on which anything was written here; None where none."""
        return heartbeat.newest_day(self._connection)

    def person(self, name: str) -> Person:
        """A person of that name as the store knows one, whoever holds the name.

        Raises ``DataError`` for a name without a letter.
        """
        return erasing.person(self._connection, name)

    def held_of(self, person: Person) -> dict[str, int]:
        """How many rows of each table an erasure would change or take out."""
        return erasing.held(self._connection, person)

    def marks_with(self, person: Person) -> int:
        """Filings whose mark, or what is said of it, holds the name; an erasure leaves them."""
        return erasing.in_marks(self._connection, person)

    def erase(self, person: Person) -> dict[str, int]:
        """Erase a person's data; rows changed or gone, by table.

        Filings stay, with a mark in the place of the name; what is written later is masked. The
        file is written anew (``rewrite``). A second time changes nothing.
        """
        with self.atomically():
            counts = erasing.erase(self._connection, person)
        self.rewrite()
        return counts

    def outlived(self, before: date, kept: Collection[str]) -> pl.DataFrame:
        """Keys of filings that ended, with no date from ``before`` on and no alert of ``kept``."""
        return retention.outlived(self._connection, before, kept)

    def count_with(self, keys: pl.DataFrame) -> dict[str, int]:
        """How many rows of each table belong to these filings."""
        return retention.count(self._connection, keys)

    def remove_outlived(self, keys: pl.DataFrame) -> dict[str, int]:
        """Take these filings out with all that was kept of them; rows gone, by table."""
        with self.atomically():
            counts = retention.remove(self._connection, keys)
        self._written = True
        return counts

    def rewrite(self) -> None:
        """Write the whole store anew, so that nothing of what was deleted is left in its file."""
        if self.path:
            rewriting.rewrite(self._connection, self.path)
            self._connection.close()
            self._connection = connect(self.path, self._memory)
            self._written = False

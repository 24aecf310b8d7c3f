"""The store: one DuckDB file, or memory, behind a narrow door."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from squatwatch.errors import StoreError
from squatwatch.store import compaction, health
from squatwatch.store.alert_store import AlertStore
from squatwatch.store.brand_store import BrandStore
from squatwatch.store.filing_store import FilingStore
from squatwatch.store.health import Finding
from squatwatch.store.notice_store import NoticeStore
from squatwatch.store.outbox_store import OutboxStore
from squatwatch.store.reported_store import ReportedStore
from squatwatch.store.source_store import SourceStore
from squatwatch.store.sweep_store import SweepStore
from squatwatch.store.unit_store import UnitStore
from squatwatch.store.upkeep_store import UpkeepStore


class Store(
    BrandStore,
    FilingStore,
    UnitStore,
    SourceStore,
    AlertStore,
    SweepStore,
    NoticeStore,
    OutboxStore,
    ReportedStore,
    UpkeepStore,
):
    """Brands, forms, filings and runs in one DuckDB file; one process at a time.

    >>> with Store.in_memory() as store:
    ...     store.texts().height
    0
    """

    @classmethod
    def in_memory(cls) -> Self:
        """A store that ends with the process."""
        return cls(None)

    @classmethod
    def create(cls, path: Path) -> Self:
        """The store at ``path``, made when it is not there; one that is there is kept."""
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, memory: int | None = None) -> Self:
        """The store at ``path``.

        ``memory`` is how many bytes the database may hold in memory: what is more it writes into
        a folder beside the store for a while. A long transaction gets a little more for each
        filing. Without it, the database takes most of the machine's.

        Raises ``StoreError`` when there is none, another process holds it, or it was made by a
        newer version.
        """
        if not path.exists():
            raise StoreError(
                "there is no store here",
                where=str(path),
                do="make one with 'squatwatch init', or name one with --store",
            )
        return cls(path, memory)

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

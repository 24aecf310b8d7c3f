"""The part of the store that knows which filings were handed in."""

from __future__ import annotations

from squatwatch.store import reported
from squatwatch.store.open_store import OpenStore
from squatwatch.store.reported import ReportedFiling


class ReportedStore(OpenStore):
    """Filings that owners handed in, each once for a brand."""

    def put_reported(self, filing: ReportedFiling) -> bool:
        """Write what was handed in, unless it was before; whether it is new."""
        with self.atomically():
            return reported.put(self._connection, filing)

    def reported(self) -> tuple[ReportedFiling, ...]:
        """All that was handed in, in the order of the days."""
        return reported.get(self._connection)

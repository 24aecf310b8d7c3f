"""The part of the store that tells a sweep what is new, and what earlier ones found."""

from __future__ import annotations

import polars as pl

from squatwatch.store import due, pairs
from squatwatch.store.open_store import OpenStore


class SweepStore(OpenStore):
    """What is due, and the pairs that are kept from night to night (docs/adr/0029)."""

    def filings_due(self) -> pl.DataFrame:
        """The keys of filings written or taken back since a sweep looked at them."""
        return due.filings(self._connection)

    def brands_due(self) -> list[str]:
        """The ids of brands that are new, changed or gone since a sweep looked at them."""
        return due.brands(self._connection)

    def due_digest(self) -> str:
        """What is due, as a text that is the same for the same."""
        return due.digest(self._connection)

    def everything_due(self) -> None:
        """Let the next sweep look at everything."""
        with self.atomically():
            due.everything(self._connection)

    def nothing_due(self) -> None:
        """Note that all was looked at."""
        with self.atomically():
            due.nothing(self._connection)

    def forget_pairs(self, filings: pl.DataFrame, brand_ids: pl.Series) -> None:
        """Forget what was found of these filings (office, application key) and brands."""
        with self.atomically():
            pairs.forget(self._connection, filings, brand_ids)

    def keep_pairs(self, bearers: pl.DataFrame, found: pl.DataFrame) -> None:
        """Keep who bears what (``BEARER_SCHEMA``), and pairs in full (``PAIR_SCHEMA``)."""
        with self.atomically():
            pairs.keep(self._connection, bearers, found)

    def bearers(self, units: pl.DataFrame) -> pl.DataFrame:
        """Who bears these units (``brand_id, unit``): with ``office, filer``, each once."""
        return pairs.bearers(self._connection, units)

    def kept_pairs(self, traces: pl.Series) -> pl.DataFrame:
        """The kept pairs (``PAIR_SCHEMA``) that have one of these traces (``filers.traces``)."""
        return pairs.met_by(self._connection, traces)

    def count_counted(self) -> int:
        """How many filings have a kept pair that counts for filer groups."""
        return pairs.count_counted(self._connection)

"""The part of the store that holds the units of texts."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from squatwatch.store import units
from squatwatch.store.open_store import OpenStore
from squatwatch.store.units import UnitBatch


class UnitStore(OpenStore):
    """Units of texts, made once for each filing (docs/adr/0022)."""

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

    def first_text_of(self, keys: pl.DataFrame) -> int:
        """The number of the first text of any of these filings; the next one where none has any."""
        return units.first_text_of(self._connection, keys)

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

"""The part of the store that holds the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from squatwatch.model import Counts, SourceFile
from squatwatch.store import applicants, filers, filings, history
from squatwatch.store.open_store import OpenStore


class FilingStore(OpenStore):
    """Filings, the names of their applicants, and what changed of them."""

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

    def put_applicants(self, named: pl.DataFrame) -> int:
        """Write names of applicants: ``office, identifier, name, country, address``.

        The identifier is what stands for the address of an applicant without a name. Filings that
        are written from now on get these names; ``name_applicants`` is for those that are here.
        Of equal identifiers the last counts. Returns how many are new, or not as they were.
        """
        with self.atomically():
            self._written |= bool(count := applicants.put(self._connection, named))
            return count

    def name_applicants(self, source: SourceFile | None = None) -> Counts:
        """Give the filings that are here the names of applicants that came after them."""
        with self.atomically():
            return self._counted(filings.name_applicants(self._connection, source))

    def filings(self, keys: pl.DataFrame) -> pl.DataFrame:
        """The filings of ``keys`` (``office``, ``application_key``)."""
        return filings.get(self._connection, keys)

    def filing_facts(self, keys: pl.DataFrame) -> pl.DataFrame:
        """What tells whether filings are worth a further look, by ``office, application_key``.

        ``classes, similar_groups``, and whether an applicant is named: ``applicant_known``.
        """
        return filings.facts(self._connection, keys)

    def filing_batches(
        self, office: str, since: date | None = None, *, most: int = 100_000
    ) -> Iterator[pl.DataFrame]:
        """The filings of an office (``FILING_SCHEMA``) by key, ``most`` or fewer at a time.

        With ``since`` those filed, published or registered on that day or later.
        """
        return filings.batches(self._connection, office, since, most)

    def count_filings(self) -> int:
        """How many filings there are."""
        return filings.count(self._connection)

    def count_named(self) -> int:
        """How many filings name an applicant."""
        return filers.named(self._connection)

    def count_by_applicant(self, names: pl.Series) -> pl.DataFrame:
        """How many filings the applicants of these names have, as printed: ``name, filings``."""
        return filers.by_applicant(self._connection, names)

    def count_represented(self) -> pl.DataFrame:
        """How many filings of each office name a representative: ``office, filings``."""
        return filers.represented(self._connection)

    def count_by_agent(self, representatives: pl.Series) -> pl.DataFrame:
        """How many filings they represent: ``office, representative, filings``."""
        return filers.by_agent(self._connection, representatives)

    def applicant_candidates(self, field: str, parts: pl.Series) -> pl.Series:
        """Distinct names or addresses (``field``) of applicants that may be those sought.

        In ASCII those that hold one of the ``parts`` (small letters and digits), in other scripts
        all.
        """
        return filers.candidates(self._connection, field, parts)

    def filings_of_applicants(self, names: pl.Series, addresses: pl.Series) -> pl.DataFrame:
        """The keys of all filings by these names or from these addresses, as printed."""
        return filers.of_applicants(self._connection, names, addresses)

    def texts(self) -> pl.DataFrame:
        """Every text of every filing: ``office, application_key, source, text``."""
        return filings.texts(self._connection)

    def coverage(self, as_of: date) -> pl.DataFrame:
        """Offices, how many filings of each, and the newest date of any record to ``as_of``."""
        return filings.coverage(self._connection, as_of)

    def filings_digest(self) -> str:
        """A digest of all filings; the same for the same records in any order."""
        return filings.digest(self._connection)

    def changes(self, since: date) -> pl.DataFrame:
        """What changed of known filings on that day or later (``CHANGE_SCHEMA``), in order."""
        return history.changes(self._connection, since)

"""The part of the store that holds the watch list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from squatwatch.model import Brand, Event, Right
from squatwatch.store import brands
from squatwatch.store.open_store import OpenStore


class BrandStore(OpenStore):
    """Brands with their forms, rights and events."""

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

    def brands(self, brand_ids: Collection[str] | None = None) -> tuple[Brand, ...]:
        """The brands of these ids, or all, by id."""
        return brands.brands(self._connection, brand_ids)

    def brands_digest(self) -> str:
        """A digest of all brands with their rights and events, whatever their order."""
        return brands.digest(self._connection)

    def count_brands(self) -> tuple[int, int]:
        """How many brands, and how many forms they have."""
        return brands.counts(self._connection)

    def markets(self) -> tuple[str, ...]:
        """The markets of all brands, each once, in order."""
        return brands.markets(self._connection)

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

"""What belongs to a region: the brands of its owners, and what hangs on them."""

from __future__ import annotations

import polars as pl

from squatwatch.errors import DataError
from squatwatch.store import Store


def brands_of_region(store: Store, region: str | None) -> frozenset[str] | None:
    """The brands whose owner is of a region, as the watch list names it; None where all are meant.

    Raises ``DataError`` for a region of which there is no brand: a misspelt one would look empty.
    """
    if region is None:
        return None
    wanted = region.strip().casefold()
    brands = store.brands()
    found = [one.brand_id for one in brands if one.region.strip().casefold() == wanted]
    if not found:
        known = sorted({one.region for one in brands if one.region})
        raise DataError(
            f"there is no brand of the region {region!r}",
            where=str(store.path or "the store"),
            do=f"name one of {', '.join(known)}" if known else "give the brands their region",
        )
    return frozenset(found)


def alerts_of_region(store: Store, region: str | None) -> list[str] | None:
    """The identities of the alerts of a region; None where all are meant."""
    wanted = brands_of_region(store, region)
    if wanted is None:
        return None
    mine = pl.col("brand_id").is_in(sorted(wanted))
    return store.alerts().filter(mine)["alert_id"].to_list()

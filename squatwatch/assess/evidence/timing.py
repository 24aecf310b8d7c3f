"""Whether the filing came soon after something that made the brand known."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from squatwatch.assess.evidence.family import Family
from squatwatch.model import Event

SOON_DAYS, AFTER_DAYS = 30, 180
"""A month and half a year: documented filings followed 6 days to 4 months after an event, later
ones more seldom (docs/evidence.md)."""


def after_event() -> Family:
    """Filed within half a year after an event of the brand; within a month says more."""
    days = pl.col("days_after_event")
    code = (
        pl.when(days <= SOON_DAYS).then(pl.lit("time.soon-after-event"))
        .when(days <= AFTER_DAYS).then(pl.lit("time.after-event"))
    )  # fmt: skip
    values = (days.alias("days"), pl.col("event_kind").alias("event"), pl.col("event_date"))
    return Family("event", code, values)


def with_events(pairs: pl.DataFrame, events: Sequence[Event]) -> pl.DataFrame:
    """The pairs with the last event of the brand on or before the day of filing."""
    known = pl.DataFrame(
        [(event.brand_id, event.date, event.kind) for event in events],
        schema={"brand_id": pl.String, "event_date": pl.Date, "event_kind": pl.String},
        orient="row",
    )
    days = (pl.col("filed") - pl.col("event_date")).dt.total_days()
    last = (
        pairs.select("pair", "brand_id", "filed")
        .join(known, on="brand_id")
        .filter(pl.col("event_date") <= pl.col("filed"))
        .sort("event_date", "event_kind")
        .unique("pair", keep="last", maintain_order=True)
        .select("pair", "event_date", "event_kind", days_after_event=days)
    )
    return pairs.join(last, on="pair", how="left", maintain_order="left")

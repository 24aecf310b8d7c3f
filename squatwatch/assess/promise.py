"""Which pairs are worth a further look: those that something might still lift to medium.

Of the hits on a register nearly all are chance. Facts of owner, register and filer are looked up
only for those whose hit, with the best that all other evidence could say, reaches medium.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from squatwatch.assess.evidence import OF_THE_FILING
from squatwatch.assess.evidence.conduct import several_forms
from squatwatch.assess.weights import PLACES, Weights, limit
from squatwatch.model import Brand, Event

_KNOWN_WITH_THE_HITS = (several_forms().name, "meaning")
_ASKED_OF_EVERY_BRAND = tuple(
    family.name
    for family in OF_THE_FILING
    if family.name not in (*_KNOWN_WITH_THE_HITS, "class", "event", "figure")
)


def with_promise(
    pairs: pl.DataFrame, brands: Sequence[Brand], events: Sequence[Event], weights: Weights
) -> pl.DataFrame:
    """The pairs with ``promising``: whether the best that is still unknown could make it medium.

    A filer group adds to that only where a pair counts towards one, so its limit is asked for.
    """
    most = pl.DataFrame(
        {
            "brand_id": [brand.brand_id for brand in brands],
            "most": _most_of_each(brands, events, weights),
        },
        schema={"brand_id": pl.String, "most": pl.Float64},
    )
    meant = pl.when("means_the_brand").then(max(0.0, weights["meaning.agrees"]))
    at_most = pl.col("hit_bits") + weights.sum([several_forms()]) + pl.col("most")
    at_most += meant.otherwise(max(0.0, weights["meaning.differs"]))
    needed = min(limit("medium"), limit("filer_group"))
    return pairs.join(most, on="brand_id", maintain_order="left").with_columns(
        promising=at_most.round(PLACES) >= needed
    )


def _most_of_each(
    brands: Sequence[Brand], events: Sequence[Event], weights: Weights
) -> list[float]:
    """The most that evidence beside the hit can add, for each brand in bits."""
    with_events = {event.brand_id for event in events}
    return [
        weights.most(
            (
                *_ASKED_OF_EVERY_BRAND,
                *(["class"] if brand.classes else []),
                *(["event"] if brand.brand_id in with_events else []),
                *(["figure"] if brand.vienna else []),
                *(["role"] if brand.partners else []),
            )
        )
        for brand in brands
    ]

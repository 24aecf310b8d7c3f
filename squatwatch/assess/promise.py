"""Which pairs are worth a further look: those that something might still lift to medium.

Of the hits on a register nearly all are chance. Facts of owner, register and filer are looked up
only for those whose hit, with the best that all other evidence could say, reaches medium.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from squatwatch.assess.evidence import OF_THE_FILING
from squatwatch.assess.evidence.conduct import several_forms
from squatwatch.assess.weights import PLACES, Weights, limit
from squatwatch.model import Brand, Event

_KEY = ["office", "application_key"]
_KNOWN_WITH_THE_HITS = (several_forms().name, "meaning")
_KNOWN_WITH_THE_RECORD = ("class", "similar-group")
_ASKED_OF_EVERY_BRAND = tuple(
    family.name
    for family in OF_THE_FILING
    if family.name not in (*_KNOWN_WITH_THE_HITS, *_KNOWN_WITH_THE_RECORD, "event", "figure")
)


def with_promise(
    pairs: pl.DataFrame,
    filings: pl.DataFrame,
    brands: Sequence[Brand],
    events: Sequence[Event],
    weights: Weights,
) -> pl.DataFrame:
    """The pairs with ``promising``: whether the best that is still unknown could make it medium.

    And ``may_count``: whether it could make them count for a filer group, which adds to a pair
    only where it counts towards one. Whether brand and filing share a class weighs much, and the
    ``filings`` themselves tell it (``office, application_key, classes, similar_groups``).
    """
    return promised(pairs, filings, outlook(brands, events, weights), weights)


def outlook(brands: Sequence[Brand], events: Sequence[Event], weights: Weights) -> pl.DataFrame:
    """What could still be said of each brand: ``brand_id, most`` (bits), ``brand_classes``."""
    return pl.DataFrame(
        {
            "brand_id": [brand.brand_id for brand in brands],
            "most": _most_of_each(brands, events, weights),
            "brand_classes": [list(brand.classes) for brand in brands],
        },
        schema={
            "brand_id": pl.String, "most": pl.Float64, "brand_classes": pl.List(pl.Int16),
        },
    )  # fmt: skip


def promised(
    pairs: pl.DataFrame, filings: pl.DataFrame, of_brands: pl.DataFrame, weights: Weights
) -> pl.DataFrame:
    """``with_promise`` where what could be said of the brands (``outlook``) is known."""
    record = filings.select(*_KEY, "classes", "similar_groups")
    meant = pl.when("means_the_brand").then(max(0.0, weights["meaning.agrees"]))
    at_most = pl.col("hit_bits") + weights.sum([several_forms()]) + pl.col("most")
    at_most += meant.otherwise(max(0.0, weights["meaning.differs"]))
    at_most += _of_classes(weights) + _of_groups(weights)
    needed = min(limit("medium"), limit("filer_group"))
    return (
        pairs.join(of_brands, on="brand_id", maintain_order="left")
        .join(record, on=_KEY, how="left", maintain_order="left")
        .with_columns(
            promising=at_most.round(PLACES) >= needed,
            may_count=at_most.round(PLACES) >= limit("filer_group"),
        )
        .drop("brand_classes", "classes", "similar_groups")
    )


def _of_classes(weights: Weights) -> pl.Expr:
    """The most that the classes can add: what the same class does only where there is one."""
    known = (pl.col("classes").list.len() > 0) & (pl.col("brand_classes").list.len() > 0)
    shared = pl.col("classes").list.set_intersection("brand_classes").list.len() > 0
    others = weights.most_of(code for code in weights.codes_of("class") if code != "class.same")
    return (
        pl.when(known & shared).then(max(0.0, weights["class.same"]))
        .when(known).then(others)
        .otherwise(0.0)
    )  # fmt: skip


def _of_groups(weights: Weights) -> pl.Expr:
    """The most that similar groups of goods can add: nothing where the record has none."""
    return (
        pl.when(pl.col("similar_groups").list.len() > 0)
        .then(weights.most(["similar-group"]))
        .otherwise(0.0)
    )


def _most_of_each(
    brands: Sequence[Brand], events: Sequence[Event], weights: Weights
) -> list[float]:
    """The most that evidence beside the hit can add, for each brand in bits."""
    with_events = {event.brand_id for event in events}
    most = cache(weights.most)
    return [
        most(
            (
                *_ASKED_OF_EVERY_BRAND,
                *(["event"] if brand.brand_id in with_events else []),
                *(["figure"] if brand.vienna else []),
                *(["role"] if brand.partners else []),
            )
        )
        for brand in brands
    ]

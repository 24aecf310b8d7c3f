"""From hits to pairs: the best hit of each brand on each filing, and what the others add."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from squatwatch.assess.evidence import OF_THE_HIT
from squatwatch.assess.evidence.form import is_exact
from squatwatch.assess.evidence.meaning import means_the_brand
from squatwatch.assess.evidence.words import with_words
from squatwatch.assess.weights import Weights, default_weights
from squatwatch.model import RELATIONS
from squatwatch.schemas import BRAND_HIT_SCHEMA

PAIR_KEY = ["brand_id", "office", "application_key"]


def best_hits(hits: pl.DataFrame, weights: Weights | None = None) -> pl.DataFrame:
    """The pairs of brand and filing with their best hit.

    Best is the hit whose own evidence weighs most. ``hits`` as ``schemas.BRAND_HIT_SCHEMA`` has
    them. The pairs are numbered in ``pair``, in the order of brand and filing, and also have
    ``hit_bits`` (what the evidence of the hit weighs), ``hits`` (how many), ``exact_scripts`` and
    ``exact_forms`` (in which scripts and as what the brand stands in the filing to the letter),
    ``means_the_brand`` (whether a form stands in what the mark is said to mean).
    """
    own_bits = (weights or default_weights()).bits(OF_THE_HIT)
    weighed = with_words(hits).with_columns(hit_bits=own_bits)
    heaviest = weighed.filter(pl.col("hit_bits") == pl.col("hit_bits").max().over(PAIR_KEY))
    # A total order, so that the same hits always give the same best one.
    ranked = heaviest.with_columns(channel=_place_of_relation()).sort(
        *PAIR_KEY, "similarity", "form_weight", "channel", "form_kind", "form", "unit_source",
        "unit", "whole",
        descending=[False] * 3 + [True] * 2 + [False] * 6,
    )  # fmt: skip
    best = ranked.unique(subset=PAIR_KEY, keep="first", maintain_order=True).drop("channel")
    # They stand in the order of brand and filing already.
    whole = best.join(_together(weighed), on=PAIR_KEY, maintain_order="left")
    return whole.with_row_index("pair")


def together(batches: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The pairs of several batches as one; no pair stands in two of them."""
    none = best_hits(pl.DataFrame(schema=BRAND_HIT_SCHEMA))
    return numbered(pl.concat([none, *batches]).drop("pair"))


def numbered(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs in the order of brand and filing, each with its number in ``pair``."""
    return pairs.sort(PAIR_KEY).with_row_index("pair")


def _place_of_relation() -> pl.Expr:
    """Where a relation stands among the channels: of equal hits the plainer is shown."""
    order = {relation: place for place, relation in enumerate(RELATIONS)}
    return pl.col("relation").replace_strict(order, return_dtype=pl.Int8)


def _together(hits: pl.DataFrame) -> pl.DataFrame:
    """What all the hits of a brand on a filing say together."""
    in_mark = is_exact() & (pl.col("unit_source") == "mark")
    return hits.group_by(PAIR_KEY).agg(
        hits=pl.len(),
        exact_scripts=pl.col("script").filter(in_mark).n_unique(),
        exact_forms=pl.col("form").filter(in_mark).unique().sort(),
        means_the_brand=means_the_brand(),
    )

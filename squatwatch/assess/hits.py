"""From hits to pairs: the best hit of each brand on each filing, and what the others add."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from squatwatch.assess.evidence import EVIDENCE_SCHEMA, distinctiveness, nearness
from squatwatch.assess.weights import weight_table
from squatwatch.model import RELATIONS
from squatwatch.schemas import BRAND_HIT_SCHEMA

PAIR_KEY = ["brand_id", "office", "application_key"]

EVIDENCE_OF_A_HIT = (
    nearness.nearness,
    nearness.form_kind,
    nearness.part,
    nearness.source,
    distinctiveness.length,
    distinctiveness.common_word,
)
"""What a hit says by itself, before anything is known of the filing."""


def best_hits(hits: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs of brand and filing with their best hit, and the evidence of that hit.

    Best is the hit whose own evidence weighs most. ``hits`` as ``schemas.BRAND_HIT_SCHEMA`` has
    them. The pairs are numbered in ``pair`` and also have
    ``hits`` (how many), ``exact_scripts`` and ``exact_forms`` (in which scripts and as what the
    brand stands in the filing to the letter).
    """
    numbered = hits.with_row_index("pair")
    told = pl.concat(
        [pl.DataFrame(schema=EVIDENCE_SCHEMA), *(tell(numbered) for tell in EVIDENCE_OF_A_HIT)]
    )
    weighed = numbered.join(bits(told), on="pair", how="left").with_columns(
        pl.col("bits").fill_null(0.0)
    )
    # A total order, so that the same hits always give the same best one.
    ranked = weighed.with_columns(channel=_place_of_relation()).sort(
        *PAIR_KEY, "bits", "similarity", "form_weight", "channel", "form_kind", "form",
        "unit_source", "unit", "whole",
        descending=[False] * 3 + [True] * 3 + [False] * 6,
    )  # fmt: skip
    best = ranked.unique(subset=PAIR_KEY, keep="first", maintain_order=True)
    pairs = best.join(_together(weighed), on=PAIR_KEY).sort(PAIR_KEY)
    renumbered = pairs.rename({"pair": "hit"}).with_row_index("pair")
    evidence = (
        told.rename({"pair": "hit"})
        .join(renumbered.select("pair", "hit"), on="hit")
        .select(EVIDENCE_SCHEMA.names())
    )
    return renumbered.drop("hit", "bits", "channel"), evidence


def together(
    batches: Iterable[tuple[pl.DataFrame, pl.DataFrame]],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs and evidence of several batches as one; no pair stands in two of them."""
    pairs, evidence, above = [], [], 0
    for of_batch, told in [best_hits(pl.DataFrame(schema=BRAND_HIT_SCHEMA)), *batches]:
        pairs.append(of_batch.with_columns(pl.col("pair") + above))
        evidence.append(told.with_columns(pl.col("pair") + above))
        above += of_batch.height
    # Numbered in the order of brand and filing, as if all had come in one batch.
    ranked = pl.concat(pairs).sort(PAIR_KEY).rename({"pair": "old"}).with_row_index("pair")
    renumbered = (
        pl.concat(evidence).rename({"pair": "old"}).join(ranked.select("old", "pair"), on="old")
    )
    return ranked.drop("old"), renumbered.select(EVIDENCE_SCHEMA.names())


def _place_of_relation() -> pl.Expr:
    """Where a relation stands among the channels: of equal hits the plainer is shown."""
    order = {relation: place for place, relation in enumerate(RELATIONS)}
    return pl.col("relation").replace_strict(order, return_dtype=pl.Int8)


def bits(evidence: pl.DataFrame) -> pl.DataFrame:
    """The sum of evidence of each pair: ``pair``, ``bits``."""
    weighed = evidence.join(weight_table(), on="code")
    return weighed.group_by("pair").agg(bits=(pl.col("weight") * pl.col("times")).sum())


def _together(hits: pl.DataFrame) -> pl.DataFrame:
    """What all the hits of a brand on a filing say together."""
    exact = (pl.col("edits") == 0) & (
        (pl.col("relation") == "hanzi") | (pl.col("unit") == pl.col("spelled"))
    )
    in_mark = exact & (pl.col("unit_source") == "mark")
    return hits.group_by(PAIR_KEY).agg(
        hits=pl.len(),
        exact_scripts=pl.col("script").filter(in_mark).n_unique(),
        exact_forms=pl.col("form").filter(in_mark).unique().sort(),
    )

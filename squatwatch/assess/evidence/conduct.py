"""What the applicant does: several unrelated brands, a partner of the brand, no name at all."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.rows import evidence_rows


def several_forms(pairs: pl.DataFrame) -> pl.DataFrame:
    """The mark carries the brand exactly in two scripts, characters and pinyin say."""
    return evidence_rows(
        pairs.filter(pl.col("exact_scripts") > 1), "mark.several-forms",
        pl.col("exact_forms").alias("forms"),
    )  # fmt: skip


def several_brands(pairs: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """One filer has hits on two or more unrelated brands.

    ``groups``: ``pair``, ``owner`` of the pair's brand, ``brands`` and ``owners`` of the group,
    in the same order; brands of the pair's own owner are not told as others.
    """
    others = (
        groups.select("pair", "owner", "brands", "owners")
        .explode("brands", "owners")
        .filter(pl.col("owner") != pl.col("owners"))
        .group_by("pair")
        .agg(brands=pl.col("brands").sort(), count=pl.col("brands").n_unique())
        .sort("pair")
    )
    members = others.join(pairs.select("pair"), on="pair", how="semi")
    return evidence_rows(members, "filer.several-brands", "count", "brands")


def partner(pairs: pl.DataFrame, partners: pl.DataFrame) -> pl.DataFrame:
    """The applicant is one of the brand's partners; ``partners``: ``pair, name``."""
    return evidence_rows(partners.join(pairs.select("pair"), on="pair"), "filer.partner", "name")


def unknown_applicant(pairs: pl.DataFrame) -> pl.DataFrame:
    """The record names no applicant."""
    return evidence_rows(pairs.filter(~pl.col("applicant_known")), "applicant.unknown")

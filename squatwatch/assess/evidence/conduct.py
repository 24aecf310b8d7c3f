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
    """One filer has hits on two or more unrelated brands; ``groups``: ``pair, brands``."""
    members = pairs.select("pair", "brand_id").join(groups.select("pair", "brands"), on="pair")
    others = members.with_columns(
        brands=pl.col("brands").list.set_difference(pl.concat_list("brand_id")).list.sort()
    ).with_columns(count=pl.col("brands").list.len())
    return evidence_rows(
        others.filter(pl.col("count") > 0), "filer.several-brands", "count", "brands"
    )


def partner(pairs: pl.DataFrame, partners: pl.DataFrame) -> pl.DataFrame:
    """The applicant is one of the brand's partners; ``partners``: ``pair, name``."""
    return evidence_rows(partners.join(pairs.select("pair"), on="pair"), "filer.partner", "name")


def unknown_applicant(pairs: pl.DataFrame) -> pl.DataFrame:
    """The record names no applicant."""
    return evidence_rows(pairs.filter(~pl.col("applicant_known")), "applicant.unknown")

"""What the applicant does: several unrelated brands, a partner of the brand, no name at all."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family


def several_forms() -> Family:
    """The mark carries the brand exactly in two scripts, characters and pinyin say."""
    code = pl.when(pl.col("exact_scripts") > 1).then(pl.lit("mark.several-forms"))
    return Family("several-forms", code, (pl.col("exact_forms").alias("forms"),))


FULL_SURPRISE = 5.0
"""Bits beyond chance from which several brands count whole; a filer of thousands of marks meets
two by chance (filers/chance.py)."""


def several_brands() -> Family:
    """One filer, or filers of one address, have hits on two or more unrelated brands."""
    linked = pl.col("filer_group").is_not_null()
    code = (
        pl.when(~linked).then(None)
        .when(pl.col("group_link") == "address").then(pl.lit("filer.same-address"))
        .otherwise(pl.lit("filer.several-brands"))
    )  # fmt: skip
    brands = pl.col("group_brands")
    beyond_chance = (pl.col("group_surprise") / FULL_SURPRISE).clip(0, 1).fill_null(1.0)
    values = (brands.list.len().alias("count"), brands.alias("brands"))
    return Family("several-brands", code, values, times=beyond_chance)


def same_agent() -> Family:
    """The clients of one agent took several brands, more than chance would have it."""
    brands = pl.col("agent_brands")
    code = pl.when(brands.is_not_null()).then(pl.lit("filer.same-agent"))
    values = (pl.col("agent"), brands.list.len().alias("count"), brands.alias("brands"))
    return Family("agent", code, values)


def role() -> Family:
    """The applicant is a partner of the brand, or filed together with the owner."""
    codes = {"partner": "filer.partner", "joint": "filer.joint"}
    code = pl.col("role").replace_strict(codes, default=None, return_dtype=pl.String)
    return Family("role", code, (pl.col("role_name").alias("name"),))


def unknown_applicant() -> Family:
    """The record names no applicant."""
    code = pl.when(~pl.col("applicant_known")).then(pl.lit("applicant.unknown"))
    return Family("applicant", code)

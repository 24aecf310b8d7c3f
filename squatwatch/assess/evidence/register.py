"""How rare the unit is in the register itself."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family
from squatwatch.filers.keys import filer_keys
from squatwatch.filers.nobody import IDENTIFIER

MOST_DOUBLINGS = 4.0


def shared() -> Family:
    """Against: other filers bear the same unit; by the doublings of their number, four at most."""
    count = pl.col("other_filers")
    code = pl.when(count > 0).then(pl.lit("register.shared"))
    values = (pl.col("unit"), count.alias("count"), pl.col("other_filers_here").alias("here"))
    doublings = (count + 1).log(2).clip(0, MOST_DOUBLINGS)
    return Family("register", code, values, times=doublings)


BEARER = ("brand_id", "unit", "office", "own_filer")


def with_other_filers(pairs: pl.DataFrame, known: pl.DataFrame | None = None) -> pl.DataFrame:
    """The pairs with ``other_filers`` who bear the same unit, and those at the same office.

    Only filers who may have had it before the brand was known count: a name that many file once
    a brand is famous is not a common name for that. Filings that name no applicant count as one
    filer an office, since nobody knows how many they are. ``pairs`` needs ``own_filer`` and
    ``role``, which takes the owner, affiliates and partners out. ``known`` are bearers
    (``BEARER``) beside those of the pairs.
    """
    found = pairs.filter(bears()).select(BEARER)
    bearers = (found if known is None else pl.concat([found, known.select(BEARER)])).unique()
    return pairs.with_columns(
        other_filers=_others(pairs, bearers.drop("office").unique()),
        other_filers_here=_others(pairs, bearers),
    )


def bears() -> pl.Expr:
    """Whether a pair's filer may have had the name before the brand was known."""
    later = (pl.col("filed") >= pl.col("since_date")).fill_null(value=False)
    return pl.col("role").is_null() & ~later


def _others(pairs: pl.DataFrame, bearers: pl.DataFrame) -> pl.Series:
    """For each pair how many bear its unit, itself left out where it is among them.

    Counted and taken off, never joined to each other: many may bear one word.
    """
    key = [name for name in bearers.columns if name != "own_filer"]
    counts = bearers.group_by(key).agg(count=pl.len().cast(pl.Int64))
    itself = bearers.with_columns(itself=pl.lit(1, pl.Int64))
    told = (
        pairs.select(*key, "own_filer")
        .join(counts, on=key, how="left", maintain_order="left")
        .join(itself, on=[*key, "own_filer"], how="left", maintain_order="left")
    )
    return told.select(pl.col("count").fill_null(0) - pl.col("itself").fill_null(0)).to_series()


def with_filer(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with ``own_filer``: the first named, reconciled; one an office if none is."""
    named = pairs.select("pair", "applicants").explode("applicants").unnest("applicants")
    identifiers = pl.col("address").str.extract(f"^({IDENTIFIER.pattern})$")
    keys = pl.Series("key", filer_keys(named["name"]), dtype=pl.String)
    first = (
        named.with_columns(keys)
        .with_columns(key=pl.when(pl.col("key") == "").then(identifiers).otherwise("key"))
        .filter(pl.col("key").fill_null("") != "")
        .group_by("pair", maintain_order=True)
        .agg(own_filer=pl.col("key").first())
    )
    unnamed = pl.concat_str(pl.lit("unnamed at "), pl.col("office"))
    return pairs.join(first, on="pair", how="left", maintain_order="left").with_columns(
        pl.col("own_filer").fill_null(unnamed)
    )

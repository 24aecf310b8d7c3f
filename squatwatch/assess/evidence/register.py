"""How rare the unit is in the register itself."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.rows import evidence_rows
from squatwatch.filers.keys import filer_key

MOST_DOUBLINGS = 4.0


def rarity(pairs: pl.DataFrame) -> pl.DataFrame:
    """Against: other filers bear the same unit; by the doublings of their number, four at most.

    Only filers who may have had it before the brand was known count: a name that many file once
    a brand is famous is not a common name for that. Filings that name no applicant count as one
    filer an office, since nobody knows how many they are. ``pairs`` needs ``known_role``, which
    takes the owner, affiliates and partners out.
    """
    filers = _filers(pairs.filter(pl.col("known_role").is_null()))
    shared = (
        pairs.select("pair", "brand_id", "unit", "own_filer")
        .join(filers, on=["brand_id", "unit"])
        .filter(pl.col("filer") != pl.col("own_filer"))
        .group_by("pair", "unit")
        .agg(count=pl.col("filer").n_unique())
        .sort("pair")
    )
    doublings = (pl.col("count") + 1).log(2).clip(0, MOST_DOUBLINGS)
    return evidence_rows(shared, "register.shared", "unit", "count", times=doublings)


def with_filer(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with ``own_filer``: the first named, reconciled; one an office if none is."""
    filers = [
        next(filter(None, (_key_of(applicant) for applicant in applicants)), "")
        for applicants in pairs["applicants"].fill_null([]).to_list()
    ]
    unnamed = pl.concat_str(pl.lit("unnamed at "), pl.col("office"))
    return pairs.with_columns(
        own_filer=pl.when(pl.Series(filers, dtype=pl.String) == "")
        .then(unnamed)
        .otherwise(pl.Series(filers, dtype=pl.String))
    )


def _key_of(applicant: dict[str, str | None]) -> str:
    return filer_key(applicant["name"] or "", applicant["address"] or "")


def _filers(pairs: pl.DataFrame) -> pl.DataFrame:
    """Filers of each unit who may have had it before the brand: ``brand_id, unit, filer``."""
    later = (pl.col("filing_date") >= pl.col("since_date")).fill_null(value=False)
    return pairs.filter(~later).select("brand_id", "unit", filer="own_filer").unique()

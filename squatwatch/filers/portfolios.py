"""How many filings stand behind what was taken, and whether so many bring as much by chance."""

from __future__ import annotations

import polars as pl

from squatwatch.filers.chance import rate, surprise
from squatwatch.filers.register import Register

FILINGS = pl.struct("office", "application_key").n_unique()
"""How many filings stand in rows of pairs."""


def with_portfolios(
    found: pl.DataFrame, people: pl.DataFrame, register: Register | None
) -> pl.DataFrame:
    """Groups with ``filings``, ``portfolio`` and ``surprise`` (``groups.GROUP_SCHEMA``).

    ``found`` has ``link, key, household, brands``; ``people`` is everybody who was met, and where.
    """
    whose = pl.when(pl.col("link") == "address").then("household").otherwise("key")
    counted = pl.concat(
        [
            _counted(people, "key", "applicant", register),
            _counted(people, "household", "address", register),
        ]
    )
    joined = found.with_columns(whose=whose).join(
        counted, on=["link", "whose"], how="left", maintain_order="left"
    )
    if register is None:
        return joined.with_columns(surprise=pl.lit(None, dtype=pl.Float64))
    share = rate(people.select(FILINGS).item() + register.met, register.named)
    return joined.with_columns(surprise=beyond_chance(joined, pl.col("portfolio") * share))


def beyond_chance(found: pl.DataFrame, expected: pl.Expr) -> pl.Series:
    """By how many bits each row's number of brands is beyond what is expected."""
    rows = found.select(pl.col("brands").list.len(), expected).iter_rows()
    return pl.Series([surprise(taken, mean, 1.0) for taken, mean in rows], dtype=pl.Float64)


def _counted(people: pl.DataFrame, by: str, link: str, register: Register | None) -> pl.DataFrame:
    """The filings of each filer or household that were met, and those that the register has."""
    met = people.group_by(whose=by).agg(filings=FILINGS)
    unknown = pl.lit(None, dtype=pl.UInt32)
    if register is None:
        return met.with_columns(link=pl.lit(link), portfolio=unknown)
    held = (
        people.select(by, "name")
        .unique()
        .join(register.by_applicant, on="name")
        .group_by(whose=by)
        .agg(held=pl.col("filings").sum())
    )
    return met.join(held, on="whose", how="left").select(
        "whose",
        "filings",
        link=pl.lit(link),
        # What was met is in the register, whoever counted it.
        portfolio=pl.max_horizontal("held", "filings").cast(pl.UInt32),
    )

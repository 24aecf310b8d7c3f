"""Filings that are no warning: the owner's own, an affiliate's, older than the brand, ended."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family
from squatwatch.model import ENDED

REASONS = ("owner", "affiliate", "predates", "ended")
"""Why a pair is cleared; the first that holds is told."""


def with_clearing(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with ``cleared_by``; null for those that stand.

    ``pairs`` has ``role`` (``ownership.known_applicants``), ``filed`` (the day of filing, or of
    the priority that it claims), ``since_date`` and ``status``.
    """
    by_role = pl.col("role").is_in(["owner", "affiliate"])
    cleared = (
        pl.when(by_role).then(pl.col("role"))
        # Filed before the first day on which the brand can have been known.
        .when(pl.col("filed") < pl.col("since_date")).then(pl.lit("predates"))
        .when(pl.col("status").is_in(sorted(ENDED))).then(pl.lit("ended"))
    )  # fmt: skip
    return pairs.with_columns(cleared_by=cleared)


def reasons() -> tuple[Family, ...]:
    """The evidence that tells why a pair is cleared."""
    by_role = pl.col("cleared_by").is_in(["owner", "affiliate"])
    code = pl.concat_str(pl.lit("cleared."), pl.col("cleared_by"))
    return (
        Family("cleared", pl.when(by_role).then(code), (pl.col("role_name").alias("name"),)),
        Family(
            "cleared",
            pl.when(pl.col("cleared_by") == "predates").then(code),
            (pl.col("filed"), pl.col("since")),
        ),
        Family(
            "cleared",
            pl.when(pl.col("cleared_by") == "ended").then(code),
            (pl.col("status"),),
        ),
    )

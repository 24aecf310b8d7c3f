"""Filings that are no warning: the owner's own, an affiliate's, older than the brand, ended."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.rows import EVIDENCE_SCHEMA, evidence_rows
from squatwatch.model import ENDED

REASONS = ("owner", "affiliate", "predates", "ended")
"""Why a pair is cleared; the first that holds is told."""


def cleared(pairs: pl.DataFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cleared pairs (``pair, cleared_by``) and the evidence that says so.

    ``pairs``: ``pair, filing_date, since, since_date, status``; ``known``: applicants whom the
    watch list knows (``ownership.known_applicants``).
    """
    found = pl.concat(
        [
            _by_role(known, "owner"),
            _by_role(known, "affiliate"),
            _predates(pairs),
            _ended(pairs),
        ]
    ).with_columns(cleared_by=pl.col("code").str.strip_prefix("cleared."))
    order = pl.col("cleared_by").replace_strict(list(REASONS), list(range(len(REASONS))))
    first = found.sort("pair", order).unique(subset="pair", keep="first", maintain_order=True)
    return first.select("pair", "cleared_by"), first.select(EVIDENCE_SCHEMA.names())


def _by_role(known: pl.DataFrame, role: str) -> pl.DataFrame:
    return evidence_rows(known.filter(pl.col("role") == role), f"cleared.{role}", "name")


def _predates(pairs: pl.DataFrame) -> pl.DataFrame:
    """Filed before the first day on which the brand can have been known."""
    older = pairs.filter(pl.col("filing_date") < pl.col("since_date"))
    return evidence_rows(older, "cleared.predates", pl.col("filing_date").alias("filed"), "since")


def _ended(pairs: pl.DataFrame) -> pl.DataFrame:
    ended = pairs.filter(pl.col("status").is_in(sorted(ENDED)))
    return evidence_rows(ended, "cleared.ended", "status")

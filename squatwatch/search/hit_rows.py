"""Hits told as rows of brand and filing."""

from __future__ import annotations

import polars as pl

from squatwatch.match.similarity import with_similarity
from squatwatch.schemas import BRAND_HIT_SCHEMA


def hit_rows(found: pl.DataFrame) -> pl.DataFrame:
    """Hits of brands on filings (``schemas.BRAND_HIT_SCHEMA``), with their similarity.

    ``found`` has those of ``schemas.FORM_SCHEMA``, ``spelled``, ``office``, ``application_key``,
    ``unit_source``, ``whole`` (its words), ``unit``, ``relation``, ``edits``.
    """
    named = found.rename(
        {"kind": "form_kind", "weight": "form_weight", "part": "form_part"}
    ).with_columns(whole=pl.col("whole").str.replace_all(" ", "", literal=True))
    return with_similarity(named).select(BRAND_HIT_SCHEMA.names())

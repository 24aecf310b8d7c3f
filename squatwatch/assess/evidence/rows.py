"""The shape of evidence in columns."""

from __future__ import annotations

import polars as pl

EVIDENCE_SCHEMA = pl.Schema(
    {"pair": pl.UInt32, "code": pl.String, "times": pl.Float64, "values": pl.String}
)


def evidence_rows(
    frame: pl.DataFrame,
    code: str | pl.Expr,
    *values: str | pl.Expr,
    times: pl.Expr | float = 1.0,
) -> pl.DataFrame:
    """A row of evidence for each row of ``frame`` (which has ``pair``); rows without code go.

    ``values`` are the columns that the evidence rests on and its sentence names.
    """
    code_column = pl.lit(code) if isinstance(code, str) else code
    times_column = pl.lit(times) if isinstance(times, float) else times
    told = pl.struct(*values).struct.json_encode() if values else pl.lit("{}")
    return (
        frame.select(pair=pl.col("pair"), code=code_column, times=times_column, values=told)
        .filter(pl.col("code").is_not_null())
        .cast(EVIDENCE_SCHEMA)
    )

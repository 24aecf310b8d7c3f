"""A family of evidence: pieces of which at most one holds for a pair of brand and filing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

EVIDENCE_SCHEMA = pl.Schema(
    {"pair": pl.UInt32, "code": pl.String, "times": pl.Float64, "values": pl.String}
)
"""Evidence told: the pair, the code of ``reference/evidence.csv``, how often its weight counts,
and the values that it rests on, as JSON."""


@dataclass(frozen=True, slots=True)
class Family:
    """What one question about a pair may be answered with, as expressions over its columns.

    ``code`` gives the code of the answer, or null where there is nothing to tell. ``values`` are
    the columns that the answer rests on and its sentence names. ``times`` says how often the
    weight of the answer counts. ``silence`` says what it means that nothing is told: ``answer``,
    that none of the codes holds, which is something to know; ``unknown``, that the record does
    not say.
    """

    name: str
    code: pl.Expr
    values: tuple[pl.Expr, ...] = ()
    times: pl.Expr = field(default_factory=lambda: pl.lit(1.0))
    silence: Literal["answer", "unknown"] = "answer"


def codes_of(frame: pl.DataFrame, families: Iterable[Family]) -> pl.DataFrame:
    """The answers, a column for each family; null where it tells nothing."""
    return frame.select(family.code.alias(family.name) for family in families)


def tell(frame: pl.DataFrame, families: Sequence[Family]) -> pl.DataFrame:
    """The evidence on pairs (``pair`` and what the families look at), by ``EVIDENCE_SCHEMA``."""
    told = [_rows(frame, family) for family in families]
    return pl.concat([pl.DataFrame(schema=EVIDENCE_SCHEMA), *told])


def _rows(frame: pl.DataFrame, family: Family) -> pl.DataFrame:
    values = pl.struct(*family.values).struct.json_encode() if family.values else pl.lit("{}")
    return (
        frame.with_columns(code=family.code)
        .filter(pl.col("code").is_not_null())
        .select(pair=pl.col("pair"), code=pl.col("code"), times=family.times, values=values)
        .cast(EVIDENCE_SCHEMA)
    )

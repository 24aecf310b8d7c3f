"""The weights of evidence and the limits of levels, read from their tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import polars as pl

from squatwatch import reference


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One code of evidence: its weight in bits and its sentence in both languages."""

    code: str
    weight: float
    text_en: str
    text_zh: str
    source: str


@cache
def evidence_kinds() -> dict[str, EvidenceKind]:
    """Every kind of evidence by code (``reference/evidence.csv``).

    >>> evidence_kinds()["class.same"].weight
    2.0
    """
    rows = reference.table("evidence").iter_rows(named=True)
    return {
        row["code"]: EvidenceKind(
            row["code"], float(row["weight"]), row["text_en"], row["text_zh"], row["source"]
        )
        for row in rows
    }


@cache
def weight_table() -> pl.DataFrame:
    """``code``, ``weight`` of every kind of evidence, for joins."""
    kinds = evidence_kinds().values()
    return pl.DataFrame({"code": [k.code for k in kinds], "weight": [k.weight for k in kinds]})


@cache
def limit(name: str) -> float:
    """A limit of ``reference/levels.csv``.

    >>> limit("medium") < limit("high") < limit("urgent")
    True
    """
    rows = reference.table("levels").select("name", "value").iter_rows()
    return float(dict(rows)[name])

"""The weights of evidence and the limits of levels, read from their tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from math import isfinite
from pathlib import Path

import polars as pl

from squatwatch import reference
from squatwatch.assess.evidence.family import Family
from squatwatch.errors import DataError

FIRST_JUDGEMENT = "judgement"
"""The version of weights none of which is fitted."""

PLACES = 6
"""Sums are rounded to so many places: a level must not hang on the order of adding."""


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One code of evidence: its weight in bits and its sentence in both languages.

    ``family`` names the question it answers: of one family at most one holds for a pair.
    """

    code: str
    family: str
    weight: float
    text_en: str
    text_zh: str
    source: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every code, and where they come from.

    >>> default_weights()["class.same"] > 0 > default_weights()["class.unrelated"]
    True
    """

    version: str
    kinds: Mapping[str, EvidenceKind]

    def __getitem__(self, code: str) -> float:
        """The weight of a code in bits."""
        return self.kinds[code].weight

    @property
    def identity(self) -> str:
        """The version and a digest of all weights: two files may have one version."""
        told = json.dumps({code: kind.weight for code, kind in self.kinds.items()}, sort_keys=True)
        return f"{self.version} {sha256(told.encode()).hexdigest()[:16]}"

    @property
    def prior(self) -> float:
        """What holds before any evidence, in bits."""
        return self["prior"]

    def bits(self, families: Iterable[Family]) -> pl.Expr:
        """The sum of the evidence of some families, as an expression; the prior is not in it."""
        codes, bits = list(self.kinds), [kind.weight for kind in self.kinds.values()]
        return pl.sum_horizontal(
            pl.lit(0.0),
            *(
                family.code.replace_strict(codes, bits, default=0.0, return_dtype=pl.Float64)
                * family.times
                for family in families
            ),
        )

    def sum(self, families: Iterable[Family]) -> pl.Expr:
        """What a pair comes to: the evidence of some families and the prior, as an expression."""
        return (self.bits(families) + self.prior).round(PLACES)

    def most(self, families: Iterable[str]) -> float:
        """The most that some families (by name) can add, where each counts once at most."""
        best: dict[str, float] = {}
        for kind in self.kinds.values():
            best[kind.family] = max(best.get(kind.family, 0.0), kind.weight)
        return sum(best.get(family, 0.0) for family in set(families))

    def codes_of(self, family: str) -> tuple[str, ...]:
        """The codes of a family."""
        return tuple(code for code, kind in self.kinds.items() if kind.family == family)

    def most_of(self, codes: Iterable[str]) -> float:
        """The most that any one of some codes can add; nothing where all speak against."""
        return max([0.0, *(self[code] for code in codes)])

    def with_weights(self, version: str, weights: Mapping[str, float]) -> Weights:
        """The same kinds with other weights for some codes."""
        kinds = {
            code: replace(kind, weight=weights.get(code, kind.weight))
            for code, kind in self.kinds.items()
        }
        return Weights(version, kinds)


@cache
def judged_weights() -> Weights:
    """The weights as first judged (``reference/evidence.csv``), before anything is fitted."""
    rows = reference.table("evidence").iter_rows(named=True)
    kinds = {row["code"]: EvidenceKind(**{**row, "weight": float(row["weight"])}) for row in rows}
    return Weights(FIRST_JUDGEMENT, kinds)


@cache
def default_weights() -> Weights:
    """The weights that a scan uses unless it is given others: fitted ones over the judged."""
    return fitted(reference.table("weights"))


def read_weights(path: Path) -> Weights:
    """The weights of a file that ``squatwatch evaluate`` wrote.

    Raises ``DataError`` when it is none, or has codes that this version does not know.
    """
    try:
        return fitted(pl.read_csv(path, comment_prefix="#", infer_schema=False))
    except (OSError, pl.exceptions.PolarsError, ValueError) as error:
        raise DataError(
            f"this is no file of weights ({error})",
            where=str(path),
            do="write one with 'squatwatch evaluate --write'",
        ) from error


def fitted(table: pl.DataFrame) -> Weights:
    """The weights of a table of ``version, code, weight``.

    Raises ``ValueError`` for unknown codes and for what is no finite number.
    """
    missing = {"version", "code", "weight"}.difference(table.columns)
    if missing:
        raise ValueError(f"no column {', '.join(sorted(missing))}")
    rows = table.select("code", "weight").iter_rows()
    weights = {code: float("nan" if bits is None else bits) for code, bits in rows}
    if odd := [str(code) for code, bits in weights.items() if not isfinite(bits)]:
        raise ValueError(f"no number as weight of {', '.join(sorted(odd))}")
    if unknown := weights.keys() - judged_weights().kinds.keys():
        raise ValueError(f"unknown codes: {', '.join(sorted(unknown))}")
    version = table["version"].first() if table.height else FIRST_JUDGEMENT
    return judged_weights().with_weights(str(version), weights)


def evidence_kinds() -> Mapping[str, EvidenceKind]:
    """Every kind of evidence by code, with the weight that a scan uses."""
    return default_weights().kinds


@cache
def limit(name: str) -> float:
    """A limit of ``reference/levels.csv``.

    >>> limit("medium") < limit("high") < limit("urgent")
    True
    """
    rows = reference.table("levels").select("name", "value").iter_rows()
    return float(dict(rows)[name])

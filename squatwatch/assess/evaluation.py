"""What weights are worth: how the labelled filings and the register fall on scores and levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import fmean

import polars as pl

from squatwatch.assess.assess import FAMILIES
from squatwatch.assess.fitting import Fitted
from squatwatch.assess.hits import PAIR_KEY
from squatwatch.assess.levels import level, score
from squatwatch.assess.weights import Weights, limit

SETS = ("case", "case-held-out", "near-miss", "near-miss-held-out", "negative", "own")
"""What is told apart: documented cases and respelt ones, each fitted on and held out; lawful
filings that look like a brand; the owners' own."""
DOCUMENTED = SETS[:4]

EDGES = (-4.0, -2.0, 2.0, 4.0, 6.0)
"""Sums in bits between which scores are told together, beside the limits of the levels."""
Z = 1.96
"""Of a normal distribution: 95 % two-sided."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many.

    >>> [round(end, 3) for end in Share(30, 35).interval]
    [0.706, 0.937]
    """

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share in [0, 1]; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95 % interval after Wilson, JASA 22 (1927); None of nothing."""
        if not self.of:
            return None
        share, spread = self.count / self.of, Z * Z / self.of
        middle = (share + spread / 2) / (1 + spread)
        half = Z * sqrt(share * (1 - share) / self.of + spread / (4 * self.of)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class SetShares:
    """How a set of labelled filings (``SETS``) comes out.

    ``hits`` of all: those that satisfy the match relation; ``cleared`` of the hits; ``medium``
    and ``high`` of all: those that stand at the level or above it and are not cleared.
    """

    name: str
    hits: Share
    cleared: Share
    medium: Share
    high: Share


@dataclass(frozen=True, slots=True)
class Band:
    """The pairs whose sum in bits is ``least`` or more and below ``most``; cleared ones left out.

    ``scores`` are those of both ends.
    ``counts`` has each set, ``register`` the pairs of other filings. ``score`` is the mean score
    of the labelled ones (None without any), ``documented`` their share that are documented cases.
    """

    least: float
    most: float
    scores: tuple[float, float]
    counts: Mapping[str, int]
    register: int
    score: float | None
    documented: Share


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Pairs of the register at a level, or cleared for a reason (``cleared.owner``).

    ``named`` and ``unnamed``: those whose record names an applicant, and those that do not.
    """

    level: str
    named: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What weights are fitted on.

    ``cases`` and ``near_misses`` that are hits and not held out, of ``brands`` brands;
    ``register``: pairs of the register they are compared with, ``filings`` in it, ``watched``
    brands. Digests: ``labelled`` of the file's bytes, ``store`` of the filings, ``rules`` of what
    made the forms, ``run`` of all that went in.
    """

    cases: int
    near_misses: int
    brands: int
    register: int
    filings: int
    watched: int
    labelled: str
    store: str
    rules: str
    run: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Weights as fitted, what they are fitted on, and how they measure."""

    basis: Basis
    weights: Weights
    judged_prior: float
    fitted: tuple[Fitted, ...]
    bands: tuple[Band, ...]
    sets: tuple[SetShares, ...]
    levels: tuple[LevelCount, ...]


def weighed_by(pairs: pl.DataFrame, weights: Weights) -> pl.DataFrame:
    """Assessed pairs with ``bits``, ``score`` and ``level`` by other weights.

    Best hits and filer groups stay those that they were assessed with.
    """
    return pairs.with_columns(bits=weights.bits(FAMILIES) + weights.prior).with_columns(
        score=score(pl.col("bits")), level=level(pl.col("bits"), pl.col("applicant_known"))
    )


def shares(labels: pl.DataFrame, pairs: pl.DataFrame) -> tuple[SetShares, ...]:
    """How each set comes out that has a filing.

    ``labels``: ``PAIR_KEY`` and ``set``; ``pairs``: those of them that are hits, assessed.
    """
    stands = pl.col("cleared_by").is_null()
    told = labels.join(pairs, on=PAIR_KEY, how="left").group_by("set").agg(
        pl.len(),
        hits=pl.col("level").is_not_null().sum(),
        cleared=pl.col("cleared_by").is_not_null().sum(),
        medium=(stands & pl.col("level").is_in(["medium", "high"])).sum(),
        high=(stands & (pl.col("level") == "high")).sum(),
    )  # fmt: skip
    rows = {row["set"]: row for row in told.iter_rows(named=True)}
    return tuple(_shares(rows[name]) for name in SETS if name in rows)


def _shares(row: Mapping[str, int]) -> SetShares:
    return SetShares(
        str(row["set"]),
        Share(row["hits"], row["len"]),
        Share(row["cleared"], row["hits"]),
        Share(row["medium"], row["len"]),
        Share(row["high"], row["len"]),
    )


def bands(labelled: pl.DataFrame, register: pl.DataFrame) -> tuple[Band, ...]:
    """The bands of the score from the lowest, with what falls there.

    ``labelled``: assessed pairs with ``set``; ``register``: those of other filings.
    """
    standing, others = (
        pairs.filter(pl.col("cleared_by").is_null()) for pairs in (labelled, register)
    )
    return tuple(
        _band(least, most, *(pairs.filter(_within(least, most)) for pairs in (standing, others)))
        for least, most in _edges()
    )


def _edges() -> Iterator[tuple[float, float]]:
    inner = {*EDGES, *(limit(name) for name in ("medium", "high", "urgent"))}
    return pairwise([float("-inf"), *sorted(inner), float("inf")])


def _within(least: float, most: float) -> pl.Expr:
    return (pl.col("bits") >= least) & (pl.col("bits") < most)


def _band(least: float, most: float, labelled: pl.DataFrame, register: pl.DataFrame) -> Band:
    found = dict(labelled.group_by("set").len().iter_rows())
    counts = {name: int(found.get(name, 0)) for name in SETS}
    documented = Share(sum(counts[name] for name in DOCUMENTED), labelled.height)
    scores = labelled["score"].to_list()
    mean = fmean(scores) if scores else None
    ends = pl.select(score(pl.lit(pl.Series([least, most]))))
    return Band(
        least, most, (ends.item(0, 0), ends.item(1, 0)), counts, register.height, mean, documented
    )


def levels(pairs: pl.DataFrame) -> tuple[LevelCount, ...]:
    """How assessed pairs of the register fall on the levels, the highest first."""
    outcome = (
        pl.when(pl.col("cleared_by").is_null())
        .then("level")
        .otherwise(pl.concat_str(pl.lit("cleared."), "cleared_by"))
    )
    told = pairs.group_by(outcome=outcome).agg(
        named=pl.col("applicant_known").sum(), unnamed=(~pl.col("applicant_known")).sum()
    )
    order = {"high": 0, "medium": 1, "low": 2}
    rows = sorted(told.iter_rows(), key=lambda row: (order.get(row[0], 3), row[0]))
    return tuple(LevelCount(*row) for row in rows)

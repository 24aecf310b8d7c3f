"""From a sum of evidence to a score and a level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from squatwatch.assess.weights import limit
from squatwatch.assess.windows import window_state
from squatwatch.model import Level, Window


def score(sum_of_bits: pl.Expr) -> pl.Expr:
    """The sum of evidence, prior included, as a number in (0, 1): a logistic curve, 0.5 at none.

    It ranks, and is no probability: pieces of evidence hang together, so that their sum says more
    than it knows. ``score_spread`` of ``levels.csv`` is how many bits double the odds.
    """
    return 1 / (1 + pl.lit(2.0).pow(-sum_of_bits / limit("score_spread")))


def level(sum_of_bits: pl.Expr, applicant_known: pl.Expr) -> pl.Expr:
    """``high``, ``medium`` or ``low``; a record that names no applicant reaches medium at most."""
    return (
        pl.when((sum_of_bits >= limit("high")) & applicant_known).then(pl.lit("high"))
        .when(sum_of_bits >= limit("medium")).then(pl.lit("medium"))
        .otherwise(pl.lit("low"))
    )  # fmt: skip


def raised_by_urgency(
    found: Level,
    sum_of_bits: float,
    *,
    conduct: bool,
    windows: Sequence[Window],
    as_of: date,
    priority_until: date | None = None,
) -> Level:
    """``urgent`` for a high level with conduct behind it and something to be done now.

    ``conduct`` is evidence beyond the mark and its class: identity of the mark alone never
    reaches urgent. Something is to be done when a window closes within 30 days or opened at most
    7 days ago, or when the owner's right of priority (to ``priority_until``) lapses within 30.
    """
    strong = found == "high" and conduct and sum_of_bits >= limit("urgent")
    pressing = any(is_pressing(window, as_of) for window in windows)
    return "urgent" if strong and (pressing or _lapses_soon(priority_until, as_of)) else found


def _lapses_soon(until: date | None, as_of: date) -> bool:
    return until is not None and 0 <= (until - as_of).days <= limit("urgent_days_left")


def is_pressing(window: Window, as_of: date) -> bool:
    """Whether a window is open and closes soon, or opened just now."""
    if window_state(window, as_of) != "open":
        return False
    closes_soon = window.days_left is not None and window.days_left <= limit("urgent_days_left")
    opened = (as_of - window.opens).days if window.opens else None
    return closes_soon or (opened is not None and opened <= limit("urgent_days_open"))

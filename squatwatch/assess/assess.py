"""Hits weighed: for each brand and filing the evidence, a score and a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from squatwatch.assess.clearing import cleared
from squatwatch.assess.evidence import conduct, goods, register
from squatwatch.assess.hits import bits
from squatwatch.assess.levels import level, score
from squatwatch.assess.ownership import known_applicants
from squatwatch.assess.weights import evidence_kinds, limit
from squatwatch.filers.groups import filer_groups
from squatwatch.model import Brand, Right

CONDUCT = ("filer.several-brands", "filer.partner")
"""Evidence of what the applicant does, beyond the mark itself."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found, in columns.

    ``pairs``: brand and filing with the best hit, ``bits``, ``score``, ``level``,
    ``cleared_by``, ``conduct``, ``filer_group``. ``evidence``: its rows
    (``evidence.EVIDENCE_SCHEMA``), the prior left out.
    """

    pairs: pl.DataFrame
    evidence: pl.DataFrame


def assess(
    best: tuple[pl.DataFrame, pl.DataFrame],
    filings: pl.DataFrame,
    brands: Sequence[Brand],
    rights: Sequence[Right] = (),
) -> Assessed:
    """Weigh the best hit of each brand and filing, with all evidence around it.

    ``best`` as ``hits.best_hits`` or ``hits.together`` gives it, ``filings`` those that were hit,
    with ``application_key`` (``schemas.FILING_SCHEMA``).
    """
    best_of_pairs, of_the_hit = best
    pairs = _with_facts(best_of_pairs, filings, brands)
    known = known_applicants(pairs, brands, rights)
    clear, why_clear = cleared(pairs, known)
    partners = known.filter(pl.col("role") == "partner")
    standing = pairs.join(clear, on="pair", how="anti")
    with_roles = pairs.join(known.select("pair", known_role="role"), on="pair", how="left")
    told = pl.concat(
        [
            of_the_hit,
            goods.classes(pairs),
            conduct.several_forms(pairs),
            conduct.partner(pairs, partners),
            conduct.unknown_applicant(pairs),
            register.rarity(with_roles),
        ]
    )
    groups = _groups(standing, told, brands)
    told = pl.concat([told, conduct.several_brands(pairs, groups), why_clear])
    return Assessed(_levelled(pairs, told, clear, groups), told.sort("pair", "code"))


def _with_facts(
    pairs: pl.DataFrame, filings: pl.DataFrame, brands: Sequence[Brand]
) -> pl.DataFrame:
    """The pairs with what the evidence needs to know of filing and brand."""
    facts = filings.select(
        "office",
        "application_key",
        "registration_number",
        "classes",
        "applicants",
        "filing_date",
        "status",
    ).with_columns(applicant_known=_names_an_applicant())
    of_brand = pl.DataFrame(
        [(brand.brand_id, list(brand.classes), brand.since, brand.since_date) for brand in brands],
        schema={
            "brand_id": pl.String,
            "brand_classes": pl.List(pl.Int16),
            "since": pl.String,
            "since_date": pl.Date,
        },
        orient="row",
    )
    known = pairs.join(facts, on=["office", "application_key"]).join(of_brand, on="brand_id")
    return register.with_filer(known.sort("pair"))


def _names_an_applicant() -> pl.Expr:
    """Whether a record names an applicant: one with a country alone is not named."""
    name = pl.element().struct.field("name").fill_null("").str.strip_chars()
    return pl.col("applicants").list.eval(name != "").list.any().fill_null(value=False)


def _groups(standing: pl.DataFrame, told: pl.DataFrame, brands: Sequence[Brand]) -> pl.DataFrame:
    """Filer groups among the pairs that the mark alone makes worth counting."""
    prior = evidence_kinds()["prior"].weight
    of_the_mark = told.filter(~pl.col("code").is_in(CONDUCT))
    weighed = standing.join(bits(of_the_mark), on="pair", how="left")
    counted = weighed.filter(pl.col("bits").fill_null(0.0) + prior >= limit("filer_group"))
    return filer_groups(counted, brands)


def _levelled(
    pairs: pl.DataFrame, told: pl.DataFrame, clear: pl.DataFrame, groups: pl.DataFrame
) -> pl.DataFrame:
    prior = evidence_kinds()["prior"].weight
    total = pl.col("bits").fill_null(0.0) + prior
    with_conduct = told.filter(pl.col("code").is_in(CONDUCT))["pair"].unique()
    return (
        pairs.join(bits(told), on="pair", how="left")
        .join(clear, on="pair", how="left")
        .join(groups.select("pair", "filer_group"), on="pair", how="left")
        .with_columns(bits=total)
        .with_columns(
            score=score(pl.col("bits")),
            level=level(pl.col("bits"), pl.col("applicant_known")),
            conduct=pl.col("pair").is_in(with_conduct.implode()),
        )
        .sort("pair")
    )

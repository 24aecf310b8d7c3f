"""What the evidence looks at: the facts of filing, brand and owner, joined to each pair."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from squatwatch.assess.clearing import with_clearing
from squatwatch.assess.evidence import figurative, goods, register, rights, timing
from squatwatch.assess.ownership import known_applicants
from squatwatch.model import Brand, Event, Right

_OF_FILING = (
    "office", "application_key", "application_number", "registration_number", "classes", "goods",
    "similar_groups", "translation", "applicants", "representative", "filing_date", "status",
    "vienna_codes",
)  # fmt: skip


def with_facts(
    pairs: pl.DataFrame,
    filings: pl.DataFrame,
    brands: Sequence[Brand],
    owned: Sequence[Right],
    events: Sequence[Event],
    bearers: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The pairs with all that the evidence beside the hit needs to know, by ``pair``.

    ``bearers`` of the same units beside the pairs, as ``evidence.register.BEARER`` names them.
    """
    known = _of_brands(_of_filings(pairs, filings), brands).sort("pair")
    roles = known_applicants(known, brands, owned).rename({"name": "role_name"})
    told = with_clearing(known.join(roles, on="pair", how="left", maintain_order="left"))
    own = rights.own_filings(told.filter("promising"), owned)
    told = register.with_other_filers(register.with_filer(told), bearers)
    told = goods.with_similar_groups(goods.with_goods(told), own)
    told = timing.with_events(rights.with_rights(told, own), events)
    return figurative.with_vienna(told)


def names_an_applicant() -> pl.Expr:
    """Whether a record names an applicant: one with a country alone is not named."""
    name = pl.element().struct.field("name").fill_null("").str.strip_chars()
    return pl.col("applicants").list.eval(name != "").list.any().fill_null(value=False)


def _of_filings(pairs: pl.DataFrame, filings: pl.DataFrame) -> pl.DataFrame:
    """With the record; ``filed`` is the day of the priority that it claims, where that is older."""
    facts = filings.select(
        *_OF_FILING,
        filed=pl.min_horizontal("filing_date", "priority_date"),
        applicant_known=names_an_applicant(),
    )
    return pairs.join(facts, on=["office", "application_key"])


def _of_brands(pairs: pl.DataFrame, brands: Sequence[Brand]) -> pl.DataFrame:
    met = {*pairs["brand_id"].unique()}
    known = [brand for brand in brands if brand.brand_id in met]
    facts = pl.DataFrame(
        {
            "brand_id": [brand.brand_id for brand in known],
            "brand_classes": [list(brand.classes) for brand in known],
            "brand_vienna": [list(brand.vienna) for brand in known],
            "since": [brand.since for brand in known],
            "since_date": [brand.since_date for brand in known],
        },
        schema={
            "brand_id": pl.String,
            "brand_classes": pl.List(pl.Int16),
            "brand_vienna": pl.List(pl.String),
            "since": pl.String,
            "since_date": pl.Date,
        },
    )
    return pairs.join(facts, on="brand_id")

"""The applicants of pairs: a row for each pair and applicant who is somebody."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from squatwatch.filers.addresses import address_keys, names_somebody
from squatwatch.filers.keys import filer_keys, keys_apart
from squatwatch.filers.nobody import IDENTIFIER


def people_of(pairs: pl.DataFrame, owners: Mapping[str, str]) -> pl.DataFrame:
    """Who filed what: the columns of ``pairs`` but for ``applicants``, and of each applicant more.

    ``owner`` of the brand (``owners``, by brand id); ``name`` as published; ``key`` of the filer;
    ``known_as``, its key in whatever characters it is written; ``address``, the key of its
    address, empty where that is none or may be the representative's.
    """
    if "representative" not in pairs.columns:
        pairs = pairs.with_columns(representative=pl.lit(None, dtype=pl.String))
    rows = pairs.explode("applicants").unnest("applicants")
    identifiers = pl.col("address").str.extract(f"^({IDENTIFIER.pattern})$").fill_null("")
    keyed = rows.with_columns(
        owner=pl.col("brand_id").replace_strict(owners, default=pl.col("brand_id")),
        name=pl.col("name").fill_null(""),
        key=_or(keys_apart(rows["name"]), identifiers),
        known_as=_or(filer_keys(rows["name"]), identifiers),
    ).filter(pl.col("key") != "")
    return keyed.with_columns(address=_own_addresses(keyed))


def _or(keys: pl.Series, otherwise: pl.Expr) -> pl.Expr:
    return pl.when(keys == "").then(otherwise).otherwise(keys)


def _own_addresses(people: pl.DataFrame) -> pl.Series:
    """The keys of addresses that are the applicants' own, as far as the records tell.

    An address that holds the representative's name, or at which somebody is who represents
    others, is the representative's.
    """
    keys = address_keys(people["address"])
    holds = [
        bool(key) and names_somebody(address, agent)
        for key, address, agent in zip(
            keys, people["address"], people["representative"].fill_null(""), strict=True
        )
    ]
    agents = filer_keys(people["representative"]).unique()
    of_agents = keys.filter(people["known_as"].is_in(agents.implode())).unique()
    taken = pl.Series(holds, dtype=pl.Boolean) | keys.is_in(of_agents.implode())
    return pl.select(pl.when(taken).then(pl.lit("")).otherwise(keys)).to_series()

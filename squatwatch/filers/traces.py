"""By what a filer may be met again: keys of the names and places in a record."""

from __future__ import annotations

import polars as pl

from squatwatch.filers.addresses import address_keys
from squatwatch.filers.keys import filer_keys
from squatwatch.filers.nobody import IDENTIFIER
from squatwatch.store.keys import KEY

PLACE = "at "
"""Stands before the key of a place, so that no name is taken for one."""


def traces(filings: pl.DataFrame) -> pl.DataFrame:
    """Of each filing ``office, application_key, traces``: the keys of its applicants and places.

    ``filings`` as ``schemas.FILING_SCHEMA`` has them, with ``application_key``. Two filings that a
    filer group may join (``filers.groups``) have a key in common, or are joined by others that do;
    a filing by nobody has none.
    """
    people = filings.select(*KEY, "applicants").explode("applicants").unnest("applicants")
    identifier = pl.col("address").str.extract(f"^({IDENTIFIER.pattern})$")
    keyed = people.select(
        *KEY,
        pl.Series("name", filer_keys(people["name"]), dtype=pl.String),
        identifier.alias("identifier"),
        pl.Series("place", address_keys(people["address"]), dtype=pl.String),
    ).with_columns(place=pl.when(pl.col("place") != "").then(PLACE + pl.col("place")))
    found = keyed.select(*KEY, filer=pl.concat_list("name", "identifier", "place")).explode("filer")
    known = found.filter(pl.col("filer").fill_null("") != "")
    gathered = known.group_by(KEY).agg(traces=pl.col("filer").unique().sort())
    return (
        filings.select(KEY)
        .join(gathered, on=KEY, how="left")
        .with_columns(pl.col("traces").fill_null([]))
    )

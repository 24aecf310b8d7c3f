"""Which filers belong together: those of one address, and what they have in common with others."""

from __future__ import annotations

import polars as pl

from squatwatch.filers.chance import limit
from squatwatch.filers.classes import Classes


def households(people: pl.DataFrame) -> pl.DataFrame:
    """Each filer with its household, the smallest key of those it shares addresses with.

    ``people`` has ``key`` and ``address`` (empty: none). By way of several addresses filers belong
    together as well. An address of more filers than ``most_at_an_address`` is taken for that of a
    company service, and links nobody. Returns ``key, household``.
    """
    at = people.select("key", "address").unique().filter(pl.col("address") != "")
    filers = pl.col("key").n_unique().over("address")
    shared = at.filter((filers > 1) & (filers <= limit("most_at_an_address")))
    together = Classes[str]()
    for several in shared.group_by("address").agg("key")["key"].to_list():
        together.join(*several)
    smallest: dict[str, str] = {}
    for key in together.items():
        root = together.of(key)
        smallest[root] = min(smallest.get(root, key), key)
    of = {key: smallest[together.of(key)] for key in together.items()}
    keys = people.select("key").unique(maintain_order=True)
    return keys.with_columns(
        household=pl.col("key").replace_strict(of, default=pl.col("key"), return_dtype=pl.String)
    )

"""Filer groups: one filer with hits on two or more unrelated brands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

import polars as pl

from squatwatch.filers.keys import filer_key, keys_apart
from squatwatch.filers.names import company_name
from squatwatch.filers.nobody import IDENTIFIER
from squatwatch.model import Brand

__all__ = ["GROUP_SCHEMA", "filer_groups", "filer_key", "group_identity"]

GROUP_SCHEMA = pl.Schema(
    {
        "pair": pl.UInt32(),
        "filer": pl.String(),
        "filer_group": pl.String(),
        "owner": pl.String(),
        "brands": pl.List(pl.String()),
        "owners": pl.List(pl.String()),
    }
)


def filer_groups(pairs: pl.DataFrame, brands: Sequence[Brand]) -> pl.DataFrame:
    """The groups among pairs (``pair, brand_id, applicants``), by ``GROUP_SCHEMA``.

    ``owner`` is that of the pair's brand; ``brands`` and ``owners`` are those of the group, in
    the same order.

    Brands of one owner are not unrelated: they count once. Nobody (an empty name, a placeholder)
    is never a filer; an applicant without a name who has an identifier of the EUIPO is one.
    """
    named = _named(pairs, _owners(brands))
    groups = (
        named.select("key", "brand_id", "owner")
        .unique()
        .sort("brand_id")
        .group_by("key", maintain_order=True)
        .agg(brands="brand_id", owners="owner")
        .filter(pl.col("owners").list.n_unique() > 1)
    )
    group_id = pl.Series(
        "filer_group", [group_identity(key) for key in groups["key"]], dtype=pl.String
    )
    return (
        named.join(groups.with_columns(group_id), on="key", maintain_order="left")
        .select(GROUP_SCHEMA.names())
        .unique(subset="pair", keep="first", maintain_order=True)
    )


def _named(pairs: pl.DataFrame, owners: Mapping[str, str]) -> pl.DataFrame:
    """A row for each pair and applicant who is somebody, with the key of the filer."""
    applicants = pairs.select("pair", "brand_id", "applicants").explode("applicants")
    people = applicants.unnest("applicants")
    keys = keys_apart(people["name"])
    identifiers = pl.col("address").str.extract(f"^({IDENTIFIER.pattern})$").fill_null("")
    return people.select(
        "pair",
        "brand_id",
        owner=pl.col("brand_id").replace_strict(owners, default=pl.col("brand_id")),
        filer=pl.col("name").fill_null(""),
        key=pl.when(keys == "").then(identifiers).otherwise(keys),
    ).filter(pl.col("key") != "")


def group_identity(key: str) -> str:
    """A short stable name of a group, which tells nothing of the filer's name."""
    return "F" + sha256(key.encode()).hexdigest()[:10]


def _owners(brands: Sequence[Brand]) -> dict[str, str]:
    """The owner of each brand as one string; the brand itself where the owner is not known.

    Brands are of one owner when they share its name in English or in Chinese.
    """
    owners: dict[str, str] = {}
    of_name: dict[str, str] = {}
    for brand in brands:
        companies = (company_name(name) for name in (brand.owner_en, brand.owner_zh))
        names = [company.residue for company in companies if company.residue]
        known = {of_name[name] for name in names if name in of_name}
        owner = min(known, default=names[0] if names else brand.brand_id)
        # A brand that gives both names can show that two owners known before are one.
        for found in (owners, of_name) if len(known) > 1 else ():
            found.update({key: owner for key, value in found.items() if value in known})
        of_name.update(dict.fromkeys(names, owner))
        owners[brand.brand_id] = owner
    return owners

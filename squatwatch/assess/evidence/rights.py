"""What the owner has at the office: an older right, a filing shortly after, nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from squatwatch.assess.evidence.family import Family
from squatwatch.assess.reach import places, shared_offices
from squatwatch.assess.reach import reach as office_reach
from squatwatch.model import ENDED, Right, application_key

BEFORE_THE_OWNER_DAYS = 365
"""A year: documented filings came a day to eleven months before the owner's (docs/evidence.md)."""

OWN_SCHEMA = pl.Schema(
    {
        "brand_id": pl.String(),
        "office": pl.String(),
        "number": pl.String(),
        "filed": pl.Date(),
        "classes": pl.List(pl.Int16()),
        "similar_groups": pl.List(pl.String()),
        "ended": pl.Boolean(),
    }
)
"""The owner's own filings: from the rights file, and those of the register known to be its own."""
_LISTS = ("classes", "similar_groups")


def own_rights() -> Family:
    """The owner's older right at the office, or that it has rights and none there."""
    older = pl.col("older_rights")
    code = (
        pl.when(older.list.len() > 0).then(pl.lit("rights.older-here"))
        .when(pl.col("rights_elsewhere") & ~pl.col("rights_here")).then(pl.lit("rights.none-here"))
    )  # fmt: skip
    return Family("rights", code, (older.alias("numbers"), pl.col("office")))


def before_owner() -> Family:
    """Filed within a year before the owner's own first filing at the office."""
    days = pl.col("days_before_owner")
    code = pl.when(days.is_between(1, BEFORE_THE_OWNER_DAYS)).then(pl.lit("time.before-owner"))
    return Family("before-owner", code, (days.alias("days"), pl.col("owner_number")))


def with_rights(pairs: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the owner's filings around them; ``own`` as ``OWN_SCHEMA``.

    ``older_rights``: numbers of those that stand and are older than the filing, at its office or
    one whose rights reach there; ``rights_here``: whether the owner has ever filed there, also
    where that has ended or where an international registration may reach, and
    ``rights_elsewhere``: whether it has filed anywhere; ``days_before_owner`` and
    ``owner_number``: to the owner's first filing at the office itself.
    """
    there = _covering(own)
    met = pairs.select("pair", "brand_id", "office", "filed").join(
        there.rename({"filed": "own_filed"}), on=["brand_id", "office"]
    )
    stands = ~pl.col("ended").fill_null(value=False)
    older = stands & (pl.col("own_filed") < pl.col("filed"))
    itself = pl.col("of_the_office") & (pl.col("own_filed") > pl.col("filed"))
    days = (pl.col("own_filed") - pl.col("filed")).dt.total_days()
    found = met.sort("pair", "own_filed", "number").group_by("pair", maintain_order=True).agg(
        older_rights=pl.col("number").filter(older),
        rights_here=pl.lit(value=True),
        days_before_owner=days.filter(itself).first(),
        owner_number=pl.col("number").filter(itself).first(),
        not_first=(pl.col("of_the_office") & (pl.col("own_filed") <= pl.col("filed"))).any(),
    )  # fmt: skip
    known = own.group_by("brand_id").agg(
        # Where an international registration holds, nothing here tells.
        reaches_anywhere=(pl.col("office") == "WO").any(),
        rights_elsewhere=pl.lit(value=True),
    )
    first = ~pl.col("not_first").fill_null(value=False)
    return (
        pairs.join(found, on="pair", how="left", maintain_order="left")
        .join(known, on="brand_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("older_rights").fill_null([]),
            pl.col("rights_elsewhere").fill_null(value=False),
            rights_here=(pl.col("rights_here") | pl.col("reaches_anywhere")).fill_null(value=False),
            days_before_owner=pl.when(first).then("days_before_owner"),
        )
        .drop("not_first", "reaches_anywhere")
    )


def own_filings(pairs: pl.DataFrame, rights: Sequence[Right]) -> pl.DataFrame:
    """The owner's own filings (``OWN_SCHEMA``): of the rights file, and pairs of its role."""
    of_file = pl.DataFrame(
        [
            (r.brand_id, r.office, r.number, r.filing_date, list(r.classes), [], r.status in ENDED)
            for r in rights
        ],
        schema=OWN_SCHEMA,
        orient="row",
    )
    of_register = pairs.filter(pl.col("role").is_in(["owner", "affiliate"])).select(
        "brand_id", "office", number="application_number", filed="filed",
        classes="classes", similar_groups="similar_groups",
        ended=pl.col("status").is_in(sorted(ENDED)),
    )  # fmt: skip
    both = pl.concat([of_file, of_register.cast(OWN_SCHEMA)])
    key = pl.col("number").map_elements(application_key, return_dtype=pl.String)
    # One filing, told by the file and by the register: what either knows of it holds.
    of_lists = [
        pl.col(name).list.explode(keep_nulls=False, empty_as_null=False).unique().sort()
        for name in _LISTS
    ]
    return (
        both.with_columns(key=key)
        .group_by("brand_id", "office", "key", maintain_order=True)
        .agg(pl.col("number").first(), pl.col("filed").min(), *of_lists, pl.col("ended").any())
        .select(OWN_SCHEMA.names())
    )


def _covering(own: pl.DataFrame) -> pl.DataFrame:
    """The owner's filings once for each place at which they hold."""
    itself = own.with_columns(of_the_office=pl.lit(value=True))
    wider = own.join(reach(), on="office").drop("office")
    reached = wider.rename({"place": "office"}).with_columns(of_the_office=pl.lit(value=False))
    return pl.concat([itself, reached.select(itself.columns)])


@cache
def reach() -> pl.DataFrame:
    """``office``, ``place``: the other offices where the rights of a shared one hold too.

    Those of the EUIPO hold at the office of the Benelux, all of which lies in the Union.
    """
    pairs = [
        (office, place)
        for office in shared_offices()
        for place in sorted(places(office) | office_reach(office))
        if place != office
    ]
    return pl.DataFrame(pairs, schema={"office": pl.String, "place": pl.String}, orient="row")

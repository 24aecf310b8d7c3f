"""Which filings may be those of a company of the watch list: a sieve before roles are told.

Nearly all applicants are strangers to the brand that their mark resembles. ``ownership`` looks at
names in Python, one pair after another; this leaves it, by columns, the pairs of which it may have
something to tell. It never leaves one out of which it would.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from squatwatch.assess.house import companies_of, without_remark
from squatwatch.filers.keys import same_own_words
from squatwatch.filers.names import CompanyName, company_names
from squatwatch.model import Brand, Right, application_key


def possibly_known(
    pairs: pl.DataFrame, brands: Sequence[Brand], rights: Sequence[Right]
) -> pl.DataFrame:
    """The pairs whose applicants the watch list or the rights file may know, in their order.

    ``pairs`` and the rest as ``ownership.known_applicants`` has them.
    """
    met = {*pairs["brand_id"].unique()}
    of_companies = _of_companies(pairs, [brand for brand in brands if brand.brand_id in met])
    of_numbers = _of_numbers(pairs, [right for right in rights if right.brand_id in met])
    found = pl.concat([of_companies, of_numbers])
    return pairs.join(found, on="pair", how="semi", maintain_order="left")


def _of_numbers(pairs: pl.DataFrame, rights: Sequence[Right]) -> pl.DataFrame:
    """``pair`` of the filings that have a number of the rights file, whichever of theirs it is."""
    owned = pl.DataFrame(
        [(right.brand_id, right.office, application_key(right.number)) for right in rights],
        schema={"brand_id": pl.String, "office": pl.String, "number": pl.String},
        orient="row",
    )
    there = pairs.join(owned, on=["brand_id", "office"], how="semi")
    printed = there["registration_number"].cast(pl.String).fill_null("")
    distinct = printed.unique()
    keys = pl.Series(map(application_key, distinct), dtype=pl.String)
    numbers = (pl.col("application_key"), printed.replace_strict(distinct, keys))
    either = [there.select("pair", "brand_id", "office", number=number) for number in numbers]
    return pl.concat(either).join(owned, on=owned.columns, how="semi").select("pair")


def _of_companies(pairs: pl.DataFrame, brands: Sequence[Brand]) -> pl.DataFrame:
    """``pair`` of the filings with an applicant whose own words may be those of a company.

    Whatever else must be equal of a company (``namesakes.is_company_of``): its own words are,
    or are read alike across scripts by companies of one trade.
    """
    house = pl.DataFrame(
        [
            (brand.brand_id, without_remark(name))
            for brand in brands
            for _, name in companies_of(brand)
        ],
        schema={"brand_id": pl.String, "company": pl.String},
        orient="row",
    ).unique()
    applicants = (
        pairs.select("pair", "brand_id", name=pl.col("applicants"))
        .explode("name")
        .with_columns(pl.col("name").struct.field("name"))
        .drop_nulls("name")
    )
    known = company_names(pl.concat([house["company"], applicants["name"]]))
    words = _words(known)
    ours = house.join(words.rename({"name": "company"}), on="company")
    theirs = applicants.join(words, on="name")
    alike = theirs.join(ours, on=["brand_id", "own"], how="semi")
    return pl.concat([alike.select("pair"), _across_scripts(theirs, ours, known)])


def _across_scripts(
    theirs: pl.DataFrame, ours: pl.DataFrame, known: dict[str, CompanyName]
) -> pl.DataFrame:
    """``pair`` of the applicants whose own words are read like a company's in another script."""
    both = theirs.filter("is_company").join(
        ours.filter("is_company"), on=["brand_id", "trades"], suffix="_of_ours"
    )
    possible = both.filter(~(pl.col("ascii") & pl.col("ascii_of_ours")))
    several = possible.select("name", "company").unique()
    alike = [same_own_words(known[name], known[company]) for name, company in several.iter_rows()]
    found = several.filter(pl.Series(alike, dtype=pl.Boolean))
    return possible.join(found, on=["name", "company"], how="semi").select("pair")


def _words(known: dict[str, CompanyName]) -> pl.DataFrame:
    """By name: its own words, its trades, whether it is a company's, whether it is in ASCII."""
    rows = [
        (name, one.own, "/".join(sorted(one.trades)), one.is_company, one.own.isascii())
        for name, one in known.items()
    ]
    schema = {
        "name": pl.String, "own": pl.String, "trades": pl.String, "is_company": pl.Boolean,
        "ascii": pl.Boolean,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")

"""Applicants from three columns that run in parallel: names, countries, addresses."""

from __future__ import annotations

import polars as pl

from squatwatch.schemas import APPLICANT_TYPE

_NONE = pl.lit([], dtype=pl.List(pl.String))


def applicants(texts: pl.DataFrame, row: str, *, by_place: bool = False) -> pl.DataFrame:
    """The applicants of each row that has any: columns ``row`` and ``applicants``.

    Names, countries and addresses belong together by place. Where other lists give one country
    for several names, it is the country of all, unless all is ``by_place``; a country without a
    name makes an applicant without a name. One with neither name, country nor address is none.
    """
    parts = {
        part: pl.col(column) if column in texts.columns else _NONE
        for part, column in (
            ("name", "applicants"),
            ("country", "applicant_countries"),
            ("address", "applicant_addresses"),
        )
    }
    lists = texts.select(row, **parts).filter(
        pl.any_horizontal(pl.col(part).list.len() > 0 for part in parts)
    )
    if not by_place:
        lists = lists.with_columns(country=_countries())
    longest = pl.max_horizontal(pl.col(part).list.len() for part in parts)
    padded = (_padded(pl.col(part), longest) for part in parts)
    people = lists.select(row, *padded).explode(list(parts))
    people = people.with_columns(
        pl.when(pl.col(part) != "").then(part).alias(part) for part in parts
    )
    people = people.filter(pl.any_horizontal(pl.col(part).is_not_null() for part in parts))
    gathered = people.group_by(row, maintain_order=True).agg(applicants=pl.struct(list(parts)))
    return gathered.cast({"applicants": pl.List(APPLICANT_TYPE)})


def _countries() -> pl.Expr:
    """Countries by place; ``DE, DE`` is how other lists write two, and one stands for all."""
    country, names = pl.col("country"), pl.col("name").list.len()
    apart = (
        pl.when(country.list.len() == 1)
        .then(country.list.first().str.extract_all(r"[^\s,;]+"))
        .otherwise(country)
    )
    one = apart.list.n_unique() == 1
    for_all = apart.list.first().repeat_by(names)
    return pl.when(one & (names > 0) & (country.list.len() == 1)).then(for_all).otherwise(apart)


def _padded(values: pl.Expr, length: pl.Expr) -> pl.Expr:
    """Lists made equally long by empty texts behind."""
    return values.list.concat(pl.lit("").repeat_by(length - values.list.len()))

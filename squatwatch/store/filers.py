"""Filings by who filed them: counted by name, and all that certain applicants filed.

Names and addresses are compared as they are printed; which spellings are one filer's is told
above (``squatwatch/filers``), from the candidates that are given here.
"""

from __future__ import annotations

import polars as pl

from squatwatch.store.connection import Connection, first, loaded, query

_PEOPLE = "(select rowid as spot, unnest(applicants) as one from filing)"


def named(connection: Connection) -> int:
    """How many filings name an applicant."""
    sql = """
        select count(*) from filing
        where list_bool_or([trim(coalesce(one.name, '')) <> '' for one in applicants])
    """
    return int(first(connection, sql)[0])


def by_applicant(connection: Connection, names: pl.Series) -> pl.DataFrame:
    """How many filings each of the names filed, alone or with others: ``name, filings``."""
    with loaded(connection, "wanted", _distinct(names, "name")):
        return query(
            connection,
            f"""
            select name, count(*)::uinteger as filings from (
                select distinct spot, one.name as name from {_PEOPLE}
                where one.name in (select name from wanted)
            ) group by name order by name
            """,  # noqa: S608 - our own words
        )


def represented(connection: Connection) -> pl.DataFrame:
    """How many filings of each office name a representative: ``office, filings``."""
    return query(
        connection,
        "select office, count(*)::uinteger as filings from filing"
        " where trim(coalesce(representative, '')) <> '' group by office order by office",
    )


def by_agent(connection: Connection, representatives: pl.Series) -> pl.DataFrame:
    """How many filings each has represented: ``office, representative, filings``."""
    with loaded(connection, "wanted", _distinct(representatives, "representative")):
        return query(
            connection,
            "select office, representative, count(*)::uinteger as filings from filing"
            " semi join wanted using (representative) group by all order by all",
        )


def candidates(connection: Connection, field: str, parts: pl.Series) -> pl.Series:
    """Distinct names or addresses (``field``) of applicants that may be those that are sought.

    In ASCII those that hold one of the ``parts``, case, spaces and punctuation aside; of others
    all, since how they are read only Python can tell.
    """
    plain = f"lower(regexp_replace(one.{field}, '[^a-zA-Z0-9]', '', 'g'))"
    with loaded(connection, "wanted", _distinct(parts, "part")):
        found = query(
            connection,
            f"""
            select distinct one.{field} as text from {_PEOPLE}
            where one.{field} is not null and (
                strlen(one.{field}) <> length(one.{field})
                or exists (select 1 from wanted where contains({plain}, part))
            ) order by text
            """,  # noqa: S608 - our own words
        )
    return found["text"]


def of_applicants(connection: Connection, names: pl.Series, addresses: pl.Series) -> pl.DataFrame:
    """The keys of what was filed by these names or from these addresses, as printed.

    ``office, application_key``, in this order.
    """
    with (
        loaded(connection, "wanted", _distinct(names, "name")),
        loaded(connection, "places", _distinct(addresses, "address")),
    ):
        return query(
            connection,
            f"""
            select office, application_key from filing where rowid in (
                select spot from {_PEOPLE} where one.name in (select name from wanted)
                or one.address in (select address from places)
            ) order by office, application_key
            """,  # noqa: S608 - our own words
        )


def _distinct(texts: pl.Series, name: str) -> pl.DataFrame:
    return texts.cast(pl.String).drop_nulls().unique().sort().alias(name).to_frame()

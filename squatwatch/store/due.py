"""What a sweep has still to look at: filings that were written, brands that changed."""

from __future__ import annotations

import polars as pl

from squatwatch.store.connection import Connection, first, query
from squatwatch.store.keys import KEY

_KEY = ", ".join(KEY)


def filings(connection: Connection) -> pl.DataFrame:
    """The keys of filings that were written or taken back (``office, application_key``)."""
    return query(connection, f"select distinct {_KEY} from filing_due order by all")  # noqa: S608


def brands(connection: Connection) -> list[str]:
    """The ids of brands that are new, changed or gone, with their rights and events."""
    rows = query(connection, "select distinct brand_id from brand_due order by all")
    return rows["brand_id"].to_list()


def everything(connection: Connection) -> None:
    """Let the next sweep look at everything, such as when evidence is weighed anew."""
    connection.execute("delete from filing_due")
    connection.execute(f"insert into filing_due select {_KEY} from filing")  # noqa: S608


def nothing(connection: Connection) -> None:
    """Note that all was looked at."""
    connection.execute("delete from filing_due")
    connection.execute("delete from brand_due")


def note_changed(connection: Connection, table: str, columns: str) -> None:
    """Note the brands of ``incoming`` of which ``table`` has other rows than ``incoming`` has."""
    held = f"(select {columns} from {table} semi join incoming using (brand_id))"  # noqa: S608
    given = f"(select {columns} from incoming)"  # noqa: S608
    connection.execute(
        f"insert into brand_due select distinct brand_id from"  # noqa: S608
        f" (({held} except all {given}) union all ({given} except all {held}))"
    )


def note_gone(connection: Connection) -> None:
    """Note the brands of ``incoming`` that are there and will be gone."""
    connection.execute(
        "insert into brand_due select brand_id from brand semi join incoming using (brand_id)"
    )


def digest(connection: Connection) -> str:
    """What is due, as one number: what tells a run from one that has less to look at."""
    sql = (
        "select count(*), sum(hash(brand_id)::hugeint) from (select distinct brand_id from"
        " brand_due)"
    )
    of_brands = first(connection, sql)
    sql = (
        f"select count(*), sum(md5_number_lower(office || ' ' || application_key)::hugeint)"  # noqa: S608
        f" from (select distinct {_KEY} from filing_due)"
    )
    return f"{of_brands[0]}:{':'.join(map(str, first(connection, sql)))}"

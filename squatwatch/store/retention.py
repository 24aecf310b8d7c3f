"""Filings that ended long ago, taken out with all that was kept of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from squatwatch.model import ENDED
from squatwatch.store.connection import Connection, first, loaded, query, temporary

DAYS = (
    "filing_date", "priority_date", "publication_date", "registration_date", "expiry_date",
    "opposition_start", "opposition_end",
)  # fmt: skip
OF_A_FILING = (
    "unit_posting", "unit_due", "filing_due", "raw_record", "filing_change", "bearer",
    "kept_pair", "alert", "filing",
)  # fmt: skip
"""What goes with a filing. The trail of an alert stays: it names who decided, not who filed."""


def outlived(connection: Connection, before: date, kept: Collection[str]) -> pl.DataFrame:
    """Keys of filings that have ended and whose last date is before a day.

    A filing without any date stays, and one that an alert of ``kept`` (identities) concerns.
    ``office, application_key``, in this order.
    """
    alerts = pl.DataFrame({"alert_id": pl.Series(list(kept), dtype=pl.String)})
    ended = ", ".join(f"'{status}'" for status in sorted(ENDED))
    with loaded(connection, "kept", alerts):
        return query(
            connection,
            f"""
            select office, application_key from filing
            where status in ({ended}) and greatest({", ".join(DAYS)}) < $before
            and (office, application_key) not in (
                select office, application_key from alert semi join kept using (alert_id)
            ) order by office, application_key
            """,  # noqa: S608 - our own columns
            before=before,
        )


def remove(connection: Connection, keys: pl.DataFrame) -> dict[str, int]:
    """Take filings (``office, application_key``) out with what was kept of them; rows by table."""
    with loaded(connection, "gone", keys):
        return {table: _remove(connection, table) for table in OF_A_FILING}


def count(connection: Connection, keys: pl.DataFrame) -> dict[str, int]:
    """How many rows of each table would go with these filings."""
    with loaded(connection, "gone", keys):
        sql = "select count(*) from {} semi join gone using (office, application_key)"
        return {table: int(first(connection, sql.format(table))[0]) for table in OF_A_FILING}


def _remove(connection: Connection, table: str) -> int:
    spots = f"select t.rowid as spot from {table} t semi join gone using (office, application_key)"  # noqa: S608
    with temporary(connection, "leaving", spots):
        sql = f"delete from {table} where rowid in (select spot from leaving)"  # noqa: S608
        return int(first(connection, sql)[0])

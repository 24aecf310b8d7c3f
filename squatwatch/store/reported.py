"""Filings that owners handed in: what was known of them then, and why they had been missed."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date
from typing import Literal, get_args

from squatwatch.store.connection import Connection, query

Missed = Literal["found", "not-swept", "below", "cleared", "no-relation", "not-held"]
"""Why no alert had told of a filing. ``found``: one had. ``not-swept``: it reaches medium, and no
sweep had looked at it; ``below``: it stays below medium; ``cleared``: it was taken for the owner's
own, older or ended; ``no-relation``: no form of the brand satisfies the match relation;
``not-held``: the store did not have it."""
MISSED: tuple[Missed, ...] = get_args(Missed)

_COLUMNS = "brand_id, office, application_key, reported_on, who, note, missed, level_before"


@dataclass(frozen=True, slots=True)
class ReportedFiling:
    """A filing that was handed in for a brand.

    ``level_before`` is the level that it reached then; empty where nothing was known of it.
    """

    brand_id: str
    office: str
    application_key: str
    reported_on: date
    who: str
    note: str
    missed: Missed
    level_before: str


def put(connection: Connection, reported: ReportedFiling) -> bool:
    """Write what was handed in; what was known when it first was stays. Whether it is new."""
    sql = f"""
        insert into reported_filing ({_COLUMNS}) select ?, ?, ?, ?, ?, ?, ?, ?
        where (?, ?, ?) not in (select (brand_id, office, application_key) from reported_filing)
    """  # noqa: S608 - our own columns
    values = list(astuple(reported))
    return bool(connection.execute(sql, [*values, *values[:3]]).fetchall()[0][0])


def get(connection: Connection) -> tuple[ReportedFiling, ...]:
    """All that was handed in, by day, then brand, office and number."""
    sql = (
        f"select {_COLUMNS} from reported_filing"  # noqa: S608 - our own columns
        " order by reported_on, brand_id, office, application_key"
    )
    return tuple(ReportedFiling(**row) for row in query(connection, sql).iter_rows(named=True))

"""What changed of the filings that were known, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from squatwatch.model import SourceFile
from squatwatch.store.connection import Connection, query, temporary

FOLLOWED = (
    "status", "publication_date", "opposition_end", "classes", "applicants", "designations",
)  # fmt: skip
"""The columns whose changes are kept: what makes an alert come back."""

TAKEN_BACK = "filing"
"""The field of a filing that its office took back: old is its last status, new is nothing."""

CHANGE_SCHEMA = pl.Schema(
    {
        "office": pl.String, "application_key": pl.String, "field": pl.String,
        "old": pl.String, "new": pl.String, "source": pl.String, "changed_on": pl.Date,
    }
)  # fmt: skip
"""A batch of changes; ``old`` and ``new`` are JSON, null where there was or is no value."""


def changes(connection: Connection, since: date) -> pl.DataFrame:
    """The changes (``CHANGE_SCHEMA``) noted on that day or later, the earliest first."""
    sql = (
        "select office, application_key, field, old::varchar as old, new::varchar as new, source,"
        " changed_on from filing_change where changed_on >= $since"
        " order by changed_on, office, application_key, field, filing_change.rowid"
    )
    return query(connection, sql, since=since).cast(CHANGE_SCHEMA)


def note_changes(connection: Connection, source: SourceFile) -> None:
    """Note what ``incoming`` changes of the filings in ``known`` that differ, before it does."""
    with temporary(connection, "pair", _PAIR):
        connection.execute(_NOTE_CHANGES, _origin(source))


def note_deletions(connection: Connection, source: SourceFile) -> None:
    """Note that the filings in ``known`` are taken back, before they are."""
    connection.execute(_NOTE_DELETIONS, _origin(source))


def _origin(source: SourceFile) -> dict[str, Any]:
    return {"source": source.digest, "day": source.taken_on}


_SIDES = ", ".join(f"o.{name} as old_{name}, i.{name} as new_{name}" for name in FOLLOWED)
_PAIR = f"""
    select office, application_key, {_SIDES}
    from known join incoming i using (office, application_key) join (
        select rowid as spot, {", ".join(FOLLOWED)} from filing
        where rowid in (select spot from known where differs)
    ) o using (spot)
"""  # noqa: S608 - our own columns
_FIELDS = " union all ".join(
    f"select office, application_key, '{name}' as field, to_json(old_{name}) as old,"  # noqa: S608
    f" to_json(new_{name}) as new from pair where old_{name} is distinct from new_{name}"
    for name in FOLLOWED
)
_NOTE_CHANGES = f"""
    insert into filing_change by name
    select *, $source as source, $day as changed_on from ({_FIELDS})
"""  # noqa: S608 - our own columns
_NOTE_DELETIONS = f"""
    insert into filing_change by name
    select office, application_key, '{TAKEN_BACK}' as field, to_json(status) as old,
        null as new, $source as source, $day as changed_on
    from known
"""  # noqa: S608 - our own columns

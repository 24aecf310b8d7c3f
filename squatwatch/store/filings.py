"""Filings in the store: written whole by (office, application number), read by text or by key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import polars as pl

from squatwatch.model import Counts, SourceFile
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import history
from squatwatch.store.connection import Connection, first, query, registered, temporary
from squatwatch.store.keys import KEY, keyed

_COLUMNS = ", ".join(FILING_SCHEMA)
_LISTS = [name for name, kind in FILING_SCHEMA.items() if isinstance(kind, pl.List)]
_DAYS_OF_THE_OFFICE = ("filing_date", "publication_date", "registration_date")
_STORED = pl.Schema([("application_key", pl.String()), *FILING_SCHEMA.items()])

DIGEST = f"md5_number_lower(json_array({_COLUMNS})::varchar)"
"""A number for all that a record says, the same in every version of DuckDB."""

TEXTS = """
    select office, application_key, 'mark' as source, mark_text as text from filing
    union all select office, application_key, 'transliteration', unnest(transliteration) from filing
    union all select office, application_key, 'translation', unnest(translation) from filing
    union all select office, application_key, 'pseudo-mark', unnest(pseudo_marks) from filing
    union all select office, application_key, 'description', description from filing
    union all select office, application_key, 'office-reading', unnest(office_reading) from filing
"""


def put(connection: Connection, filings: pl.DataFrame, source: SourceFile | None = None) -> Counts:
    """Write complete records; each replaces what was known. The last of equal keys wins.

    A record that says what is known already is not written again: the file would grow by it.
    """
    if filings.is_empty():
        return Counts()
    with _incoming(connection, filings), temporary(connection, "known", _KNOWN):
        counts = Counts(*first(connection, _COUNTS))
        if source:
            history.note_changes(connection, source)
        connection.execute(
            "delete from filing where rowid in (select spot from known where differs)"
        )
        connection.execute(_INSERT)
        connection.execute(_NOTE_DUE)
    return counts


_KNOWN = f"""
    select f.rowid as spot, office, application_key, f.digest is distinct from i.digest as differs
    from filing f join incoming i using ({", ".join(KEY)})
"""  # noqa: S608 - our own columns
_COUNTS = """
    select (select count(*) from incoming) - count(*), count(*) filter (differs),
        count(*) filter (not differs)
    from known
"""
_INSERT = f"""
    insert into filing by name select application_key, {_COLUMNS}, digest from incoming
    anti join (from known where not differs) using ({", ".join(KEY)})
"""  # noqa: S608 - our own columns

_NOTE_DUE = f"""
    insert into unit_due select {", ".join(KEY)} from incoming
    anti join (from known where not differs) using ({", ".join(KEY)})
"""  # noqa: S608 - our own columns
"""The units of what was written are to be made (store/units.py)."""


@contextmanager
def _incoming(connection: Connection, filings: pl.DataFrame) -> Iterator[None]:
    """The records with their keys and digests as the table ``incoming``; of equal keys the last."""
    records = keyed(filings.select(FILING_SCHEMA.names())).unique(
        subset=KEY, keep="last", maintain_order=True
    )
    sql = f"select *, {DIGEST} as digest from arriving"  # noqa: S608 - our own columns
    with registered(connection, "arriving", records), temporary(connection, "incoming", sql):
        yield


def put_partial(
    connection: Connection, partial: pl.DataFrame, source: SourceFile | None = None
) -> Counts:
    """Write records that name only some fields: what they leave empty stays as it is known."""
    if partial.is_empty():
        return Counts()
    incoming = keyed(partial.select(FILING_SCHEMA.names())).unique(
        subset=KEY, keep="last", maintain_order=True
    )
    known = get(connection, incoming)
    merged = incoming.join(known, on=KEY, how="left", suffix="_known", nulls_equal=True)
    filled = [_filled(name) for name in FILING_SCHEMA if name not in KEY]
    return put(connection, merged.with_columns(filled).select(FILING_SCHEMA.names()), source)


def _filled(name: str) -> pl.Expr:
    value, known = pl.col(name), pl.col(f"{name}_known")
    if name in _LISTS:
        return (
            pl.when(value.list.len() > 0).then(value).otherwise(known.fill_null(value)).alias(name)
        )
    if name == "status":
        return (
            pl.when(value != "unknown")
            .then(value)
            .otherwise(known.fill_null("unknown"))
            .alias(name)
        )
    return pl.coalesce(value, known).alias(name)


def delete(connection: Connection, keys: pl.DataFrame, source: SourceFile | None = None) -> Counts:
    """Take filings out that their office took back; ``keys``: office, application_number."""
    if keys.is_empty():
        return Counts()
    with registered(connection, "gone", keyed(keys)), temporary(connection, "known", _GONE):
        if source:
            history.note_deletions(connection, source)
        gone = first(connection, "delete from filing where rowid in (select spot from known)")
        connection.execute("insert into unit_due select office, application_key from known")
    return Counts(deleted=gone[0])


_GONE = f"""
    select f.rowid as spot, office, application_key, f.status from filing f
    semi join gone using ({", ".join(KEY)})
"""  # noqa: S608 - our own columns


def get(connection: Connection, keys: pl.DataFrame) -> pl.DataFrame:
    """The filings of these keys (``office``, ``application_key``), with ``application_key``."""
    wanted = keys.select(KEY).unique()
    with (
        registered(connection, "asked", wanted),
        temporary(connection, "wanted", "from asked"),
    ):
        found = query(
            connection,
            f"select application_key, {_COLUMNS} from filing where rowid in ("  # noqa: S608
            f"select f.rowid from filing f join wanted using ({', '.join(KEY)}))"
            " order by office, application_key",
        )
    return found.cast(_STORED)


def count(connection: Connection) -> int:
    """How many filings there are."""
    return int(first(connection, "select count(*) from filing")[0])


def texts(connection: Connection) -> pl.DataFrame:
    """Every text of every filing: ``office, application_key, source, text``."""
    sql = f"select * from ({TEXTS}) where text is not null and text <> ''"  # noqa: S608
    return query(connection, f"{sql} order by office, application_key, source, text")


def coverage(connection: Connection, as_of: date) -> pl.DataFrame:
    """For each office: ``office, filings, freshest`` (the newest date of any record).

    Dates after ``as_of`` are left out: a slip of the pen in one record would make old data new.
    """
    days = ", ".join(f"case when {day} <= $as_of then {day} end" for day in _DAYS_OF_THE_OFFICE)
    return query(
        connection,
        f"select office, count(*) as filings, max(greatest({days})) as freshest"  # noqa: S608
        " from filing group by office order by office",
        as_of=as_of,
    )


def digest(connection: Connection) -> str:
    """A digest of all filings, whatever their order: the sum of the digests of the records."""
    count, total = first(connection, "select count(*), sum(digest::hugeint) from filing")
    return f"{count}:{total}"

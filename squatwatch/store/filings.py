"""Filings in the store: written whole by (office, application number), read by text or by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import polars as pl

from squatwatch.model import Counts, SourceFile
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import applicants, history, masking
from squatwatch.store.connection import Connection, first, loaded, query, temporary
from squatwatch.store.keys import KEY, keyed

_COLUMNS = ", ".join(FILING_SCHEMA)
_LISTS = [name for name, kind in FILING_SCHEMA.items() if isinstance(kind, pl.List)]
NAMED_AT_ONCE = 50_000
"""Filings that are written anew together when names of applicants come: memory stays flat."""
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
    records = keyed(filings.select(FILING_SCHEMA.names())).unique(
        subset=KEY, keep="last", maintain_order=True
    )
    with loaded(connection, "incoming", records, f"select *, {DIGEST} as digest from given"):  # noqa: S608
        return _put_incoming(connection, source)


def name_applicants(connection: Connection, source: SourceFile | None = None) -> Counts:
    """Write anew the filings whose applicants have names by now that they had not when written."""
    counts = Counts()
    with temporary(connection, "nameless", applicants.NAMELESS):
        count = first(connection, "select count(*) from nameless")[0]
        for start in range(0, count, NAMED_AT_ONCE):
            some = f"where place between {start} and {start + NAMED_AT_ONCE - 1}"
            with temporary(connection, "incoming", _OF_NAMELESS.format(some)):
                counts += _put_incoming(connection, source)
    return counts


_OF_NAMELESS = f"""
    select application_key, {_COLUMNS}, digest from filing where rowid in (
        select f.rowid from filing f join nameless using ({", ".join(KEY)}) {{}}
    )
"""  # noqa: S608 - our own columns


def _put_incoming(connection: Connection, source: SourceFile | None) -> Counts:
    """Write the complete records of the table ``incoming``, each of another key."""
    applicants.fill_in(connection)
    masking.mask(connection)
    connection.execute(f"update incoming set digest = {DIGEST} where digest is null")  # noqa: S608
    with temporary(connection, "known", _KNOWN):
        counts = Counts(*first(connection, _COUNTS))
        if source:
            history.note_changes(connection, source)
        connection.execute(
            "delete from filing where rowid in (select spot from known where differs)"
        )
        connection.execute(_INSERT)
        for table in DUE:
            connection.execute(_NOTE_DUE.format(table))
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
    insert into {{}} select {", ".join(KEY)} from incoming
    anti join (from known where not differs) using ({", ".join(KEY)})
"""  # noqa: S608 - our own columns
DUE = ("unit_due", "filing_due")
"""What was written has units to be made (store/units.py), and a sweep to look at it."""


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
    with loaded(connection, "gone", keyed(keys)), temporary(connection, "known", _GONE):
        if source:
            history.note_deletions(connection, source)
        gone = first(connection, "delete from filing where rowid in (select spot from known)")
        for table in DUE:
            connection.execute(f"insert into {table} select office, application_key from known")  # noqa: S608
    return Counts(deleted=gone[0])


_GONE = f"""
    select f.rowid as spot, office, application_key, f.status from filing f
    semi join gone using ({", ".join(KEY)})
"""  # noqa: S608 - our own columns


def get(connection: Connection, keys: pl.DataFrame) -> pl.DataFrame:
    """The filings of these keys (``office``, ``application_key``), with ``application_key``."""
    with loaded(connection, "wanted", keys.select(KEY).unique()):
        found = query(
            connection,
            f"select application_key, {_COLUMNS} from filing where rowid in ("  # noqa: S608
            f"select f.rowid from filing f join wanted using ({', '.join(KEY)}))"
            " order by office, application_key",
        )
    return found.cast(_STORED)


def facts(connection: Connection, keys: pl.DataFrame) -> pl.DataFrame:
    """Of the filings of these keys what tells whether they are worth a further look.

    ``office, application_key, classes, similar_groups, applicant_known``.
    """
    with loaded(connection, "wanted", keys.select(KEY).unique()):
        found = query(
            connection,
            f"select {', '.join(KEY)}, classes, similar_groups, coalesce(list_bool_or("  # noqa: S608
            "[trim(coalesce(one.name, '')) <> '' for one in applicants]), false)"
            f" as applicant_known from filing semi join wanted using ({', '.join(KEY)})",
        )
    kinds = {name: FILING_SCHEMA[name] for name in ("classes", "similar_groups")}
    return found.cast(kinds)  # type: ignore[arg-type]


def batches(
    connection: Connection, office: str, since: date | None, most: int
) -> Iterator[pl.DataFrame]:
    """The filings of an office by key, ``most`` of them or fewer at a time.

    Each batch is a query of its own between two keys: one query that sorts whole records would
    need room for all of them, and the connection would take no other work meanwhile.
    """
    asked = {"office": office, "since": since}
    keys = query(connection, _FIRST_KEYS, most=most, **asked).to_series()
    for low, high in pairwise([*keys, None]):
        found = query(connection, _BETWEEN, low=low, high=high, **asked)
        yield found.cast(FILING_SCHEMA)


_ASKED = f"""
    office = $office
    and ($since::date is null or greatest({", ".join(_DAYS_OF_THE_OFFICE)}) >= $since::date)
"""
_FIRST_KEYS = f"""
    select application_key from (
        select application_key, row_number() over (order by application_key) as place
        from filing where {_ASKED}
    ) where (place - 1) % $most = 0 order by application_key
"""  # noqa: S608 - our own columns
_BETWEEN = f"""
    select {_COLUMNS} from filing where {_ASKED} and application_key >= $low
        and ($high::varchar is null or application_key < $high::varchar)
    order by application_key
"""  # noqa: S608 - our own columns


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

"""Filings in the store: written whole by (office, application number), read by text or by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from squatwatch.model import application_key
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store.connection import Connection, first, query, registered

_COLUMNS = ", ".join(FILING_SCHEMA)
_LISTS = [name for name, kind in FILING_SCHEMA.items() if isinstance(kind, pl.List)]
_DAYS_OF_THE_OFFICE = ("filing_date", "publication_date", "registration_date")
_KEY = ["office", "application_key"]
_STORED = pl.Schema([("application_key", pl.String()), *FILING_SCHEMA.items()])

TEXTS = """
    select office, application_key, 'mark' as source, mark_text as text from filing
    union all select office, application_key, 'transliteration', unnest(transliteration) from filing
    union all select office, application_key, 'translation', unnest(translation) from filing
    union all select office, application_key, 'pseudo-mark', unnest(pseudo_marks) from filing
    union all select office, application_key, 'description', description from filing
    union all select office, application_key, 'office-reading', unnest(office_reading) from filing
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the records of a batch."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The counts of both."""
        return Counts(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.deleted + other.deleted,
        )


def put(connection: Connection, filings: pl.DataFrame) -> Counts:
    """Write complete records; each replaces what was known. The last of equal keys wins."""
    if filings.is_empty():
        return Counts()
    incoming = _keyed(filings)
    with registered(connection, "incoming", incoming):
        counts = _compare(connection, incoming.height)
        connection.execute(
            "delete from filing using incoming where filing.office = incoming.office"
            " and filing.application_key = incoming.application_key"
        )
        connection.execute(
            f"insert into filing (application_key, {_COLUMNS})"  # noqa: S608 - our own columns
            f" select application_key, {_COLUMNS} from incoming"
        )
    return counts


def put_partial(connection: Connection, partial: pl.DataFrame) -> Counts:
    """Write records that name only some fields: what they leave empty stays as it is known."""
    if partial.is_empty():
        return Counts()
    incoming = _keyed(partial)
    known = get(connection, incoming.select(_KEY))
    merged = incoming.join(known, on=_KEY, how="left", suffix="_known", nulls_equal=True)
    filled = [_filled(name) for name in FILING_SCHEMA if name not in _KEY]
    return put(connection, merged.with_columns(filled).select(FILING_SCHEMA.names()))


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


def delete(connection: Connection, keys: pl.DataFrame) -> Counts:
    """Take filings out that their office took back; ``keys``: office, application_number."""
    if keys.is_empty():
        return Counts()
    with registered(connection, "gone", _keys(keys)):
        gone = first(
            connection,
            "delete from filing using gone where filing.office = gone.office"
            " and filing.application_key = gone.application_key",
        )
    return Counts(deleted=gone[0])


def get(connection: Connection, keys: pl.DataFrame) -> pl.DataFrame:
    """The filings of these keys (``office``, ``application_key``), with ``application_key``."""
    with registered(connection, "wanted", keys.select(_KEY).unique()):
        found = query(
            connection,
            "select filing.* from filing join wanted using (office, application_key)"
            " order by office, application_key",
        )
    return found.select("application_key", *FILING_SCHEMA).cast(_STORED)


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
    sql = f"select count(*), sum(md5_number_lower({_RECORD})::hugeint) from filing"  # noqa: S608
    count, total = first(connection, sql)
    return f"{count}:{total}"


_RECORD = f"to_json({{{', '.join(f'{name}: {name}' for name in FILING_SCHEMA)}}})::varchar"


def _keyed(filings: pl.DataFrame) -> pl.DataFrame:
    keys = pl.Series(
        "application_key",
        [application_key(number) for number in filings["application_number"]],
        dtype=pl.String,
    )
    return (
        filings.select(FILING_SCHEMA.names())
        .with_columns(keys)
        .unique(subset=_KEY, keep="last", maintain_order=True)
    )


def _keys(frame: pl.DataFrame) -> pl.DataFrame:
    keys = [application_key(number) for number in frame["application_number"]]
    return frame.select("office", application_key=pl.Series(keys, dtype=pl.String))


def _compare(connection: Connection, incoming: int) -> Counts:
    """How many incoming records are new, changed, unchanged."""
    differs = " or ".join(f"f.{name} is distinct from i.{name}" for name in FILING_SCHEMA)
    sql = (
        f"select count(*), count(*) filter ({differs}) from filing f join incoming i"  # noqa: S608
        " on f.office = i.office and f.application_key = i.application_key"
    )
    known, changed = first(connection, sql)
    return Counts(new=incoming - known, changed=changed, unchanged=known - changed)

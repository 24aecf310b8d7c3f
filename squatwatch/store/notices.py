"""Notices as they were issued: their numbers, what they are about, a digest of their words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from squatwatch.store.connection import Connection, query


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A notice as it was issued.

    ``issued`` is its as-of date. ``alerts`` are the identities of the alerts that it tells of, in
    order of identity; ``filer_group`` is empty for a notice about single alerts. ``digest``: the
    SHA-256 of its words in both languages, in hexadecimal.
    """

    number: str
    issued: date
    alerts: tuple[str, ...]
    filer_group: str
    addressee: str
    digest: str


def put(connection: Connection, record: NoticeRecord) -> None:
    """Write a notice; its number must be one that none has."""
    connection.execute(
        "insert into notice (number, issued, alerts, filer_group, addressee, digest)"
        " values (?, ?, ?, ?, ?, ?)",
        [
            record.number, record.issued, list(record.alerts), record.filer_group,
            record.addressee, record.digest,
        ],
    )  # fmt: skip


def get(connection: Connection) -> tuple[NoticeRecord, ...]:
    """All notices in the order in which they were issued."""
    rows = query(
        connection,
        "select number, issued, alerts, filer_group, addressee, digest from notice order by rowid",
    )
    return tuple(
        NoticeRecord(**{**row, "alerts": tuple(row["alerts"])})
        for row in rows.iter_rows(named=True)
    )


def next_number(taken: Collection[str], year: int, prefix: str = "") -> str:
    """The number after those that were given in a year under a prefix, from 0001 on.

    >>> next_number([], 2026), next_number(["2026-0001", "GD-2026-0007"], 2026)
    ('2026-0001', '2026-0002')
    >>> next_number(["2026-0001", "GD-2026-0007"], 2026, "GD")
    'GD-2026-0008'
    """
    series = f"{prefix}-{year:04}-" if prefix else f"{year:04}-"
    given = (number.removeprefix(series) for number in taken if number.startswith(series))
    last = max((int(ordinal) for ordinal in given if ordinal.isdigit()), default=0)
    return f"{series}{last + 1:04}"

"""Records as the office gave them, kept on request as evidence."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from squatwatch.model import SourceFile
from squatwatch.store.connection import Connection, first, loaded, query, registered
from squatwatch.store.keys import keyed

RAW_SCHEMA = pl.Schema(
    {
        "office": pl.String(), "application_key": pl.String(), "digest": pl.String(),
        "retrieved": pl.Datetime("us", "UTC"), "source": pl.String(), "content": pl.Binary(),
    }
)  # fmt: skip
"""A batch of kept records; ``digest`` is the SHA-256 of ``content`` in hexadecimal."""


def keep(
    connection: Connection, records: pl.DataFrame, source: SourceFile, retrieved: datetime
) -> int:
    """Keep the records (``office, application_number, content``) that are not kept yet.

    Returns how many they are. The digests are made here, of the bytes that are kept.
    """
    incoming = keyed(records).with_columns(
        source=pl.lit(source.digest), retrieved=pl.lit(retrieved).cast(RAW_SCHEMA["retrieved"])
    )
    with loaded(connection, "incoming", incoming):
        return int(first(connection, _KEEP)[0])


def get(connection: Connection, keys: pl.DataFrame) -> pl.DataFrame:
    """The kept records (``RAW_SCHEMA``) of these keys, by filing, the earliest first."""
    with registered(connection, "wanted", keys.select("office", "application_key").unique()):
        found = query(
            connection,
            "select raw_record.* from raw_record join wanted using (office, application_key)"
            " order by office, application_key, retrieved, digest",
        )
    return found.select(RAW_SCHEMA.names()).cast(RAW_SCHEMA)


_KEEP = """
    insert into raw_record by name
    select distinct on (office, application_key, digest) * from (
        select office, application_key, sha256(content) as digest, retrieved, source, content
        from incoming
    ) new
    where not exists (
        select 1 from raw_record kept
        where kept.office = new.office and kept.application_key = new.application_key
        and kept.digest = new.digest
    )
"""

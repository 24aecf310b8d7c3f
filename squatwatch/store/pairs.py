"""What is kept of pairs that sweeps found: who bears a unit, what counts, what is the owner's."""

from __future__ import annotations

import polars as pl

from squatwatch.store.connection import Connection, first, loaded, query
from squatwatch.store.keys import KEY

_KEY = ", ".join(KEY)

BEARER_SCHEMA = pl.Schema(
    dict.fromkeys(("brand_id", "unit", "office", "application_key", "filer"), pl.String)
)
"""A filer who bears a unit that a brand was found in: may have borne it before the brand."""

PAIR_SCHEMA = pl.Schema(
    {
        "brand_id": pl.String(), "office": pl.String(), "application_key": pl.String(),
        "form": pl.String(), "spelled": pl.String(), "form_kind": pl.String(),
        "form_weight": pl.Float64(), "form_part": pl.String(), "script": pl.String(),
        "unit": pl.String(), "whole": pl.String(), "unit_source": pl.String(),
        "relation": pl.String(), "edits": pl.UInt8(), "similarity": pl.Float64(),
        "share": pl.Float64(), "unit_tier": pl.Int16(), "unit_language": pl.String(),
        "unit_zipf": pl.Float64(), "hit_bits": pl.Float64(), "hits": pl.UInt32(),
        "exact_scripts": pl.UInt32(), "exact_forms": pl.List(pl.String),
        "means_the_brand": pl.Boolean(), "counts": pl.Boolean(), "traces": pl.List(pl.String),
    }
)  # fmt: skip
"""A pair with its best hit: whether it counts for filer groups, and by what it is met again."""

MOST_BEARERS = 200
"""Bearers of a unit that are given for one brand: how common a name is weighs no more beyond 15."""


def forget(connection: Connection, filings: pl.DataFrame, brand_ids: pl.Series) -> None:
    """Forget what was found of these filings (``KEY``) and of these brands."""
    gone = pl.DataFrame({"brand_id": brand_ids.cast(pl.String)})
    with loaded(connection, "wanted", filings.select(KEY)), loaded(connection, "gone", gone):
        for table in ("bearer", "kept_pair"):
            matched = " and ".join(f"{table}.{name} = wanted.{name}" for name in KEY)
            connection.execute(f"delete from {table} using wanted where {matched}")  # noqa: S608
            connection.execute(
                f"delete from {table} where brand_id in (select brand_id from gone)"  # noqa: S608
            )


def keep(connection: Connection, bearers: pl.DataFrame, pairs: pl.DataFrame) -> None:
    """Keep bearers (``BEARER_SCHEMA``) and pairs (``PAIR_SCHEMA``) beside what is kept."""
    for table, rows, schema in (
        ("bearer", bearers, BEARER_SCHEMA),
        ("kept_pair", pairs, PAIR_SCHEMA),
    ):
        with loaded(connection, "incoming", rows.select(schema.names())):
            connection.execute(f"insert into {table} by name select * from incoming")  # noqa: S608


def bearers(connection: Connection, units: pl.DataFrame) -> pl.DataFrame:
    """Who bears these units (``brand_id, unit``): ``brand_id, unit, office, filer``, each once.

    Of one unit at most ``MOST_BEARERS``.
    """
    with loaded(connection, "wanted", units.select("brand_id", "unit").unique()):
        return query(
            connection,
            f"""
            select * from (
                select distinct brand_id, unit, office, filer
                from bearer semi join wanted using (brand_id, unit)
            ) qualify row_number() over (partition by brand_id, unit order by office, filer)
                <= {MOST_BEARERS}
            order by all
            """,  # noqa: S608 - our own number
        )


def met_by(connection: Connection, traces: pl.Series) -> pl.DataFrame:
    """The pairs (``PAIR_SCHEMA``) that have one of these traces."""
    with loaded(connection, "wanted", pl.DataFrame({"trace": traces.cast(pl.String).unique()})):
        found = query(
            connection,
            f"""
            select {", ".join(PAIR_SCHEMA)} from kept_pair where rowid in (
                select spot from (select rowid as spot, unnest(traces) as trace from kept_pair)
                semi join wanted using (trace)
            ) order by brand_id, office, application_key
            """,  # noqa: S608 - our own columns
        )
    return found.cast(PAIR_SCHEMA)


def count_counted(connection: Connection) -> int:
    """How many filings have a pair that counts."""
    sql = f"select count(*) from (select distinct {_KEY} from kept_pair where counts)"  # noqa: S608
    return int(first(connection, sql)[0])

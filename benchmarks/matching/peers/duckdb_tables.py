"""Forms and units as tables of DuckDB, which several peers start from."""

from __future__ import annotations

import duckdb
import polars as pl

from benchmarks.matching.task import Rows


def connected(**tables: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """A database in memory with the tables."""
    connection = duckdb.connect()
    for name, rows in tables.items():
        connection.register("rows", rows.to_arrow())
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM rows")  # noqa: S608
        connection.unregister("rows")
    return connection


def fetched(connection: duckdb.DuckDBPyConnection, query: str) -> pl.DataFrame:
    """What a query gives."""
    return pl.DataFrame(connection.sql(query).to_arrow_table())


def pairs_of(connection: duckdb.DuckDBPyConnection, query: str) -> Rows:
    """The columns ``form`` and ``unit`` of a query."""
    found = fetched(connection, query)
    return found["form"].to_numpy(), found["unit"].to_numpy()

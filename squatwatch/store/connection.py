"""Opening a DuckDB file and telling a person why it cannot be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from squatwatch.errors import StoreError

Connection = duckdb.DuckDBPyConnection


def connect(path: Path | None, memory: int | None = None) -> Connection:
    """A connection to the file, made when it is not there; to memory when no path is given.

    ``memory`` is how many bytes DuckDB may hold; what is more it writes beside the file for a
    while. Raises ``StoreError`` when another process holds the file, or it is no DuckDB file.
    """
    try:
        connection = duckdb.connect(str(path) if path else ":memory:")
    except duckdb.Error as error:
        raise _told(error, path) from error
    connection.execute("set preserve_insertion_order = true")
    connection.execute("set enable_progress_bar = false")
    # Left to itself, a checkpoint now and then rewrites most of the register, and the file holds
    # it twice from then on (docs/adr/0018); store/compaction.py does it bit by bit.
    connection.execute("set max_vacuum_tasks = 0")
    if path and memory:
        connection.execute("set temp_directory = ?", [f"{path}.tmp"])
        limit_memory(connection, memory)
    return connection


def limit_memory(connection: Connection, memory: int) -> None:
    """Let DuckDB hold so many bytes."""
    connection.execute("set memory_limit = ?", [f"{memory}B"])


def _told(error: duckdb.Error, path: Path | None) -> StoreError:
    where, text = str(path), str(error)
    if "lock" in text.lower():
        holder = re.search(r"PID (\d+)", text)
        who = f"process {holder.group(1)}" if holder else "another process"
        return StoreError(
            f"the store is held by {who}", where=where, do="wait until it has ended and try again"
        )
    if "not a valid DuckDB" in text:
        return StoreError(
            "this is no squatwatch store", where=where, do="name another with --store"
        )
    if "version" in text.lower():
        return StoreError(
            "the store was written by a newer DuckDB", where=where, do="upgrade squatwatch"
        )
    return StoreError(
        f"the store cannot be opened ({text.splitlines()[0]})",
        where=where,
        do="check the path and its permissions, or make a store with 'squatwatch init'",
    )


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back when anything is raised."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@contextmanager
def registered(connection: Connection, name: str, frame: pl.DataFrame) -> Iterator[None]:
    """The frame as a view of that name, for the time of the block.

    Within a transaction DuckDB holds the frame until that ends, whatever the block: ``loaded`` is
    for frames of which one transaction sees many.
    """
    connection.register(name, frame.to_arrow())
    try:
        yield
    finally:
        connection.unregister(name)


@contextmanager
def loaded(
    connection: Connection, name: str, frame: pl.DataFrame, sql: str = "from given"
) -> Iterator[None]:
    """The frame, or the answer to a query of it (``given``), as a table for the time of the block.

    As with ``temporary`` the table goes with the transaction when the block fails.
    """
    given = frame.to_arrow()  # which DuckDB finds by the name of the variable
    connection.execute(f"create or replace temp table {name} as {sql}")
    del given
    yield
    connection.execute(f"drop table temp.{name}")


@contextmanager
def temporary(
    connection: Connection, name: str, sql: str, parameters: Mapping[str, Any] | None = None
) -> Iterator[None]:
    """The answer to a query as a table of that name, for the time of the block.

    A table has a known size, by which a join with the register is planned. When the block fails
    the table goes with the transaction.
    """
    connection.execute(f"create or replace temp table {name} as {sql}", parameters or {})
    yield
    connection.execute(f"drop table temp.{name}")


def first(connection: Connection, sql: str) -> tuple[Any, ...]:
    """The first row of an answer; of a deletion, the number of rows that went.

    The whole answer is fetched: a connection with an unfinished one takes no other work.
    """
    rows = connection.execute(sql).fetchall()
    return rows[0] if rows else (0,)


def query(connection: Connection, sql: str, **parameters: Any) -> pl.DataFrame:
    """The answer to a query as a frame."""
    relation = connection.sql(sql, params=parameters) if parameters else connection.sql(sql)
    frame = pl.from_arrow(relation.to_arrow_table())
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table of columns is always a frame
    return frame

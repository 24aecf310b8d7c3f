"""Bringing a store to the schema that this version knows, step by step, with a copy kept."""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from importlib import resources
from pathlib import Path

import duckdb

from squatwatch.errors import StoreError
from squatwatch.store.connection import Connection, connect, first, transaction

_LOG = logging.getLogger(__name__)


def migrations() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order."""
    folder = resources.files("squatwatch.store.migrations")
    steps = (item for item in folder.iterdir() if item.name.endswith(".sql"))
    return sorted((int(step.name[:4]), step.read_text(encoding="utf-8")) for step in steps)


def newest_version() -> int:
    """The schema version that this squatwatch writes."""
    return migrations()[-1][0]


def version(connection: Connection) -> int:
    """The schema version of a store; 0 for an empty file."""
    known = "select count(*) from information_schema.tables where table_name = 'schema_version'"
    if not first(connection, known)[0]:
        return 0
    return int(first(connection, "select coalesce(max(version), 0) from schema_version")[0])


def connect_migrated(path: Path | None, memory: int | None = None) -> Connection:
    """A connection to the store at ``path``, brought to the newest schema; ``memory`` in bytes.

    A store that holds anything is copied beside itself first, as ``<name>.before-NNNN.duckdb``
    with the number of the first step; the copy is kept, and a message names it.

    Raises ``StoreError`` for a store of a newer schema, for a DuckDB file of something else, and
    when the copy cannot be made or a step fails; the store is then as it was.
    """
    connection = connect(path, memory)
    try:
        steps = _steps_due(connection, path)
        if steps and path and version(connection) and _holds_anything(connection):
            # The file can be copied only while it is closed: its log is then in it, and closing a
            # file of ours would take away the lock that DuckDB has on it.
            connection.close()
            copy = _kept_copy(path, steps[0][0])
            connection = connect(path, memory)
            _migrate(connection, path, steps, copy)
        else:
            _migrate(connection, path, steps, None)
    except BaseException:
        connection.close()
        raise
    return connection


def _steps_due(connection: Connection, path: Path | None) -> list[tuple[int, str]]:
    found = version(connection)
    if found > newest_version():
        raise StoreError(
            f"the store has schema {found}, this squatwatch knows {newest_version()} at most",
            where=str(path),
            do="upgrade squatwatch",
        )
    if found == 0 and _tables(connection):
        raise StoreError(
            "this is no squatwatch store", where=str(path), do="name another with --store"
        )
    return [(number, sql) for number, sql in migrations() if number > found]


def _migrate(
    connection: Connection, path: Path | None, steps: list[tuple[int, str]], copy: Path | None
) -> None:
    """Run the steps, each in a transaction of its own."""
    for number, sql in steps:
        try:
            with transaction(connection):
                connection.execute(
                    "create table if not exists schema_version (version integer not null)"
                )
                connection.execute(sql)
                connection.execute("insert into schema_version values (?)", [number])
        except duckdb.Error as error:
            kept = f"; it is kept as {copy} as it was" if copy else ""
            raise StoreError(
                f"the store cannot be brought to schema {number}"
                f" ({str(error).splitlines()[0]}){kept}",
                where=str(path),
                do="free disk space if that is what is missing, or go back to the version of"
                " squatwatch that wrote it, and report this",
            ) from error


def _kept_copy(path: Path, number: int) -> Path:
    """Copy the closed store beside itself; the copy's place. It is never there by half."""
    copy = path.with_name(f"{path.stem}.before-{number:04}{path.suffix}")
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    try:
        shutil.copyfile(path, unfinished)
        unfinished.replace(copy)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise StoreError(
            f"the copy that is kept before a change of schema cannot be made ({error.strerror})",
            where=str(copy),
            do=f"free {path.stat().st_size / 1e6:,.0f} MB there and try again",
        ) from error
    _LOG.warning(
        "升级前的数据库备份 before the change of schema the store is kept as it was: %s", copy
    )
    return copy


def _tables(connection: Connection) -> list[str]:
    rows = connection.execute("select table_name from information_schema.tables").fetchall()
    return [name for (name,) in rows]


def _holds_anything(connection: Connection) -> bool:
    names = [name for name in _tables(connection) if name != "schema_version"]
    counted = (first(connection, f"select count(*) from {name}")[0] for name in names)  # noqa: S608
    return any(counted)

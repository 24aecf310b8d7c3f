"""Bringing a store to the schema that this version knows, step by step."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from squatwatch.errors import StoreError
from squatwatch.store.connection import Connection, first, transaction


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


def migrate(connection: Connection, path: Path | None) -> None:
    """Run the migrations that are missing, each in a transaction of its own.

    Raises ``StoreError`` for a store of a newer schema, and for a DuckDB file of something else.
    """
    found = version(connection)
    if found > newest_version():
        raise StoreError(
            f"the store has schema {found}, this squatwatch knows {newest_version()} at most",
            where=str(path),
            do="upgrade squatwatch",
        )
    if found == 0 and _has_tables(connection):
        raise StoreError(
            "this is no squatwatch store", where=str(path), do="name another with --store"
        )
    for number, sql in migrations():
        if number > found:
            with transaction(connection):
                connection.execute(
                    "create table if not exists schema_version (version integer not null)"
                )
                connection.execute(sql)
                connection.execute("insert into schema_version values (?)", [number])


def _has_tables(connection: Connection) -> bool:
    return bool(first(connection, "select count(*) from information_schema.tables")[0])

"""The whole store written anew, so that nothing of what was deleted is left in its file.

DuckDB marks what is deleted and keeps its bytes until the room is used again; an erasure must not
wait for that.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from squatwatch.errors import StoreError
from squatwatch.store.connection import Connection, first


def rewrite(connection: Connection, path: Path) -> None:
    """Put a copy of all that the open store holds in the place of its file.

    The connection still reads the old file, which has no name any more: it is of no further use
    but to be closed. Broken off, the store is as it was. Needs as much room as the store takes.
    Owner and permissions stay, and so does a link by which the store is named.
    """
    path = path.resolve()
    fresh = path.with_name(f"{path.stem}.rewriting{path.suffix}")
    _remove(fresh)
    connection.execute("checkpoint")
    [own] = first(connection, "select current_database()")
    try:
        connection.execute(f"attach {_quoted(str(fresh))} as rewritten")
        connection.execute(f'copy from database "{own}" to rewritten')
        connection.execute("detach rewritten")
    except duckdb.Error as error:
        with suppress(duckdb.Error):
            connection.execute("detach rewritten")
        _remove(fresh)
        raise StoreError(
            f"the store cannot be written anew ({str(error).splitlines()[0]})",
            where=str(path),
            do=f"free {path.stat().st_size / 1e6:,.0f} MB there and try again",
        ) from error
    _as_before(path, fresh)
    fresh.replace(path)


def _as_before(path: Path, fresh: Path) -> None:
    """Give the new file the permissions and the owner of the old one."""
    shutil.copymode(path, fresh)
    was, made = path.stat(), fresh.stat()
    if (was.st_uid, was.st_gid) != (made.st_uid, made.st_gid):
        os.chown(fresh, was.st_uid, was.st_gid)


def _remove(file: Path) -> None:
    for one in (file, file.with_name(f"{file.name}.wal")):
        one.unlink(missing_ok=True)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

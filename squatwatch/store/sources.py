"""Which files were taken, how far, and what of them was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from squatwatch.model import Counts, SetAside, SourceFile
from squatwatch.store.connection import Connection, query, registered

_SET_ASIDE = dict.fromkeys(("file", "position", "reason"), pl.String)
_COLUMNS = (
    "digest, name, size, reader, taken_on, new, changed, unchanged, deleted, set_aside, state"
)


def source(connection: Connection, digest: str) -> SourceFile | None:
    """The file of that content, however far it was taken; None for one never begun."""
    found = _sources(connection, "where digest = $digest", digest=digest)
    return found[0] if found else None


def sources(connection: Connection) -> tuple[SourceFile, ...]:
    """All files, in the order of the days on which they were taken."""
    return _sources(connection, "order by taken_on, name, digest")


def untold(connection: Connection) -> tuple[SourceFile, ...]:
    """The files taken that no sweep has told of, in the order of their days."""
    which = "where told_in is null and state = 'taken' order by taken_on, name, digest"
    return _sources(connection, which)


def tell(connection: Connection, run_id: str) -> None:
    """Note that this sweep tells of the files that none has told of."""
    connection.execute(
        "update source_file set told_in = ? where told_in is null and state = 'taken'", [run_id]
    )


def told_in(connection: Connection, run_id: str) -> tuple[SourceFile, ...]:
    """The files that a sweep told of, in the order of their days."""
    return _sources(
        connection, "where told_in = $run_id order by taken_on, name, digest", run_id=run_id
    )


def begin(connection: Connection, file: SourceFile) -> None:
    """Note that a file is being taken; what was noted of its content before goes."""
    connection.execute("delete from source_file where digest = ?", [file.digest])
    connection.execute("delete from set_aside where source = ?", [file.digest])
    connection.execute(
        f"insert into source_file ({_COLUMNS}) values (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 'begun')",  # noqa: S608
        [file.digest, file.name, file.size, file.reader, file.taken_on],
    )


def finish(
    connection: Connection, digest: str, counts: Counts, set_aside: Sequence[SetAside]
) -> None:
    """Note that all of a file is in the store, with its counts and what was set aside of it."""
    connection.execute(
        "update source_file set new = $new, changed = $changed, unchanged = $unchanged,"
        " deleted = $deleted, set_aside = $set_aside, state = 'taken' where digest = $digest",
        {**asdict(counts), "set_aside": len(set_aside), "digest": digest},
    )
    rows = [(one.file, one.position, one.reason) for one in set_aside]
    notes = pl.DataFrame(rows, schema=_SET_ASIDE, orient="row").with_row_index("place")
    with registered(connection, "notes", notes):
        connection.execute(
            "insert into set_aside by name select *, $digest as source from notes",
            {"digest": digest},
        )


def set_aside(connection: Connection, digest: str) -> tuple[SetAside, ...]:
    """The records that were set aside of a file, in its order."""
    sql = "select file, position, reason from set_aside where source = $digest order by place"
    return tuple(SetAside(*row) for row in query(connection, sql, digest=digest).iter_rows())


def _sources(connection: Connection, which: str, **parameters: Any) -> tuple[SourceFile, ...]:
    rows = query(connection, f"select {_COLUMNS} from source_file {which}", **parameters)  # noqa: S608
    return tuple(_source(row) for row in rows.iter_rows(named=True))


def _source(row: dict[str, Any]) -> SourceFile:
    counts = Counts(*(row.pop(name) for name in ("new", "changed", "unchanged", "deleted")))
    return SourceFile(**row, counts=counts)

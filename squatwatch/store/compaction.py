"""Taking deleted rows out of the file, so that it stays as large as what it holds.

DuckDB marks a deleted row and keeps its room; the room is free again once every row of its row
group is gone. So the rows that stand first in a large table are written once more at its end, one
row group at a time, and what one step frees is what a later one fills (docs/adr/0018).
"""

from __future__ import annotations

from squatwatch.store.connection import Connection, first, transaction

MOVED = ("filing", "unit_posting", "unit_due", "applicant_key")
"""Large tables whose rows are replaced, and stand in no order."""
APPENDED = (*MOVED, "filing_change")
"""Large tables to which every run adds a row group, however small."""
DEAD_LIMIT = 0.05
"""The share of deleted rows from which room is made: with the blocks that are free for the next
run it leaves the file within a tenth of its content."""
ROW_GROUP = 122_880
"""The most rows that DuckDB stores together."""
SHARE_AT_ONCE = 0.2
"""The most of a table that is moved after one run."""
SMALL_GROUPS = 8
"""Row groups at the end of a table that are made one when they fit."""


def dead_share(connection: Connection, table: str = "filing") -> float:
    """The share of a table's rows in the file that are deleted, from 0 to 1."""
    held = _held(connection, table)
    live = int(first(connection, f"select count(*) from {table}")[0])  # noqa: S608 - our own name
    return (held - live) / held if held else 0.0


def compact(connection: Connection, share: float = SHARE_AT_ONCE, limit: float = DEAD_LIMIT) -> int:
    """Make room where more than ``limit`` of a table is dead, moving at most that share of it.

    Returns how many rows were moved. It must not run within a transaction; every step is one.
    """
    connection.execute("checkpoint")
    merged = sum(_merge_last(connection, table) for table in APPENDED)
    return merged + sum(_move_first(connection, table, share, limit) for table in MOVED)


def _merge_last(connection: Connection, table: str) -> int:
    """Make one row group of the small ones at the end; the rows keep their order."""
    small, together = 0, 0
    for size in reversed(_row_groups(connection, table)):
        if together + size > ROW_GROUP:
            break
        small, together = small + 1, together + size
    if small < SMALL_GROUPS:
        return 0
    return _rewrite(connection, table, f"rowid > (select max(rowid) from {table}) - {together}")  # noqa: S608


def _move_first(connection: Connection, table: str, share: float, limit: float) -> int:
    """Write the row groups that stand first once more at the end, until few rows are dead."""
    held, moved = _held(connection, table), 0
    if held < ROW_GROUP:
        return 0
    sizes = iter(_row_groups(connection, table))
    while moved <= share * held and dead_share(connection, table) > limit:
        size = 0
        while size < ROW_GROUP // 2:
            size += next(sizes, ROW_GROUP)
        before = f"(select min(rowid) from {table}) + {size}"  # noqa: S608 - our own name
        moved += _rewrite(connection, table, f"rowid < {before}")
    return moved


def _rewrite(connection: Connection, table: str, which: str) -> int:
    """Write some rows of a table once more, at its end; how many they are."""
    [low, high] = first(connection, f"select min(rowid), max(rowid) from {table} where {which}")  # noqa: S608
    if low is None:
        return 0
    spots = f"where rowid between {low} and {high}"
    with transaction(connection):
        connection.execute(f"insert into {table} from {table} {spots}")
        moved = first(connection, f"delete from {table} {spots}")[0]  # noqa: S608 - our own names
    connection.execute("checkpoint")
    return int(moved)


def _row_groups(connection: Connection, table: str) -> list[int]:
    """The rows in each row group of a table, the deleted ones too, in their order."""
    rows = connection.execute(
        "select sum(count) from pragma_storage_info(?) where column_id = 0"
        " and segment_type <> 'VALIDITY' group by row_group_id order by row_group_id",
        [table],
    ).fetchall()
    return [int(size) for (size,) in rows]


def _held(connection: Connection, table: str) -> int:
    """Rows of a table in the file, the deleted ones too."""
    sql = f"select estimated_size from duckdb_tables() where table_name = '{table}'"  # noqa: S608
    return int(first(connection, sql)[0])

"""When sweeps finished by the clock: the one thing in the store that does not repeat.

A run that did *not* happen leaves nothing to find but the age of the last one that did. No report
and no identity of a run is made of these moments.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from squatwatch.store.connection import Connection, first


def finished(connection: Connection, run_id: str, moment: datetime) -> None:
    """Note that a sweep went through to its end; one that repeats has its last moment."""
    connection.execute("delete from sweep_done where run_id = ?", [run_id])
    told = moment.astimezone(UTC).isoformat(timespec="microseconds")
    connection.execute("insert into sweep_done values (?, ?)", [run_id, told])


def last_finished(connection: Connection) -> datetime | None:
    """When a sweep went through to its end last; None where none ever did."""
    [moment] = first(connection, "select max(moment) from sweep_done")
    return datetime.fromisoformat(moment) if moment else None


def newest_day(connection: Connection) -> date | None:
    """The newest day by the clock that anything in the store was written on."""
    sql = """
        select max(day) from (
            select taken_on as day from source_file
            union all select left(moment, 10)::date from sweep_done
        )
    """
    day: date | None = first(connection, sql)[0]
    return day

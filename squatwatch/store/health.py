"""Whether a store is in order: a list of checks, each a small function that tells what it finds.

A check looks at one thing and changes nothing; what it finds is a code of
``reference/checks.csv``, which has its words, and the values in them. What can be mended has its
function in ``REPAIRS`` under that code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from squatwatch.store import compaction, sources
from squatwatch.store.connection import Connection, first, transaction
from squatwatch.store.filings import DIGEST
from squatwatch.store.migrate import version

LOOSE = 0.25
"""The share of the file that may be unused before it is worth a note."""
LOOKED_AT_ALL = 500_000
"""Filings up to which every record is compared with its digest, some seconds of work."""
LOOKED_AT = 64
"""Of more filings one record in so many is."""
SMALL_BLOCKS = 400
"""Blocks (of 256 KB) up to which the room in a file does not matter."""
OF_BRANDS = ("form", "owner_right", "brand_event")
"""Tables whose rows belong to a brand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a code of ``reference/checks.csv`` and the values in its words."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[Connection], Iterator[Finding]]


def health(connection: Connection) -> Iterator[Finding]:
    """What every check finds, in the order of ``CHECKS``."""
    for check in CHECKS:
        yield from check(connection)


def repair(connection: Connection) -> tuple[str, ...]:
    """Mend what can be mended; the codes of what was."""
    found = dict.fromkeys(finding.code for finding in health(connection))
    mended = tuple(code for code in found if code in REPAIRS)
    for code in mended:
        REPAIRS[code](connection)
    return mended


def opens(connection: Connection) -> Iterator[Finding]:
    """The store is open if this runs: which schema it has, and which DuckDB reads it."""
    yield Finding("store.opens", {"schema": version(connection), "duckdb": duckdb.__version__})


def doubled(connection: Connection) -> Iterator[Finding]:
    """No key protects the filings from being there twice (docs/adr/0003)."""
    sql = "select count(*) - count(distinct (office, application_key)) from filing"
    count = first(connection, sql)[0]
    yield Finding("filings.doubled" if count else "filings.unique", {"count": count})


def altered(connection: Connection) -> Iterator[Finding]:
    """A record that something else changed is not the one that its digest was made of."""
    every = LOOKED_AT if first(connection, "select count(*) from filing")[0] > LOOKED_AT_ALL else 1
    looked_at, count = first(
        connection,
        f"select count(*), count(*) filter ({DIGEST} is distinct from digest) from filing"  # noqa: S608
        f" where coalesce(digest, 0) % {every} = 0",
    )
    values = {"count": f"{count or looked_at:,}", "looked_at": f"{looked_at:,}"}
    yield Finding("filings.altered" if count else "filings.agree", values)


def orphans(connection: Connection) -> Iterator[Finding]:
    """Forms, rights and events go with their brand."""
    alone = "select count(*) from {} anti join brand using (brand_id)"
    counts = {table: first(connection, alone.format(table))[0] for table in OF_BRANDS}
    found = {table: count for table, count in counts.items() if count}
    for table, count in found.items():
        yield Finding("orphans.found", {"table": table, "count": count})
    if not found:
        yield Finding("orphans.none")


def half_taken(connection: Connection) -> Iterator[Finding]:
    """A file that was begun and never finished may be here in part."""
    known = sources.sources(connection)
    half = [file for file in known if file.state != "taken"]
    for file in half:
        yield Finding("sources.half", {"name": file.name, "day": file.taken_on})
    if not half:
        yield Finding("sources.whole", {"count": len(known)})


def raw_altered(connection: Connection) -> Iterator[Finding]:
    """A kept record proves something only as long as it has its digest."""
    kept, count = first(
        connection, "select count(*), count(*) filter (sha256(content) <> digest) from raw_record"
    )
    yield Finding("raw.altered" if count else "raw.whole", {"count": count or kept})


def room(connection: Connection) -> Iterator[Finding]:
    """How much of the file is deleted filings and free blocks."""
    free, total = first(connection, "select free_blocks, total_blocks from pragma_database_size()")
    share = free / total if total else 0.0
    share += (1 - share) * compaction.dead_share(connection)
    code = "room.loose" if share > LOOSE and total > SMALL_BLOCKS else "room.fine"
    yield Finding(code, {"share": f"{share:.0%}"})


CHECKS: tuple[Check, ...] = (
    opens, doubled, altered, orphans, half_taken, raw_altered, room,
)  # fmt: skip
"""The checks, in the order in which they are told."""


def keep_the_last(connection: Connection) -> None:
    """Of filings that are there twice keep the row written last."""
    with transaction(connection):
        connection.execute(
            "delete from filing where rowid not in"
            " (select max(rowid) from filing group by office, application_key)"
        )


def digest_again(connection: Connection) -> None:
    """Make the digests of all records anew."""
    with transaction(connection):
        connection.execute(
            f"update filing set digest = {DIGEST} where digest is distinct from {DIGEST}"  # noqa: S608
        )


def take_orphans_out(connection: Connection) -> None:
    """Take out what belongs to no brand."""
    with transaction(connection):
        for table in OF_BRANDS:
            connection.execute(
                f"delete from {table} where brand_id not in (select brand_id from brand)"  # noqa: S608
            )


def make_small(connection: Connection) -> None:
    """Move filings until hardly any room of deleted ones is left."""
    compaction.compact(connection, share=1.0, limit=0.01)


REPAIRS: Mapping[str, Callable[[Connection], None]] = {
    "filings.doubled": keep_the_last,
    "filings.altered": digest_again,
    "orphans.found": take_orphans_out,
    "room.loose": make_small,
}
"""What mends a finding, by its code."""

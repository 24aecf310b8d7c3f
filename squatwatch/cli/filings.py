"""``squatwatch ingest`` and ``offices``: office files into the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.cli.options import (
    FormatOption,
    OutputOption,
    QuietOption,
    StoreOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit_listing, say
from squatwatch.errors import DataError, SquatwatchError
from squatwatch.offices import READERS, Batch, SetAside, read_filings
from squatwatch.report.plain import plain
from squatwatch.store import Counts, Store

SHOWN_SET_ASIDE = 5


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Office files or zips 官方文件.")],
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read office files into the store; the format is detected 导入官方文件，自动识别格式.

    A file that fails leaves nothing behind and names itself; the others are taken.
    """
    failed: list[SquatwatchError] = []
    with Store.open(Path(settings_of(store=store).store)) as opened:
        for path in paths:
            try:
                take(opened, path, quiet=quiet)
            except SquatwatchError as error:
                failed.append(error)
    if len(failed) == 1:
        raise failed[0]
    if failed:
        listed = "".join(f"\n  {error.line()}" for error in failed)
        raise DataError(
            f"{len(failed)} of {len(paths)} files failed, the others were taken{listed}"
        )


def take(store: Store, path: Path, *, quiet: bool = False) -> Counts:
    """Read one file (or the files of one zip) into the store, all of it or nothing.

    Raises ``DataError`` for a file that cannot be read.
    """
    counts, set_aside = Counts(), list[SetAside]()
    notes: dict[str, None] = {}
    with store.atomically():
        for batch in read_filings(path):
            counts += _put(store, batch)
            set_aside.extend(batch.set_aside)
            notes.update(dict.fromkeys(batch.notes))
        for record in set_aside:
            store.set_aside(record.file, record.position, record.reason)
    _tell(path, counts, set_aside, list(notes), quiet=quiet)
    return counts


def _put(store: Store, batch: Batch) -> Counts:
    return (
        store.put_filings(batch.filings)
        + store.put_partial_filings(batch.partial)
        + store.delete_filings(batch.deleted)
    )


def _tell(
    path: Path, counts: Counts, set_aside: Sequence[SetAside], notes: Sequence[str], *, quiet: bool
) -> None:
    deleted = f", {counts.deleted:,} deleted" if counts.deleted else ""
    say(
        f"{path}: {counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged"
        f"{deleted}, {len(set_aside):,} set aside",
        quiet=quiet,
    )
    for note in notes:
        say(f"  {plain(note)}", quiet=quiet)
    for record in set_aside[:SHOWN_SET_ASIDE]:
        say(
            f"  set aside: {plain(f'{record.file}, {record.position}: {record.reason}')}",
            quiet=quiet,
        )
    if len(set_aside) > SHOWN_SET_ASIDE:
        say(f"  and {len(set_aside) - SHOWN_SET_ASIDE:,} more set aside", quiet=quiet)


def offices(
    store: StoreOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List what can be read, and what the store holds of each office 列出格式与数据."""
    rows = [
        {"kind": "format", "name": reader.name, "what": f"{reader.title_zh} {reader.title}"}
        for reader in READERS
    ]
    path = Path(settings_of(store=store).store)
    if path.exists():
        with Store.open(path) as opened:
            rows += [
                {"kind": "office", "name": office, "filings": filings, "freshest": freshest}
                for office, filings, freshest in opened.coverage(as_of_day(None)).iter_rows()
            ]
    columns = ("kind", "name", "what", "filings", "freshest")
    shown = [{**row, "freshest": str(row.get("freshest") or "")} for row in rows]
    emit_listing(shown, columns, listing_format_of(listing_format, output), output)

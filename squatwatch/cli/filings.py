"""``squatwatch ingest`` and ``offices``: office files into the store, and what it holds of them."""

from __future__ import annotations

import os
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
from squatwatch.cli.output import emit_listing
from squatwatch.cli.taking import INTERRUPTED, Telling
from squatwatch.errors import ConfigError, DataError, StoreError
from squatwatch.ingest import ingest as take_files
from squatwatch.offices import READERS
from squatwatch.offices.ahead.reading import Wanted
from squatwatch.offices.files.folders import files_of
from squatwatch.store import Counts, Store

MOST_JOBS = 2
"""Processes that read unless another number is asked for: one more process writes, and each needs
about 200 MB."""
STORE_MEMORY = 128 * 1024**2
"""Bytes that the database may hold while a file is taken, which is one transaction: about a
third of what the process has in all (docs/adr/0018)."""
WORTH_A_PROCESS = 8 * 1024**2
"""Bytes of files below which this process reads them before another one would have started."""


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Files, zips, or folders of them 官方文件、压缩包或文件夹."),
    ],
    store: StoreOption = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, max=64, help="Reading processes 读取进程数 [1 or 2]."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also files taken before 重新导入已导入的文件.")
    ] = False,
    keep_raw: Annotated[
        bool, typer.Option("--keep-raw", help="Keep the records byte for byte 保留原始记录.")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="HEADING=COLUMN of a list 列表的列名对应; may be repeated."),
    ] = None,
    office: Annotated[
        str, typer.Option("--office", help="The office of a list that names none 列表所属官方.")
    ] = "",
    quiet: QuietOption = False,
) -> None:
    """Read office files into the store; the format is detected 导入官方文件，自动识别格式.

    A file that fails leaves nothing behind and names itself; the others are taken.
    失败的文件不留下任何数据，其余文件照常导入。
    """
    files = _files_in(paths)
    wanted = Wanted(keep_raw, _headings(column or []), office)
    sizes = {path: path.stat().st_size if path.exists() else 0 for path in files}
    with (
        Store.open(Path(settings_of(store=store).store), memory=STORE_MEMORY) as opened,
        Telling(sizes, quiet=quiet) as telling,
    ):
        try:
            for outcome in take_files(
                opened,
                files,
                today=as_of_day(None),
                jobs=jobs_for(list(sizes.values()), jobs),
                again=again,
                wanted=wanted,
                progress=telling.read,
            ):
                telling.outcome(outcome)
        except KeyboardInterrupt:
            telling.interrupted()
            raise typer.Exit(INTERRUPTED) from None
    telling.end()


def _files_in(paths: Sequence[Path]) -> list[Path]:
    """The files that are named, and those in the folders that are."""
    files = list(files_of(paths))
    if not files:
        raise DataError(
            "there is no file in there", where=", ".join(map(str, paths)), do="name another folder"
        )
    return files


def take(store: Store, path: Path, *, quiet: bool = False) -> Counts:
    """Read one file, or the files of a folder, into a store of its own; the counts.

    Raises ``DataError`` for a file that cannot be read.
    """
    files = _files_in([path])
    counts = Counts()
    with Telling(dict.fromkeys(files, 0), quiet=quiet) as telling:
        for outcome in take_files(store, files, today=as_of_day(None)):
            telling.outcome(outcome)
            counts += outcome.counts
    telling.end()
    return counts


def _headings(given: Sequence[str]) -> dict[str, str]:
    """``Blazon=mark_text`` as heading and column."""
    pairs = [item.rpartition("=") for item in given]
    for item, (heading, _, column) in zip(given, pairs, strict=True):
        if not heading or not column:
            raise ConfigError(f"--column is {item!r}", do="write it as HEADING=COLUMN")
    return {heading: column for heading, _, column in pairs}


def jobs_for(sizes: Sequence[int], asked: int | None = None) -> int:
    """How many processes read: for one file alone, and for little, this one does."""
    if asked is None:
        asked = min(MOST_JOBS, os.cpu_count() or 1)
        if sum(sizes) < WORTH_A_PROCESS:
            return 1
    return min(asked, len(sizes))


def offices(
    store: StoreOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List what can be read, and what the store holds of each office 列出格式与数据."""
    rows = [
        {
            "kind": "format",
            "name": reader.name,
            "what": f"{reader.title_zh} {reader.title}",
            "state": "试验性 experimental" if reader.experimental else "",
        }
        for reader in READERS
    ]
    path = Path(settings_of(store=store).store)
    if path.exists():
        with Store.open(path) as opened:
            rows += [
                {"kind": "office", "name": office, "filings": filings, "freshest": freshest}
                for office, filings, freshest in opened.coverage(as_of_day(None)).iter_rows()
            ]
    elif store is not None:
        raise StoreError(
            "there is no store here", where=store, do="make one with 'squatwatch init'"
        )
    columns = ("kind", "name", "what", "state", "filings", "freshest")
    shown = [{**row, "freshest": str(row.get("freshest") or "")} for row in rows]
    emit_listing(shown, columns, listing_format_of(listing_format, output), output)

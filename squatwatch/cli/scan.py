"""``squatwatch scan``: brands against filings, now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.run import RunResult
from squatwatch.brands import read_watchlist
from squatwatch.cli.filings import take
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    MemoryOption,
    QuietOption,
    StoreOption,
    as_of_day,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.cli.scanning import scanned, tell_run
from squatwatch.cli.searching import memory_of
from squatwatch.cli.weighing import WeightsOption, weights_of
from squatwatch.config import Settings
from squatwatch.errors import ConfigError
from squatwatch.report.coverage import counts_line, group_lines, summary
from squatwatch.report.formats import FORMATS, format_of, format_of_file, rendered
from squatwatch.report.labels import label
from squatwatch.report.plain import plain
from squatwatch.report.watched_in import watched_in
from squatwatch.scan import watch
from squatwatch.store import Store


def scan(
    brands: Annotated[
        Path | None, typer.Option(help="A watch list, instead of the store's 监测名单.")
    ] = None,
    filings: Annotated[
        list[Path] | None,
        typer.Option(help="Filings, instead of the store's; may be repeated 申请文件."),
    ] = None,
    store: StoreOption = None,
    level: Annotated[
        str | None,
        typer.Option(help="The lowest level shown 最低等级: urgent, high, medium, low [medium]."),
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit code 1 from this level up 返回码阈值 [high].")
    ] = None,
    weights: WeightsOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None, typer.Option("--format", help=f"{', '.join(FORMATS)} [table].")
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="Write to this file 写入文件; may be repeated, suffix names the format.",
        ),
    ] = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Find possible pre-emptive filings of the watched brands 检索疑似抢注申请.

    With --brands and --filings it needs no store; otherwise it runs on the store of this folder.
    """
    settings = settings_of(store=store, lang=lang, level=level, fail_on=fail_on, weights=weights)
    day = as_of_day(as_of)
    weights_of(settings)  # a mistake in the file is told before files of filings are read
    files = [(format_of_file(path, output_format), path) for path in output or ()]
    to_stdout = stdout_format(output_format, [name for name, _ in files])
    allowed = memory_of(memory)
    with store_of(brands, filings or [], settings, quiet=quiet) as opened:
        result = scanned(opened, settings, day, memory=allowed, quiet=quiet)
        if brands is None:
            opened.record_run(result.run_id, "scan", day, settings.as_dict(), summary(result))
    write = partial(
        rendered,
        result,
        lang=settings.lang,
        fail_on=settings.fail_on,
        watched=watched_in(brands) if brands else None,
        issuer=settings.issuer,
    )
    for name, path in files:
        emit(write(name), path)
    if to_stdout:
        binary = FORMATS[to_stdout].binary
        emit(write(to_stdout, width=terminal_width()), None, binary=binary)
    tell(result, settings, [path for _, path in files], quiet=quiet)
    if result.at_or_above(settings.fail_on):
        raise typer.Exit(1)


def stdout_format(asked: str | None, written: Sequence[str]) -> str | None:
    """What goes to stdout: the format asked for, unless a file already has it."""
    if asked is None:
        return None if written else "table"
    name = format_of(asked)
    return None if name in written else name


def tell(result: RunResult, settings: Settings, written: Sequence[Path], *, quiet: bool) -> None:
    """What the run covered and found, and where it was written."""
    if not result.alerts:
        say(label("note.nothing", settings.lang), quiet=quiet)
    groups = map(plain, group_lines(result, settings.lang))
    tell_run(result, settings.lang, counts_line(result, settings.lang), *groups, quiet=quiet)
    for path in written:
        say(str(path), quiet=quiet)


def store_of(
    brands: Path | None, filings: Sequence[Path], settings: Settings, *, quiet: bool
) -> Store:
    """The store of the folder; or one in memory that holds the files.

    Raises ``ConfigError`` when only brands or only filings are given.
    """
    if bool(brands) != bool(filings):
        raise ConfigError(
            "--brands and --filings go together",
            do="give both to work on files, or neither to work on the store",
        )
    if brands is None:
        return Store.open(Path(settings.store))
    watch_list = read_watchlist(brands).brands
    opened = Store.in_memory()
    watch(opened, watch_list)
    for path in filings:
        take(opened, path, quiet=quiet)
    return opened

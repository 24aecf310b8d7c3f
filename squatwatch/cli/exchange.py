"""``squatwatch export`` and ``import``: filings out of the store, and into another one."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from squatwatch.cli.options import LangOption, QuietOption, StoreOption, as_of_day, settings_of
from squatwatch.cli.output import INTERRUPTED, say
from squatwatch.cli.taking import Telling
from squatwatch.config import Language
from squatwatch.errors import ConfigError, DataError
from squatwatch.export import (
    MANIFEST,
    Part,
    Wanted,
    check_part,
    export_file,
    export_folder,
    parts_of,
    strays,
)
from squatwatch.ingest import Outcome, ingest
from squatwatch.offices.ahead.reading import format_of
from squatwatch.offices.exchange import FILE_FORMATS, ExchangeReader
from squatwatch.report.labels import in_language
from squatwatch.report.plain import plain
from squatwatch.store import Store

export = typer.Typer(
    help="What the store holds, as files 导出数据.", no_args_is_help=True, rich_markup_mode=None
)


@export.callback()
def _before_any_export() -> None:
    # Typer makes a group of one command only where there is a callback; brands, alerts and
    # decisions will be commands beside filings.
    pass


@export.command("filings")
def filings(
    target: Annotated[
        Path, typer.Argument(help="A file (.csv, .parquet, .jsonl) or a folder 文件或文件夹.")
    ],
    office: Annotated[
        list[str] | None, typer.Option("--office", help="Only of this office 仅此官方; repeatable.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Filed, published or registered since 自此日期起."),
    ] = None,
    file_format: Annotated[
        str | None, typer.Option("--format", help="One file as 单个文件: csv, parquet, jsonl.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there 覆盖.")] = False,
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the filings as one exchange file, or as a folder of Parquet by office 导出申请.

    'squatwatch import' reads either back. 可用 'squatwatch import' 读回。
    """
    settings = settings_of(store=store, lang=lang)
    one_file = _file_format(target, file_format)
    wanted = Wanted(tuple(_offices(office or [])), _day(since))
    with (
        Store.open(Path(settings.store)) as opened,
        _progress(opened.count_filings(), quiet=quiet) as told,
    ):
        if one_file:
            written = export_file(opened, target, one_file, wanted, force=force, progress=told)
        else:
            written = export_folder(opened, target, wanted, force=force, progress=told)
    line = _by_office(written, settings.lang, "exported", "已导出")
    say(plain(f"{target}: {line}"), quiet=quiet)


def import_(
    source: Annotated[
        Path,
        typer.Argument(
            help="A folder written by export, or an exchange file 导出的文件夹或交换文件."
        ),
    ],
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read back what 'squatwatch export' wrote 导入导出的数据.

    Records of the same office and number are replaced by those read, others stay.
    官方和申请号相同的记录以读入者为准，其余保留。
    """
    settings = settings_of(store=store, lang=lang)
    parts = parts_of(source) if source.is_dir() else ()
    failed = {outcome.path: outcome for outcome in _failures(source, parts)}
    files = [source / part.path for part in parts] if source.is_dir() else [source]
    whole = [path for path in files if path not in failed]
    with (
        Store.open(Path(settings.store)) as opened,
        Telling(dict.fromkeys(failed, 0) | _sizes(whole), quiet=quiet) as telling,
    ):
        before = Counter(_held(opened))
        for outcome in failed.values():
            telling.outcome(outcome)
        _take(opened, whole, telling)
        new = Counter(_held(opened)) - before
    say(plain(f"{source}: {_by_office(new, settings.lang, 'new', '新增')}"), quiet=quiet)
    telling.end()


def _take(store: Store, files: Sequence[Path], telling: Telling) -> None:
    """Read files into the store, also what was taken before: it may have changed since."""
    today = as_of_day(None)
    try:
        for outcome in ingest(store, files, today=today, again=True, progress=telling.read):
            telling.outcome(outcome)
    except KeyboardInterrupt:
        telling.interrupted()
        raise typer.Exit(INTERRUPTED) from None


def _failures(source: Path, parts: Sequence[Part]) -> Iterator[Outcome]:
    """The files that are not to be read, each with the reason."""
    if not source.is_dir():
        if source.exists() and format_of(source) not in ("", ExchangeReader.name):
            yield _failure(source, "is no exchange file", "take it with 'squatwatch ingest'")
        return
    for part in parts:
        try:
            check_part(source, part)
        except DataError as error:
            yield Outcome(source / part.path, error=error)
    for path in strays(source, parts):
        advice = "move it away, or take it with 'squatwatch ingest'"
        yield _failure(path, f"is no part that {MANIFEST} names", advice)


def _failure(path: Path, what: str, do: str) -> Outcome:
    return Outcome(path, error=DataError(what, where=str(path), do=do))


def _held(store: Store) -> dict[str, int]:
    """How many filings there are of each office."""
    return dict(store.coverage(date.max).select("office", "filings").iter_rows())


def _sizes(files: Sequence[Path]) -> dict[Path, int]:
    return {path: path.stat().st_size if path.exists() else 0 for path in files}


def _file_format(target: Path, given: str | None) -> str:
    """The format of one file; empty for a folder."""
    if given is not None and given not in FILE_FORMATS:
        raise ConfigError(f"--format is {given!r}, not {', '.join(FILE_FORMATS)}")
    suffix = target.suffix.lower().removeprefix(".")
    if given or suffix in FILE_FORMATS:
        return given or suffix
    if suffix and not target.is_dir():
        raise ConfigError(
            f"the suffix of {target} names no format",
            do="name it .csv, .parquet or .jsonl, add --format, or name a folder without a suffix",
        )
    return ""


def _offices(given: Sequence[str]) -> list[str]:
    codes = [code.strip().upper() for code in given]
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            raise ConfigError(f"--office is {code!r}, which is no code", do="write it as EM or US")
    return codes


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise ConfigError(
            f"--since is {given!r}, which is no date", do="write it as 2026-01-31"
        ) from error


def _by_office(counts: Mapping[str, int], lang: Language, done: str, done_zh: str) -> str:
    """``3 filings exported: EM 2, US 1``, in the language."""
    total = sum(counts.values())
    each = [f"{office} {count:,}" for office, count in sorted(counts.items())]
    of_en, of_zh = (f": {', '.join(each)}", f"：{'、'.join(each)}") if each else ("", "")
    return in_language(
        f"{total:,} filings {done}{of_en}", f"{done_zh} {total:,} 件申请{of_zh}", lang, "; "
    )


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; takes how many filings more were written."""
    hidden = quiet or not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), transient=True, disable=hidden) as bar:
        task = bar.add_task("export 导出", total=total)
        yield lambda count: bar.advance(task, count)

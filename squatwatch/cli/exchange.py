"""``squatwatch export``: what the store holds, as files that another installation reads."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from squatwatch.cli.exchange_lines import by_office, exported_line
from squatwatch.cli.options import LangOption, QuietOption, StoreOption, settings_of
from squatwatch.cli.output import say
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.exchange import (
    alert_records,
    brand_records,
    decision_records,
    export_cases,
    write_records,
)
from squatwatch.export import Wanted, export_file, export_folder
from squatwatch.offices.exchange import FILE_FORMATS
from squatwatch.report.labels import label
from squatwatch.report.plain import plain
from squatwatch.store import Store

export = typer.Typer(
    help="What the store holds, as files 导出数据.", no_args_is_help=True, rich_markup_mode=None
)


RegionOption = Annotated[
    str | None, typer.Option("--region", help="Only of owners of this region 仅此地区的权利人.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there 覆盖.")]
RecordsArgument = Annotated[Path, typer.Argument(help="A file of JSON Lines 文件 (.jsonl).")]


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
    force: ForceOption = False,
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
    line = by_office(written, settings.lang, "exported", "已导出")
    say(plain(f"{target}: {line}"), quiet=quiet)


@export.command("brands")
def brands(
    target: RecordsArgument,
    region: RegionOption = None,
    force: ForceOption = False,
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the brands with their rights and events 导出品牌及其权利和事件.

    'squatwatch import' merges them with those of another store. 可用 'squatwatch import' 合并。
    """
    settings = settings_of(store=store, lang=lang)
    with Store.open(Path(settings.store)) as opened:
        count = write_records(target, brand_records(opened, region=region), force=force)
    _written(target, count, "brands", settings.lang, quiet=quiet)


@export.command("alerts")
def alerts(
    target: RecordsArgument,
    since: Annotated[
        str | None, typer.Option("--since", help="Changed since 自此日期起有变化.")
    ] = None,
    region: RegionOption = None,
    force: ForceOption = False,
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the alerts, each with the record of its filing 导出预警及其申请记录.

    Alerts name applicants: give the file to those alone who work on them. 预警载有申请人名称。
    """
    settings, moment = settings_of(store=store, lang=lang), _moment(since)
    day = moment.date() if moment else None
    with Store.open(Path(settings.store)) as opened:
        found = alert_records(opened, since=day, region=region)
        count = write_records(target, found, force=force)
    _written(target, count, "alerts", settings.lang, quiet=quiet)


@export.command("decisions")
def decisions(
    target: RecordsArgument,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Taken since this day or moment 自此日期或时刻起作出."),
    ] = None,
    region: RegionOption = None,
    force: ForceOption = False,
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write what people decided about alerts: the whole trail 导出全部决定记录."""
    settings, moment = settings_of(store=store, lang=lang), _moment(since)
    with Store.open(Path(settings.store)) as opened:
        found = decision_records(opened, since=moment, region=region)
        count = write_records(target, found, force=force)
    _written(target, count, "decisions", settings.lang, quiet=quiet)


@export.command("cases")
def cases(
    target: Annotated[Path, typer.Argument(help="A file (.csv, .xlsx, .jsonl) 文件.")],
    force: ForceOption = False,
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the filings that were handed in as labelled filings for evaluate 导出标注案例.

    What was dismissed is labelled negative, the rest case; look through them before using them.
    """
    settings = settings_of(store=store, lang=lang)
    with Store.open(Path(settings.store)) as opened:
        done = export_cases(opened, target, force=force)
    _written(target, done.written, "cases", settings.lang, quiet=quiet)
    for number in done.left_out:
        say(plain(f"{number}: {label('note.no_label', settings.lang)}"), quiet=quiet)


def _written(target: Path, count: int, what: str, lang: Language, *, quiet: bool) -> None:
    say(plain(f"{target}: {exported_line(count, what, lang)}"), quiet=quiet)


def _moment(given: str | None) -> datetime | None:
    """A day or a moment; one without a time zone is in UTC, and a day begins at its midnight."""
    try:
        moment = datetime.fromisoformat(given) if given else None
    except ValueError as error:
        raise ConfigError(
            f"--since is {given!r}, which is no date and no moment",
            do="write it as 2026-01-31 or 2026-01-31T08:00+08:00",
        ) from error
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


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


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; takes how many filings more were written."""
    hidden = quiet or not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), transient=True, disable=hidden) as bar:
        task = bar.add_task("export 导出", total=total)
        yield lambda count: bar.advance(task, count)

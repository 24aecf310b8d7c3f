"""``squatwatch fetch``: from the offices that offer files to machines into the inbox."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.filesize import decimal

from squatwatch.cli.fetch_progress import Plain, telling
from squatwatch.cli.options import (
    FormatOption,
    OutputOption,
    QuietOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit_listing, say
from squatwatch.errors import ConfigError, DataError, SquatwatchError
from squatwatch.fetch import SOURCES, Inbox, Patience, Report, Source, Wanted, look
from squatwatch.fetch import fetch as fetch_into
from squatwatch.fetch.numbers import read_numbers

SOURCE_COLUMNS = ("source", "what", "needs", "missing")
OFFER_COLUMNS = ("name", "day", "bytes", "address")


def fetch(
    source: Annotated[
        str | None, typer.Argument(help="uspto, inpi-brazil, euipo [list them 列出来源].")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="The first day 起始日 [30 days ago, or the last fetch].")
    ] = None,
    until: Annotated[str | None, typer.Option(help="The last day 截止日 [today].")] = None,
    inbox: Annotated[
        Path | None, typer.Option(help="Where files go 收件目录 [inbox beside the store].")
    ] = None,
    numbers: Annotated[
        Path | None, typer.Option(help="Numbers for euipo, one a line 号码文件.")
    ] = None,
    annual: Annotated[
        bool, typer.Option("--annual", help="The whole register as well (uspto) 全部注册簿.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many 最多数量.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be fetched 只列出.")
    ] = False,
    listing_format: FormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Fetch what an office offers to machines into the inbox 从官方下载到收件目录.

    Without a source it lists the sources and what each needs. What is there already is not
    fetched again; what breaks off goes on the next time.
    """
    if source is None:
        emit_listing(_sources(), SOURCE_COLUMNS, listing_format_of(listing_format, output), output)
        return
    chosen = _chosen(source)
    wanted = _wanted(chosen, since, until, numbers, annual=annual)
    asked, box = chosen(os.environ), Inbox(inbox or _inbox_beside_the_store())
    if dry_run:
        offers, notes = look(asked, wanted, box, Patience(), Plain(quiet=quiet))
        rows = [
            {"name": one.name, "day": str(one.day), "bytes": one.size, "address": one.address}
            for one in offers[:limit]
        ]
        _note(notes, quiet=quiet)
        emit_listing(rows, OFFER_COLUMNS, listing_format_of(listing_format, output), output)
        return
    with telling(quiet=quiet) as told:
        report = fetch_into(asked, wanted, box, Patience(), told, limit=limit)
    _tell(source, report, quiet=quiet)


def fetch_all(sources: Sequence[str], inbox: Path, *, quiet: bool) -> list[str]:
    """Fetch what is new from each of the sources; a line for each that failed.

    Raises ``ConfigError`` for a source that is none, before anything is fetched.
    """
    chosen = {name: _chosen(name) for name in sources}
    wanted = {name: _wanted(one, None, None, None, annual=False) for name, one in chosen.items()}
    failed = []
    for name, source in chosen.items():
        try:
            with telling(quiet=quiet) as told:
                report = fetch_into(
                    source(os.environ), wanted[name], Inbox(inbox), Patience(), told
                )
            _tell(name, report, quiet=quiet)
        except SquatwatchError as error:
            failed.append(error.line())
    return failed


def _sources() -> list[dict[str, Any]]:
    """The sources, the variables that each needs, and those of them that are not set."""
    return [
        {
            "source": name,
            "what": f"{source.title_zh} {source.title}",
            "needs": list(source.needs),
            "missing": [one for one in source.needs if not os.environ.get(one, "").strip()],
        }
        for name, source in SOURCES.items()
    ]


def _chosen(name: str) -> type[Source]:
    if name not in SOURCES:
        raise ConfigError(f"there is no source {name!r}", do=f"use {', '.join(SOURCES)}")
    return SOURCES[name]


def _wanted(
    source: type[Source],
    since: str | None,
    until: str | None,
    numbers: Path | None,
    *,
    annual: bool,
) -> Wanted:
    """What is asked for; raises ``ConfigError`` for options that the source has no use for."""
    if source.by_number and numbers is None:
        raise ConfigError(f"{source.name} gives records by number", do="name them with --numbers")
    if source.by_number and (since or until):
        raise ConfigError(f"{source.name} knows no days", do="leave out --since and --until")
    if not source.by_number and numbers is not None:
        raise ConfigError(f"{source.name} knows no numbers", do="leave out --numbers")
    if annual and not source.has_annual:
        raise ConfigError(f"{source.name} has no annual files", do="leave out --annual")
    first, last = _day("--since", since), _day("--until", until)
    if first and last and last < first:
        raise ConfigError(f"--until {last} is before --since {first}", do="exchange them")
    return Wanted(
        today=as_of_day(None),
        since=first,
        until=last,
        numbers=read_numbers(numbers) if numbers else (),
        annual=annual,
    )


def _day(option: str, given: str | None) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise ConfigError(
            f"{option} is {given!r}, which is no date", do="write it as 2026-01-31"
        ) from error


def _inbox_beside_the_store() -> Path:
    return Path(settings_of().store).parent / "inbox"


def _note(notes: tuple[str, ...], *, quiet: bool) -> None:
    for note in notes:
        say(f"  {note}", quiet=quiet)


def _tell(source: str, report: Report, *, quiet: bool) -> None:
    """The summary; raises what failed, one error or a list of them."""
    fetched, late = report.of("fetched"), report.of("not-yet")
    size = decimal(sum(outcome.bytes for outcome in fetched))
    errors = report.errors
    counts = [f"{len(fetched):,} fetched 已下载 ({size})", f"{report.there:,} there already 已有"]
    counts += [f"{len(late):,} not yet published 尚未出版"] if late else []
    counts += [f"{report.left:,} not tried 未尝试"] if report.left else []
    say(f"{source}: {', '.join([*counts, f'{len(errors):,} failed 失败'])}", quiet=quiet)
    _note(report.notes, quiet=quiet)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        listed = "".join(f"\n  {error.line()}" for error in errors)
        raise DataError(f"{len(errors)} failures, what else came is in the inbox{listed}")

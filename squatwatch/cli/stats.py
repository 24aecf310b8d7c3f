"""``squatwatch stats``: how much, how early, how right, and what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.kept import kept_alerts
from squatwatch.alerts.statistics import BYS, By, Statistics, statistics_of
from squatwatch.cli.alerts.desk import desk
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    OutputOption,
    QuietOption,
    StoreOption,
    as_of_day,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.errors import ConfigError
from squatwatch.model import Decision
from squatwatch.report.labels import label
from squatwatch.report.statistics import FORMATS, basis_line, period_line, statistics_report
from squatwatch.store import Store


def stats(
    since: Annotated[
        str | None, typer.Option(help="Alerts first seen on this day or later 起始日期.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Alerts first seen on this day or before 截止日期.")
    ] = None,
    by: Annotated[str | None, typer.Option(help=f"Also by 分组: {', '.join(BYS)}.")] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None, typer.Option("--format", help=f"{', '.join(FORMATS)} [table].")
    ] = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Count alerts, lead times, false alarms, what was missed and what came of it 统计.

    Every figure says how many it rests on; of too few no median and no share is told.
    """
    settings, day = settings_of(store=store, lang=lang), as_of_day(as_of)
    wanted, grouped = _format(output_format, output), _by(by)
    first, last = _day("--since", since), _day("--until", until)
    with desk(settings, quiet=quiet) as opened:
        found = counted(opened, as_of=day, since=first, until=last, by=grouped)
    width = terminal_width() if output is None else None
    data = statistics_report(found, wanted, settings.lang, width)
    emit(data, output, binary=wanted == "xlsx")
    for line in (period_line(found, settings.lang), basis_line(settings.lang)):
        say(line, quiet=quiet)
    say(label("note.disclaimer", settings.lang), quiet=quiet)
    if output is not None:
        say(str(output), quiet=quiet)


def counted(
    store: Store, *, as_of: date, since: date | None, until: date | None, by: By | None
) -> Statistics:
    """The figures of what a store keeps."""
    trails: dict[str, list[Decision]] = {}
    for decision in store.decisions():
        trails.setdefault(decision.alert_id, []).append(decision)
    return statistics_of(
        kept_alerts(store, as_of=as_of, advise=False),
        trails,
        store.notices(),
        store.reported(),
        store.brands(),
        store.rights(),
        as_of=as_of,
        since=since,
        until=until,
        by=by,
    )


def _by(given: str | None) -> By | None:
    if given is None:
        return None
    for known in BYS:
        if given == known:
            return known
    raise ConfigError(f"--by is {given!r}, not {', '.join(BYS)}")


def _day(option: str, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise ConfigError(
            f"{option} is {given!r}, which is no date", do="write it as 2026-01-31"
        ) from error


def _format(given: str | None, output: Path | None) -> str:
    name = given or (output.suffix.lstrip(".").lower() if output else "table")
    if name not in FORMATS:
        asked = "--format" if given else f"the suffix of {output}"
        raise ConfigError(f"{asked} is {name!r}, not {', '.join(FORMATS)}")
    return name

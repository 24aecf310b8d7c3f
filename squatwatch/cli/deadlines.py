"""``squatwatch deadlines``: the opposition windows that are open, by days left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.run import RunResult
from squatwatch.cli.options import (
    AsOfOption,
    FormatOption,
    LangOption,
    MemoryOption,
    OutputOption,
    QuietOption,
    StoreOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.cli.scanning import check_brand, scanned, tell_run
from squatwatch.cli.searching import memory_of
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.report.coverage import counts_line
from squatwatch.report.deadlines import Deadline, deadlines_listing, deadlines_of
from squatwatch.report.icalendar import icalendar
from squatwatch.report.labels import label
from squatwatch.store import Store

_WITHIN = re.compile(r"(\d{1,5})\s*([dw]?)", re.IGNORECASE)
_DAYS = {"": 1, "d": 1, "w": 7}


def deadlines(
    within: Annotated[
        str | None, typer.Option(help="Only what closes in this time 期限内: 30d, 30, 4w.")
    ] = None,
    brand: Annotated[str | None, typer.Option(help="Only of this brand 只看该品牌.")] = None,
    level: Annotated[
        str | None,
        typer.Option(help="The lowest level shown 最低等级: urgent, high, medium, low [medium]."),
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(help="Also write a calendar 另写日历文件 (iCalendar).")
    ] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """List the opposition windows of alerts by days left 按剩余天数列出异议期.

    Days count to the end before it is moved to a working day. Windows without a date stand last.
    """
    settings, day = settings_of(store=store, lang=lang, level=level), as_of_day(as_of)
    days, name = days_of(within), listing_format_of(output_format, output)
    allowed = memory_of(memory)
    with Store.open(Path(settings.store)) as opened:
        check_brand(opened, brand, settings.store)
        result = scanned(opened, settings, day, memory=allowed, quiet=quiet)
    # The whole store is scanned for one brand too: rarity and filer groups are those of a scan.
    alerts = [alert for alert in result.alerts if brand in (None, alert.assessment.brand.brand_id)]
    found = deadlines_of(alerts, day, days)
    if ics is not None:
        emit(icalendar(found, day, settings.lang), ics)
    width = terminal_width() if output is None else None
    emit(deadlines_listing(found, name, settings.lang, width), output, binary=name == "xlsx")
    _tell(result, found, settings.lang, [path for path in (ics, output) if path], quiet=quiet)


def days_of(within: str | None) -> int | None:
    """The days that a time such as ``30d``, ``30`` or ``4w`` has; None when none was given.

    >>> days_of("30d"), days_of("30"), days_of("4w")
    (30, 30, 28)
    """
    if within is None:
        return None
    found = _WITHIN.fullmatch(within.strip())
    if found is None:
        raise ConfigError(
            f"--within is {within!r}, which is no time", do="write it as 30d, 30 or 4w"
        )
    return int(found[1]) * _DAYS[found[2].lower()]


def _tell(
    result: RunResult,
    found: tuple[Deadline, ...],
    lang: Language,
    written: list[Path],
    *,
    quiet: bool,
) -> None:
    """What the run covered and found, what its dates are worth, and where they were written."""
    if not found:
        say(label("note.no_deadlines", lang), quiet=quiet)
    notes = counts_line(result, lang), label("note.deadlines", lang)
    tell_run(result, lang, *notes, quiet=quiet)
    for path in written:
        say(str(path), quiet=quiet)

"""``squatwatch doctor``: whether the store and its surroundings are in order, and repairs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import polars as pl
import typer

from squatwatch import reference
from squatwatch.cli.doctor_removing import erased, retired, years_of
from squatwatch.cli.options import (
    AsOfOption,
    FormatOption,
    LangOption,
    OutputOption,
    StoreOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import FAILED, emit_listing, say
from squatwatch.config import Language, Settings
from squatwatch.doctor import Finding, Visit, findings
from squatwatch.errors import ConfigError
from squatwatch.notify import send_test
from squatwatch.report.labels import in_language
from squatwatch.report.plain import plain

COLUMNS = ("check", "state", "finding", "do")
HEADINGS = {
    "check": "检查 Check",
    "state": "状态 State",
    "finding": "结果 Finding",
    "do": "处理 What to do",
}


def doctor(
    store: StoreOption = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended 修复可修复的问题.")
    ] = False,
    last_run_within: Annotated[
        str | None,
        typer.Option(help="Wrong if no sweep finished in this time 巡检时限, as 26h or 2d."),
    ] = None,
    erase: Annotated[
        str | None, typer.Option(help="Erase the data of the person of this name 删除该人的数据.")
    ] = None,
    retention: Annotated[
        str | None, typer.Option(help="Take out filings that ended so long ago 保留期限, as 5y.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, do it 直接执行.")] = False,
    notify_test: Annotated[
        bool, typer.Option("--notify-test", help="Send everybody a test message 发送测试消息.")
    ] = False,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check the store and its surroundings, and say what to do 检查数据库与运行环境.

    The exit code is 2 when something is wrong; a note alone is none.
    """
    chosen = listing_format_of(listing_format, output)
    if notify_test:
        _test(settings_of(store=store, lang=lang))
        return
    asked = _Asked(
        day=as_of_day(as_of),
        repair=repair,
        within=None if last_run_within is None else _within(last_run_within),
        erase=erase,
        years=None if retention is None else years_of(retention),
        sure=yes,
    )
    settings, found = _found(asked, store=store, lang=lang)
    rows = [_row(finding, settings.lang) for finding in found]
    emit_listing(rows, COLUMNS, chosen, output, HEADINGS)
    if any(row["state"] == "wrong" for row in rows):
        raise typer.Exit(FAILED)


def _test(settings: Settings) -> None:
    """Send a test message to everybody who is told of sweeps; a line for each."""
    told = send_test(settings, os.environ, datetime.now(UTC))
    for line, _ in told:
        say(plain(line))
    if not all(went for _, went in told):
        raise typer.Exit(FAILED)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the person asked for; one of ``repair``, ``erase`` and ``years`` at most."""

    day: date
    repair: bool
    within: timedelta | None
    erase: str | None
    years: int | None
    sure: bool

    def __post_init__(self) -> None:
        if sum((self.repair, self.erase is not None, self.years is not None)) > 1:
            raise ConfigError(
                "--repair, --erase and --retention are asked for together", do="ask for one"
            )


def _found(asked: _Asked, **options: Any) -> tuple[Settings, Iterable[Finding]]:
    """What is found; where the settings have mistakes, these alone."""
    try:
        settings = settings_of(**options)
    except ConfigError as error:
        if asked.erase is not None or asked.years is not None:
            raise
        return Settings(), [Finding("settings.mistake", {"mistake": error.line()})]
    if asked.erase is not None:
        return settings, erased(settings, asked.erase, sure=asked.sure)
    if asked.years is not None:
        return settings, retired(settings, asked.years, asked.day, sure=asked.sure)
    visit = Visit(settings, asked.day, datetime.now(UTC), asked.within, os.environ)
    return settings, findings(visit, repair=asked.repair)


def _within(given: str) -> timedelta:
    found = re.fullmatch(r"([1-9]\d{0,4})([hd])", given)
    if not found:
        raise ConfigError(
            f"--last-run-within is {given!r}, no time in hours or days", do="write it as 26h"
        )
    return int(found[1]) * {"h": timedelta(hours=1), "d": timedelta(days=1)}[found[2]]


def _row(finding: Finding, lang: Language) -> dict[str, Any]:
    words = reference.table("checks").row(by_predicate=pl.col("code") == finding.code, named=True)
    told = {name: words[name].format(**finding.values) for name in ("en", "zh", "do_en", "do_zh")}
    return {
        "check": finding.code,
        "state": words["state"],
        "finding": in_language(told["en"], told["zh"], lang),
        "do": in_language(told["do_en"], told["do_zh"], lang),
    }

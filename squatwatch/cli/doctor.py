"""``squatwatch doctor``: whether the store and its surroundings are in order, and repairs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from squatwatch import reference
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
from squatwatch.cli.output import FAILED, emit_listing
from squatwatch.config import Language, Settings
from squatwatch.errors import ConfigError, StoreError
from squatwatch.forms import rules_version
from squatwatch.report.labels import in_language
from squatwatch.scan import renew_forms
from squatwatch.store import Finding, Store

FRESH_DAYS = 35
"""Days after which the newest record of an office is old: a month's gazette, and some days."""
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
    as_of: AsOfOption = None,
    lang: LangOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check the store and its surroundings, and say what to do 检查数据库与运行环境.

    The exit code is 2 when something is wrong; a note alone is none.
    """
    day = as_of_day(as_of)
    chosen = listing_format_of(listing_format, output)
    try:
        settings = settings_of(store=store, lang=lang)
    except ConfigError as error:
        settings = Settings()
        findings = [Finding("settings.mistake", {"mistake": error.line()})]
    else:
        findings = [Finding("settings.read"), *_of_store(Path(settings.store), day, repair=repair)]
    rows = [_row(finding, settings.lang) for finding in findings]
    emit_listing(rows, COLUMNS, chosen, output, HEADINGS)
    if any(row["state"] == "wrong" for row in rows):
        raise typer.Exit(FAILED)


def _of_store(path: Path, day: date, *, repair: bool) -> Iterator[Finding]:
    """What is found of the store at ``path``, after repairs if they are asked for."""
    try:
        with Store.open(path) as opened:
            if repair:
                opened.repair()
                renew_forms(opened)
            yield from opened.health()
            yield from forms(opened)
            yield from offices(opened, day)
    except StoreError as error:
        where = f"{error.where}: " if error.where else ""
        yield Finding("store.refused", {"reason": f"{where}{error.what}", "do": error.do})
    yield from disk(path)


def forms(store: Store) -> Iterator[Finding]:
    """Whether the forms are those that this version makes."""
    count = len(store.brands_of_other_rules(rules_version()))
    yield Finding("forms.outdated" if count else "forms.current", {"count": count})


def offices(store: Store, day: date) -> Iterator[Finding]:
    """How fresh the records of each office are on that day."""
    held = store.coverage(day)
    for office, count, freshest in held.iter_rows():
        values = {"office": office, "count": f"{count:,}", "day": freshest}
        if freshest is None:
            yield Finding("offices.undated", values)
        elif day - freshest > timedelta(days=FRESH_DAYS):
            yield Finding("offices.stale", values)
        else:
            yield Finding("offices.fresh", values)
    if held.is_empty():
        yield Finding("offices.none")


def disk(path: Path) -> Iterator[Finding]:
    """Whether a copy of the store finds room beside it."""
    folder = next((parent for parent in path.absolute().parents if parent.exists()), Path("/"))
    free, needed = shutil.disk_usage(folder).free, path.stat().st_size if path.is_file() else 0
    values = {"free": _size(free), "needed": _size(needed)}
    yield Finding("disk.short" if free < needed else "disk.fine", values)


def _size(number: int) -> str:
    return f"{number / 1e9:,.1f} GB" if number >= 1e9 else f"{number / 1e6:,.0f} MB"


def _row(finding: Finding, lang: Language) -> dict[str, Any]:
    words = reference.table("checks").row(by_predicate=pl.col("code") == finding.code, named=True)
    told = {name: words[name].format(**finding.values) for name in ("en", "zh", "do_en", "do_zh")}
    return {
        "check": finding.code,
        "state": words["state"],
        "finding": in_language(told["en"], told["zh"], lang),
        "do": in_language(told["do_en"], told["do_zh"], lang),
    }

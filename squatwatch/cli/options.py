"""Options that several commands take, and the settings that they add up to."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from squatwatch.config import Settings, resolve
from squatwatch.errors import ConfigError
from squatwatch.report.listing import LISTING_FORMATS, ListingFormat

StoreOption = Annotated[
    str | None, typer.Option("--store", help="The store 数据库 [squatwatch.duckdb].")
]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language 语言: zh, en, both.")]
FormatOption = Annotated[
    str | None, typer.Option("--format", help="table, json, jsonl, csv, xlsx [table].")
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", help="Write to this file instead 写入文件; its suffix names the format."
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The day that days are counted from 基准日 [today].")
]
MemoryOption = Annotated[
    str | None, typer.Option("--memory", help="Memory for the search 检索可用内存 [2GiB].")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No messages 不显示消息.")]


def settings_of(**options: Any) -> Settings:
    """The settings of this run: the options given, over the environment, over the file."""
    return resolve(options, os.environ, Path())


def as_of_day(given: str | None) -> date:
    """The day that is meant: the one given, or today."""
    if given is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise ConfigError(
            f"--as-of is {given!r}, which is no date", do="write it as 2026-01-31"
        ) from error


def listing_format_of(
    given: str | None, output: Path | None, default: ListingFormat = "table"
) -> ListingFormat:
    """The format asked for by name, else by the suffix of the output."""
    name = given or (output.suffix.lstrip(".").lower() if output else default)
    for known in LISTING_FORMATS:
        if name == known:
            return known
    asked = "--format" if given else f"the suffix of {output}"
    raise ConfigError(f"{asked} is {name!r}, not {', '.join(LISTING_FORMATS)}")

"""``squatwatch guide``: what the tables know of an office, and what is to be checked again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from squatwatch.brands.values import office_code
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    OutputOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.report.guide import (
    GUIDE_FORMATS,
    GuideFormat,
    guide_bytes,
    guide_of,
    offices_listing,
    stale_listing,
    stale_rules,
)
from squatwatch.report.labels import label

_SUFFIXES: dict[str, GuideFormat] = {"txt": "text", "md": "md", "json": "json"}


def guide(
    office: Annotated[
        str | None, typer.Argument(help="The office, such as EM or CL 国家/地区代码.")
    ] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="The rules to check again 需重新核查的规则.")
    ] = False,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="An office: text, md, json [text]; a list: table, json, jsonl, csv, xlsx [table].",
        ),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Show what is known of responding at an office 国别商标维权指南.

    Without an office it lists the offices and how well each is known. It needs no store.
    """
    settings = settings_of(lang=lang)
    if office is None or stale:
        if office is not None:
            raise ConfigError("--stale lists the rules of all offices", do="leave the office out")
        _list(stale, as_of, settings.lang, output_format, output)
        return
    if as_of is not None:
        raise ConfigError("--as-of is for --stale: a guide counts no days", do="leave it out")
    try:
        code = office_code(office)
    except ValueError as error:
        raise ConfigError(str(error), do="see 'squatwatch guide' for the offices") from error
    emit(guide_bytes(guide_of(code), _guide_format(output_format, output), settings.lang), output)


def _list(
    stale: bool, as_of: str | None, lang: Language, given: str | None, output: Path | None
) -> None:
    """The offices, or the rules to check, as any listing."""
    wanted = listing_format_of(given, output)
    width = terminal_width() if output is None else None
    if not stale:
        emit(offices_listing(wanted, lang, width), output, binary=wanted == "xlsx")
        return
    found = stale_rules(as_of_day(as_of))
    emit(stale_listing(found, wanted, lang, width), output, binary=wanted == "xlsx")
    if not found:
        say(label("note.nothing_stale", lang))


def _guide_format(given: str | None, output: Path | None) -> GuideFormat:
    """The format asked for by name, else by the suffix of the output."""
    if given is None and output is not None:
        suffix = output.suffix.lstrip(".").lower()
        if suffix in _SUFFIXES:
            return _SUFFIXES[suffix]
        raise ConfigError(f"the suffix of {output} is none of {', '.join(_SUFFIXES)}")
    for known in GUIDE_FORMATS:
        if (given or "text") == known:
            return known
    raise ConfigError(f"--format is {given!r}, not {', '.join(GUIDE_FORMATS)}")

"""``squatwatch filers``: who filed marks like several unrelated brands, and what else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.group_warning import GroupWarning, with_other_marks
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
from squatwatch.cli.scanning import scanned, tell_run
from squatwatch.cli.searching import memory_of
from squatwatch.config import Language
from squatwatch.errors import DataError
from squatwatch.filers.further import filings_of
from squatwatch.report.filers import annex_listing, filers_json, group_line, groups_listing
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat
from squatwatch.report.plain import plain
from squatwatch.store import Store

LEAST_BRANDS = 2
"""A group has two unrelated brands at least."""


def filers(
    group: Annotated[
        str | None, typer.Option(help="The annex of this group 查看该申请人组的附件.")
    ] = None,
    min_brands: Annotated[
        int, typer.Option(min=LEAST_BRANDS, help="Groups of so many brands 最少品牌数.")
    ] = LEAST_BRANDS,
    store: StoreOption = None,
    level: Annotated[
        str | None, typer.Option(help="The lowest level of their alerts 最低等级 [medium].")
    ] = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """List filers of marks like several unrelated brands 列出涉及多个品牌的申请人组.

    The whole store is scanned, so that groups and levels are those of a scan.
    """
    settings, day = settings_of(store=store, lang=lang, level=level), as_of_day(as_of)
    name, allowed = listing_format_of(output_format, output), memory_of(memory)
    with Store.open(Path(settings.store)) as opened:
        result = scanned(opened, settings, day, memory=allowed, quiet=quiet)
        found = [one for one in result.groups if len(one.brands) >= min_brands]
        wanted = _asked_for(found, group, settings.store) if group else found
        warnings = _with_all_marks(opened, wanted)
    width = terminal_width() if output is None else None
    data = _rendered(result, warnings, name, settings.lang, width, annex=group is not None)
    emit(data, output, binary=name == "xlsx")
    _tell(result, warnings, settings.lang, annex=group is not None, quiet=quiet)


def _asked_for(found: Sequence[GroupWarning], identity: str, store: str) -> list[GroupWarning]:
    """The group of that identity; the one that it became part of, too."""
    asked = [one for one in found if identity.casefold() in map(str.casefold, one.identities)]
    if not asked:
        raise DataError(
            f"no filer group {identity} at this level",
            where=store,
            do="see 'squatwatch filers' for those there are, or lower --level",
        )
    return asked


def _with_all_marks(store: Store, found: Sequence[GroupWarning]) -> list[GroupWarning]:
    names = {name for one in found for name in one.filers}
    addresses = {address for one in found for address in one.addresses}
    filings = filings_of(store, sorted(names), sorted(addresses))
    return [with_other_marks(warning, filings) for warning in found]


def _rendered(
    result: RunResult,
    warnings: Sequence[GroupWarning],
    name: ListingFormat,
    lang: Language,
    width: int | None,
    *,
    annex: bool,
) -> bytes:
    if name == "json":
        return filers_json(result, warnings)
    if annex:
        return annex_listing(warnings, name, lang, width)
    return groups_listing(warnings, name, lang, width)


def _tell(
    result: RunResult,
    warnings: Sequence[GroupWarning],
    lang: Language,
    *,
    annex: bool,
    quiet: bool,
) -> None:
    """Whose annex it is, what the run covered, and what a group is not."""
    for warning in warnings if annex else ():
        say(plain(group_line(warning, lang)), quiet=quiet)
    if not warnings:
        say(label("note.no_groups", lang), quiet=quiet)
    elif not annex:
        say(label("note.other_marks", lang), quiet=quiet)
    tell_run(result, lang, label("note.groups", lang), quiet=quiet)

"""``squatwatch exposure``: where brands are filed, by whom, and where by nobody yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.exposure import STALE_AFTER, exposures
from squatwatch.alerts.gaps import gaps as gaps_of
from squatwatch.alerts.run import RunResult
from squatwatch.assess.reach import MADRID
from squatwatch.brands.values import office_code
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
from squatwatch.config import Settings
from squatwatch.errors import ConfigError, DataError
from squatwatch.model import Brand
from squatwatch.report.exposure import (
    cell_rows,
    exposure_json,
    exposure_listing,
    gap_row,
    gaps_listing,
    no_data_note,
)
from squatwatch.report.labels import label
from squatwatch.store import Store


def exposure(
    brand_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[BRAND_ID]...", help="Brands 品牌 [all].")
    ] = None,
    office: Annotated[
        list[str] | None,
        typer.Option("--office", help="Only at this office 仅此国家/地区; may be repeated."),
    ] = None,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Only the gaps, those first to close 仅列空白并排序.")
    ] = False,
    related: Annotated[
        bool, typer.Option("--related", help="Related classes too 含关联类别.")
    ] = False,
    level: Annotated[
        str | None,
        typer.Option(help="Others count from this level 他人申请最低等级 [medium]."),
    ] = None,
    stale_after: Annotated[
        int,
        typer.Option(min=0, help="Days after which an office's data are too old 数据过旧天数."),
    ] = STALE_AFTER,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show where brands are filed, by whom, and where by nobody yet 查看品牌海外布局与空白.

    The whole store is scanned, so that levels are those of a scan.
    """
    settings, day = settings_of(store=store, lang=lang, level=level), as_of_day(as_of)
    name, allowed = listing_format_of(output_format, output), memory_of(memory)
    offices = _offices(office or [])
    with Store.open(Path(settings.store)) as opened:
        brands, rights = _brands(opened.brands(), brand_ids, settings.store), opened.rights()
        result = scanned(opened, settings, day, level="low", memory=allowed, quiet=quiet)
    found = exposures(
        result.alerts,
        brands,
        rights,
        result.coverage,
        as_of=day,
        level=settings.level,  # type: ignore[arg-type]
        related=related,
        offices=offices,
        stale_after=stale_after,
    )
    ranked = gaps_of(found, result.coverage, as_of=day, stale_after=stale_after) if gaps else ()
    width = terminal_width() if output is None else None
    if name == "json":
        rows = [gap_row(gap) for gap in ranked] if gaps else cell_rows(found)
        what = "gaps" if gaps else "cells"
        data = exposure_json(result, what, rows, level=settings.level, stale_after=stale_after)
    elif gaps:
        data = gaps_listing(ranked, name, settings.lang, width)
    else:
        data = exposure_listing(found, name, settings.lang, width)
    emit(data, output, binary=name == "xlsx")
    if gaps and not ranked:
        say(label("note.no_gaps", settings.lang), quiet=quiet)
    signs = name == "table" and not gaps
    _tell(result, settings, stale_after, rights_known=bool(rights), signs=signs, quiet=quiet)


def _brands(known: Sequence[Brand], asked: Sequence[str] | None, store: str) -> list[Brand]:
    """The brands asked for, in the order of the watch list; all when none is."""
    if not asked:
        return list(known)
    if unknown := sorted({*asked} - {brand.brand_id for brand in known}):
        raise DataError(
            f"no brand {', '.join(unknown)}", where=store, do="see 'squatwatch brands list'"
        )
    return [brand for brand in known if brand.brand_id in asked]


def _offices(given: Sequence[str]) -> list[str]:
    """The codes of offices, checked like those of a watch list."""
    try:
        codes = [office_code(code.strip()) for code in given]
    except ValueError as error:
        raise ConfigError(f"--office: {error}", do="write it as EM or US") from error
    if MADRID in codes:
        raise ConfigError(
            "--office WO: an international registration holds where it designates",
            do="name the offices that are designated",
        )
    return codes


def _tell(
    result: RunResult,
    settings: Settings,
    stale_after: int,
    *,
    rights_known: bool,
    signs: bool,
    quiet: bool,
) -> None:
    """What the run covered, what its cells cannot say, and what the signs of a table mean."""
    lang = settings.lang
    notes = [no_data_note(lang, stale_after)]
    if not rights_known:
        notes.append(label("note.exposure_rights", lang))
    if signs:
        notes.append(label("note.exposure_signs", lang))
    tell_run(result, lang, *notes, quiet=quiet)

"""``squatwatch screen``: before a trade fair, exhibitors' marks against the host's register."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from squatwatch.alerts.screening import RISKS, Screening
from squatwatch.assess.reach import MADRID
from squatwatch.brands.exhibitors import ExhibitorsFile, read_exhibitors
from squatwatch.brands.values import office_code
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    MemoryOption,
    OutputOption,
    QuietOption,
    StoreOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import FAILED, emit, say, terminal_width
from squatwatch.cli.searching import memory_of, searching
from squatwatch.cli.weighing import WeightsOption, weights_of
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.report.labels import label
from squatwatch.report.listing import LISTING_FORMATS, ListingFormat
from squatwatch.report.screen import (
    coverage_lines,
    screen_html,
    screen_listing,
    screen_markdown,
)
from squatwatch.screen import screen as screened
from squatwatch.store import Store

PageFormat = Literal["md", "html"]
PAGE_FORMATS: tuple[PageFormat, ...] = get_args(PageFormat)


def screen(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Exhibitors: CSV, XLSX or JSON Lines 参展商名单."),
    ],
    office: Annotated[
        list[str],
        typer.Option("--office", help="The host's office 举办地; may be repeated."),
    ],
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out rows with mistakes 跳过有误的行.")
    ] = False,
    store: StoreOption = None,
    level: Annotated[
        str | None,
        typer.Option(help="The lowest level shown 最低等级: urgent, high, medium, low [medium]."),
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit code 1 from this level up 返回码阈值 [high].")
    ] = None,
    weights: WeightsOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None,
        typer.Option("--format", help="table, json, jsonl, csv, xlsx, md, html [table]."),
    ] = None,
    output: OutputOption = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Check exhibitors' marks at the host's office before a fair 展前商标风险排查.

    One page an exhibitor. Nothing of the file is written to the store.
    """
    settings = settings_of(store=store, lang=lang, level=level, fail_on=fail_on, weights=weights)
    day, allowed = as_of_day(as_of), memory_of(memory)
    name, used = _format_of(output_format, output), weights_of(settings)
    offices, read = _offices(office), read_exhibitors(file, skip_bad=skip_bad)
    with (
        Store.open(Path(settings.store)) as opened,
        searching(settings.lang, quiet=quiet) as progress,
    ):
        found = screened(
            opened,
            read.exhibitors,
            offices,
            as_of=day,
            level=settings.level,  # type: ignore[arg-type]
            weights=used,
            memory=allowed,
            progress=progress,
        )
    width = terminal_width() if output is None else None
    emit(_rendered(found, name, settings.lang, width), output, binary=name == "xlsx")
    _tell(found, read, file, settings.lang, quiet=quiet)
    if found.without_data:
        raise typer.Exit(FAILED)
    if found.at_or_above(settings.fail_on):  # type: ignore[arg-type]
        raise typer.Exit(1)


def _format_of(given: str | None, output: Path | None) -> ListingFormat | PageFormat:
    """The format asked for by name, else by the suffix of the output."""
    name = given or (output.suffix.lstrip(".").lower() if output else "table")
    for known in PAGE_FORMATS:
        if name == known:
            return known
    if name in LISTING_FORMATS:
        return listing_format_of(given, output)
    asked = "--format" if given else f"the suffix of {output}"
    raise ConfigError(f"{asked} is {name!r}, not {', '.join((*LISTING_FORMATS, *PAGE_FORMATS))}")


def _offices(given: Sequence[str]) -> list[str]:
    """The codes of offices, checked like those of a watch list."""
    try:
        codes = [office_code(code.strip()) for code in given]
    except ValueError as error:
        raise ConfigError(f"--office: {error}", do="write it as DE or US") from error
    if MADRID in codes:
        raise ConfigError(
            "--office WO: an international registration holds where it designates",
            do="name the office of the place of the fair",
        )
    return codes


def _rendered(
    found: Screening, name: ListingFormat | PageFormat, lang: Language, width: int | None
) -> bytes:
    if name == "md":
        return screen_markdown(found, lang)
    if name == "html":
        return screen_html(found, lang)
    return screen_listing(found, name, lang, width)


def _tell(
    found: Screening, read: ExhibitorsFile, file: Path, lang: Language, *, quiet: bool
) -> None:
    """Offices without data first, then what was covered and found; what was skipped."""
    for line in coverage_lines(found, lang):
        say(line, quiet=quiet)
    counts = [(risk, sum(page.risk == risk for page in found.pages)) for risk in RISKS]
    told = ", ".join(f"{label(f'screen.{risk}', lang)} {count:,}" for risk, count in counts)
    say(f"{label('column.exhibitor', lang)}: {told}", quiet=quiet)
    for row in read.mistakes:
        say(f"skipped 已跳过: {file}: {row}", quiet=quiet)
    say(label("note.disclaimer", lang), quiet=quiet)

"""``squatwatch import``: what another installation exported, into this store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.cli.exchange_lines import by_office, merged_lines
from squatwatch.cli.options import LangOption, QuietOption, StoreOption, as_of_day, settings_of
from squatwatch.cli.output import INTERRUPTED, say
from squatwatch.cli.taking import Telling
from squatwatch.config import Settings
from squatwatch.errors import DataError
from squatwatch.exchange import import_records, schema_of
from squatwatch.exchange.brands import refused
from squatwatch.export import MANIFEST, Part, check_part, parts_of, strays
from squatwatch.ingest import Outcome, ingest
from squatwatch.offices.ahead.reading import format_of
from squatwatch.offices.exchange import ExchangeReader
from squatwatch.report.plain import plain
from squatwatch.store import Store


def import_(
    source: Annotated[
        Path,
        typer.Argument(help="What export wrote, or an exchange file 导出的文件或文件夹、交换文件."),
    ],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Brands of the file win in a conflict 冲突时以文件为准."),
    ] = False,
    store: StoreOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read back what 'squatwatch export' wrote 导入导出的数据.

    Filings of the same office and number are replaced by those read, others stay. Brands, alerts
    and decisions are merged with those here. 官方和申请号相同的申请以读入者为准，其余保留；
    品牌、预警和决定与现有内容合并。
    """
    settings = settings_of(store=store, lang=lang)
    if source.is_file() and schema_of(source):
        _merge(source, settings, replace=replace, quiet=quiet)
        return
    _take_filings(source, settings, quiet=quiet)


def _merge(source: Path, settings: Settings, *, replace: bool, quiet: bool) -> None:
    """Merge brands, alerts and decisions; what was left out as a conflict ends with an error."""
    with Store.open(Path(settings.store)) as opened:
        merged = import_records(opened, source, replace=replace)
    for line in merged_lines(merged, settings.lang):
        say(plain(f"{source}: {line}"), quiet=quiet)
    if merged.brands and merged.brands.conflicts:
        raise refused(merged.brands.conflicts, str(source))


def _take_filings(source: Path, settings: Settings, *, quiet: bool) -> None:
    parts = parts_of(source) if source.is_dir() else ()
    failed = {outcome.path: outcome for outcome in _failures(source, parts)}
    files = [source / part.path for part in parts] if source.is_dir() else [source]
    whole = [path for path in files if path not in failed]
    with (
        Store.open(Path(settings.store)) as opened,
        Telling(dict.fromkeys(failed, 0) | _sizes(whole), quiet=quiet) as telling,
    ):
        before = Counter(_held(opened))
        for outcome in failed.values():
            telling.outcome(outcome)
        _take(opened, whole, telling)
        new = Counter(_held(opened)) - before
    say(plain(f"{source}: {by_office(new, settings.lang, 'new', '新增')}"), quiet=quiet)
    telling.end()


def _take(store: Store, files: Sequence[Path], telling: Telling) -> None:
    """Read files into the store, also what was taken before: it may have changed since."""
    today = as_of_day(None)
    try:
        for outcome in ingest(store, files, today=today, again=True, progress=telling.read):
            telling.outcome(outcome)
    except KeyboardInterrupt:
        telling.interrupted()
        raise typer.Exit(INTERRUPTED) from None


def _failures(source: Path, parts: Sequence[Part]) -> Iterator[Outcome]:
    """The files that are not to be read, each with the reason."""
    if not source.is_dir():
        if source.exists() and format_of(source) not in ("", ExchangeReader.name):
            yield _failure(source, "is no exchange file", "take it with 'squatwatch ingest'")
        return
    for part in parts:
        try:
            check_part(source, part)
        except DataError as error:
            yield Outcome(source / part.path, error=error)
    for path in strays(source, parts):
        advice = "move it away, or take it with 'squatwatch ingest'"
        yield _failure(path, f"is no part that {MANIFEST} names", advice)


def _failure(path: Path, what: str, do: str) -> Outcome:
    return Outcome(path, error=DataError(what, where=str(path), do=do))


def _held(store: Store) -> dict[str, int]:
    """How many filings there are of each office."""
    return dict(store.coverage(date.max).select("office", "filings").iter_rows())


def _sizes(files: Sequence[Path]) -> dict[Path, int]:
    return {path: path.stat().st_size if path.exists() else 0 for path in files}

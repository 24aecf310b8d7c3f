"""``squatwatch brands``: the watch list of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from squatwatch.brands import (
    FILE_FORMATS,
    FileFormat,
    encode_brands,
    read_events,
    read_rights,
    read_watchlist,
)
from squatwatch.brands.watchlist import WATCH_LIST, brand_of
from squatwatch.cli.options import (
    AsOfOption,
    FormatOption,
    LangOption,
    OutputOption,
    QuietOption,
    StoreOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit, emit_listing, say, terminal_width
from squatwatch.cli.scanning import tell_run
from squatwatch.cli.weighing import weights_of
from squatwatch.config import Settings
from squatwatch.errors import ConfigError, DataError
from squatwatch.forms import generate_forms
from squatwatch.model import Brand
from squatwatch.report.alerts_listing import alerts_listing
from squatwatch.report.coverage import counts_line
from squatwatch.report.labels import label
from squatwatch.scan import scan, watch
from squatwatch.store import Store

app = typer.Typer(
    help="The watched brands 监测的品牌.", no_args_is_help=True, rich_markup_mode=None
)

LIST_COLUMNS = ("brand_id", "name_zh", "name_latin", "owner_en", "owner_zh", "classes", "since")
SHOW_COLUMNS = ("field", "value")

WatchListArgument = Annotated[Path, typer.Argument(help="CSV, XLSX or JSON Lines 监测名单文件.")]
RightsOption = Annotated[Path | None, typer.Option(help="The owners' rights, in a file 权利文件.")]
EventsOption = Annotated[
    Path | None, typer.Option(help="Events of the brands, in a file 事件文件.")
]
SkipBadOption = Annotated[
    bool, typer.Option("--skip-bad", help="Leave out rows with mistakes 跳过有误的行.")
]


@app.command("check")
def check(
    watch_list: WatchListArgument, rights: RightsOption = None, events: EventsOption = None
) -> None:
    """Tell all the mistakes of a watch list; import nothing 检查名单，不导入."""
    brands = read_watchlist(watch_list).brands
    _read_beside(brands, rights, events, skip_bad=False)
    say(f"{watch_list}: {len(brands):,} brands, no mistakes 无误")


@app.command("import")
def import_(
    watch_list: WatchListArgument,
    rights: RightsOption = None,
    events: EventsOption = None,
    skip_bad: SkipBadOption = False,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Put a watch list into the store; nothing of a file with a mistake 导入名单.

    Brands of an id that is there are replaced.
    """
    found = read_watchlist(watch_list, skip_bad=skip_bad)
    beside = _read_beside(found.brands, rights, events, skip_bad=skip_bad)
    with Store.open(Path(settings_of(store=store).store)) as opened, opened.atomically():
        watch(opened, found.brands)
        if rights:
            opened.put_rights(beside.rights)
        if events:
            opened.put_events(beside.events)
    skipped = [f"{watch_list}: {mistake}" for mistake in found.mistakes] + beside.skipped
    for row in skipped:
        say(f"skipped 已跳过: {row}", quiet=quiet)
    say(f"{watch_list}: {len(found.brands):,} brands imported 已导入", quiet=quiet)


@app.command("add")
def add(
    brand_id: Annotated[str, typer.Argument(help="Its id: letters, digits, - _ . 品牌编号.")],
    name_zh: Annotated[str, typer.Option("--zh", help="Names in characters, by ; 中文名.")] = "",
    name_latin: Annotated[
        str, typer.Option("--latin", help="The owner's Latin marks, by ; 拉丁文商标.")
    ] = "",
    other_names: Annotated[str, typer.Option("--other", help="Other names, by ; 其他名称.")] = "",
    owner_zh: Annotated[str, typer.Option(help="The owner 权利人中文名.")] = "",
    owner_en: Annotated[str, typer.Option(help="The owner, in English 权利人英文名.")] = "",
    affiliates: Annotated[
        str, typer.Option(help="Companies that file for it, by ; 关联公司.")
    ] = "",
    partners: Annotated[
        str, typer.Option(help="Distributors, agents, licensees, by ; 合作方.")
    ] = "",
    classes: Annotated[str, typer.Option(help="Nice classes, by ; 类别.")] = "",
    since: Annotated[str, typer.Option(help="Year or date from which it is known 始用年份.")] = "",
    markets: Annotated[str, typer.Option(help="Offices of its markets, by ; 目标市场.")] = "",
    region: Annotated[str, typer.Option(help="The owner's region 地区.")] = "",
    note: Annotated[str, typer.Option(help="A note 备注.")] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a brand of this id 覆盖.")
    ] = False,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    quiet: QuietOption = False,
) -> None:
    """Watch one more brand, and show at once what stands against it 添加品牌并立即检索."""
    settings, day = settings_of(store=store, lang=lang), as_of_day(as_of)
    cells = {
        "brand_id": brand_id, "name_zh": name_zh, "name_latin": name_latin,
        "other_names": other_names, "owner_zh": owner_zh, "owner_en": owner_en,
        "affiliates": affiliates, "partners": partners, "classes": classes, "since": since,
        "markets": markets, "region": region, "note": note,
    }  # fmt: skip
    brand = brand_of(cells, "the new brand")
    with Store.open(Path(settings.store)) as opened:
        if not replace and any(known.brand_id == brand.brand_id for known in opened.brands()):
            raise DataError(
                f"the store has a brand {brand.brand_id!r} already",
                do="choose another id, or replace it with --replace",
            )
        watch(opened, [brand])
        _show_against(opened, brand, settings, day, quiet=quiet)


def _show_against(
    store: Store, brand: Brand, settings: Settings, day: date, *, quiet: bool
) -> None:
    """What stands against one brand in the store."""
    result = scan(store, as_of=day, brand_ids=[brand.brand_id], weights=weights_of(settings))
    if result.alerts:
        emit(alerts_listing(result.alerts, "table", settings.lang, terminal_width()), None)
    else:
        say(label("note.nothing", settings.lang), quiet=quiet)
    tell_run(result, settings.lang, counts_line(result, settings.lang), quiet=quiet)


@app.command("list")
def list_(
    store: StoreOption = None, listing_format: FormatOption = None, output: OutputOption = None
) -> None:
    """List the brands of the store 列出品牌."""
    with Store.open(Path(settings_of(store=store).store)) as opened:
        brands = opened.brands()
    wanted = listing_format_of(listing_format, output)
    columns = LIST_COLUMNS if wanted == "table" else WATCH_LIST.columns
    emit_listing([asdict(brand) for brand in brands], columns, wanted, output)


@app.command("show")
def show(
    brand_id: str,
    store: StoreOption = None,
    listing_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one brand with its forms 查看品牌及其形式."""
    with Store.open(Path(settings_of(store=store).store)) as opened:
        brand = _known(opened, [brand_id])[0]
    wanted = listing_format_of(listing_format, output)
    rows: list[dict[str, Any]] = [
        {"field": name, "value": value} for name, value in asdict(brand).items() if value
    ]
    rows += [
        {"field": f"form {form.kind}", "value": f"{form.form} ({form.weight:g})"}
        for form in generate_forms(brand)
    ]
    emit_listing(rows, SHOW_COLUMNS, wanted, output)


@app.command("remove")
def remove(
    brand_ids: Annotated[list[str], typer.Argument(help="Ids of brands 品牌编号.")],
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Take brands out of the store, with their forms, rights and events 移除品牌."""
    with Store.open(Path(settings_of(store=store).store)) as opened:
        _known(opened, brand_ids)
        removed = opened.remove_brands(brand_ids)
    say(f"{removed} removed 已移除", quiet=quiet)


@app.command("export")
def export(
    store: StoreOption = None,
    file_format: Annotated[
        str | None, typer.Option("--format", help="csv, xlsx, jsonl [csv].")
    ] = None,
    output: OutputOption = None,
) -> None:
    """Write the brands as a watch list that 'brands import' reads 导出名单."""
    with Store.open(Path(settings_of(store=store).store)) as opened:
        brands = opened.brands()
    wanted = _file_format(file_format or (output.suffix.lstrip(".").lower() if output else "csv"))
    emit(encode_brands(brands, wanted), output, binary=wanted == "xlsx")


def _file_format(name: str) -> FileFormat:
    for known in FILE_FORMATS:
        if name == known:
            return known
    raise ConfigError(f"{name!r} is no format of a watch list", do=f"use {', '.join(FILE_FORMATS)}")


def _known(store: Store, brand_ids: Sequence[str]) -> list[Brand]:
    """The brands of these ids; an error that names those that the store does not have."""
    by_id = {brand.brand_id: brand for brand in store.brands()}
    missing = [brand_id for brand_id in brand_ids if brand_id not in by_id]
    if missing:
        raise DataError(
            f"no brand {', '.join(missing)}",
            where=str(store.path),
            do="see 'squatwatch brands list'",
        )
    return [by_id[brand_id] for brand_id in brand_ids]


class _Beside:
    """What stands beside a watch list: rights, events, and the rows that were skipped."""

    def __init__(self, brands: Sequence[Brand]) -> None:
        self.known = {brand.brand_id for brand in brands}
        self.rights: tuple[Any, ...] = ()
        self.events: tuple[Any, ...] = ()
        self.skipped: list[str] = []


def _read_beside(
    brands: Sequence[Brand], rights: Path | None, events: Path | None, *, skip_bad: bool
) -> _Beside:
    beside = _Beside(brands)
    if rights:
        found = read_rights(rights, known_brands=beside.known, skip_bad=skip_bad)
        beside.rights = found.rights
        beside.skipped += [f"{rights}: {mistake}" for mistake in found.mistakes]
    if events:
        read = read_events(events, known_brands=beside.known, skip_bad=skip_bad)
        beside.events = read.events
        beside.skipped += [f"{events}: {mistake}" for mistake in read.mistakes]
    return beside

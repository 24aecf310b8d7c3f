"""``squatwatch alerts list``, ``show`` and ``export``: the kept alerts, and one with all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from squatwatch.alerts.choosing import ORDERS, Choice, chosen, in_order
from squatwatch.alerts.deciding import identities
from squatwatch.alerts.ignoring import IGNORE_FILE, held_back, read_ignore
from squatwatch.alerts.kept import kept_alerts
from squatwatch.alerts.life import life_of
from squatwatch.brands.values import iso_date, office_code
from squatwatch.cli.alerts.desk import desk
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    OutputOption,
    QuietOption,
    StoreOption,
    as_of_day,
    listing_format_of,
    settings_of,
)
from squatwatch.cli.output import emit, say, terminal_width
from squatwatch.cli.scanning import check_brand
from squatwatch.config import Language
from squatwatch.errors import ConfigError, DataError
from squatwatch.model import LEVELS, STATES, Alert, Decision, Level
from squatwatch.report.alert_desk import alert_page, desk_listing, export_lines, page_record
from squatwatch.report.deadlines import deadlines_of
from squatwatch.report.icalendar import icalendar
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat
from squatwatch.report.plain import json_text
from squatwatch.store import Store

T = TypeVar("T", bound=str)

_CHOICES: tuple[Level, ...] = (*LEVELS, "cleared")


def list_(
    state: Annotated[
        list[str] | None, typer.Option("--state", help="Only in this state; may be repeated 状态.")
    ] = None,
    level: Annotated[
        str | None,
        typer.Option("--level", help=f"The lowest level shown 最低等级: {', '.join(_CHOICES)}."),
    ] = None,
    brand: Annotated[str | None, typer.Option(help="Only of this brand 只看该品牌.")] = None,
    office: Annotated[str | None, typer.Option(help="Only at this office 国家/地区代码.")] = None,
    region: Annotated[str | None, typer.Option(help="Only of owners there 权利人地区.")] = None,
    assignee: Annotated[
        str | None, typer.Option(help="Only of this person; empty: of nobody 负责人.")
    ] = None,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only what waits for somebody 仅未了结者.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(help="Only new or changed since this day 起始日.")
    ] = None,
    closing_within: Annotated[
        int | None, typer.Option(min=0, help="Only what closes in so many days 剩余天数以内.")
    ] = None,
    ignored: Annotated[
        bool, typer.Option("--ignored", help=f"Also what {IGNORE_FILE} holds back 含已忽略者.")
    ] = False,
    sort: Annotated[str, typer.Option(help=f"{', '.join(ORDERS)} 排序.")] = "pressing",
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many 至多条数.")] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[
        str | None, typer.Option("--format", help="table, json, jsonl, csv, xlsx, ics [table].")
    ] = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """List the alerts that are kept, as they stand 列出预警.

    JSON Lines give the whole record of each. CSV and XLSX have empty columns to fill in, which
    'alerts decide' reads. A calendar (ics) has the windows that are not over.
    """
    settings, day = settings_of(store=store, lang=lang), as_of_day(as_of)
    choice = Choice(
        states=frozenset(_one_of(name, STATES, "--state") for name in state or ()),
        level=_one_of(level, _CHOICES, "--level") if level is not None else None,
        brand=brand,
        office=_office(office),
        region=region,
        assignee=assignee,
        only_open=only_open,
        since=_day(since),
        closing_within=closing_within,
    )
    order = _one_of(sort, ORDERS, "--sort")
    is_calendar = (output_format or (output.suffix.lstrip(".") if output else "")) == "ics"
    name: ListingFormat = "table" if is_calendar else listing_format_of(output_format, output)
    with desk(settings, quiet=quiet) as opened:
        check_brand(opened, brand, settings.store)
        found = in_order(chosen(opened, choice, as_of=day), order)
        kept, held = (found, ()) if ignored else _told_of(found, day)
        shown = kept[:limit]
        if name == "jsonl":
            shown = in_order(kept_alerts(opened, _ids(shown), as_of=day), order)
    data = (
        icalendar(deadlines_of(shown, day), day, settings.lang)
        if is_calendar
        else desk_listing(shown, name, settings.lang, None if output else terminal_width())
    )
    emit(data, output, binary=name == "xlsx")
    _tell(len(kept) - len(shown), len(held), bool(shown), settings.lang, quiet=quiet)


def show(
    alert_id: Annotated[str, typer.Argument(help="Its id or the first letters of it 预警编号.")],
    store: StoreOption = None,
    as_of: AsOfOption = None,
    lang: LangOption = None,
    output_format: Annotated[str, typer.Option("--format", help="text, json.")] = "text",
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show one alert with its trail, its evidence and what can be done 查看预警."""
    settings, day = settings_of(store=store, lang=lang), as_of_day(as_of)
    _one_of(output_format, ("text", "json"), "--format")
    with desk(settings, quiet=quiet) as opened:
        [whole] = identities(opened, [alert_id]).values()
        trail = opened.decisions([whole])
        notices = [one.number for one in opened.notices() if whole in one.alerts]
        found = kept_alerts(opened, [whole], as_of=day)
    if not found:
        raise DataError(
            f"the brand or the filing of alert {whole} is no longer there", where=settings.store
        )
    if output_format == "json":
        emit((json_text(page_record(found[0], trail, notices), indent=2) + "\n").encode(), output)
        return
    page = alert_page(found[0], life_of(trail), trail, settings.lang, notices=notices)
    emit(page.encode(), output)


def export(
    since: Annotated[
        str | None, typer.Option(help="Only new or changed since this day 起始日.")
    ] = None,
    store: StoreOption = None,
    as_of: AsOfOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write all alerts with their trails as JSON Lines 导出预警及处理记录."""
    settings, day = settings_of(store=store), as_of_day(as_of)
    with desk(settings, quiet=quiet) as opened:
        found = chosen(opened, Choice(since=_day(since)), as_of=day)
        whole = kept_alerts(opened, _ids(found), as_of=day)
        rows = _with_trails(opened, whole)
    emit(export_lines(rows), output)
    say(f"{len(rows):,} alerts 条预警", quiet=quiet)


def _with_trails(store: Store, alerts: Sequence[Alert]) -> list[tuple[Alert, tuple[Decision, ...]]]:
    trails: dict[str, list[Decision]] = {}
    for decision in store.decisions(_ids(alerts)):
        trails.setdefault(decision.alert_id, []).append(decision)
    return [(alert, tuple(trails.get(alert.alert_id, ()))) for alert in alerts]


def _ids(alerts: Sequence[Alert]) -> list[str]:
    return [alert.alert_id for alert in alerts]


def _told_of(alerts: Sequence[Alert], day: date) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
    return held_back(alerts, read_ignore(Path(IGNORE_FILE)), day)


def _tell(left_out: int, held: int, any_shown: bool, lang: Language, *, quiet: bool) -> None:
    """What is not shown and why, and what a match is not."""
    if not any_shown:
        say(label("note.no_alerts", lang), quiet=quiet)
    if left_out:
        say(label("note.left_out", lang).format(count=left_out), quiet=quiet)
    if held:
        say(label("note.held_back", lang).format(count=held, file=IGNORE_FILE), quiet=quiet)
    say(label("note.disclaimer", lang), quiet=quiet)


def _one_of(given: str, known: Sequence[T], option: str) -> T:
    for one in known:
        if given == one:
            return one
    raise ConfigError(f"{option} is {given!r}, not {', '.join(map(str, known))}")


def _office(given: str | None) -> str | None:
    try:
        return office_code(given) if given is not None else None
    except ValueError as error:
        raise ConfigError(f"--office: {error}", do="correct it and try again") from error


def _day(given: str | None) -> date | None:
    try:
        return iso_date(given) if given is not None else None
    except ValueError as error:
        raise ConfigError(f"--since: {error}", do="correct it and try again") from error

"""The decisions of ``squatwatch alerts``: one command for each thing that a person may decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.desk_file import check_desk_file, read_desk_file
from squatwatch.alerts.life import RESPONSES
from squatwatch.brands.values import iso_date
from squatwatch.cli.alerts.desk import (
    AtOption,
    IdsArgument,
    WhoOption,
    WhyOption,
    moment,
    person,
    take,
)
from squatwatch.cli.options import QuietOption, StoreOption, settings_of
from squatwatch.errors import ConfigError
from squatwatch.model import Decision, Remark, State
from squatwatch.report.alert_desk import FILLED_IN_COLUMNS
from squatwatch.store import Store

OUTCOMES = (*RESPONSES, "closed")


def confirm(
    alert_ids: IdsArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Confirm alerts: the owner is to be told 确认预警."""
    _take("confirmed", alert_ids, who, at, store, why=why, quiet=quiet)


def dismiss(
    alert_ids: IdsArgument,
    why: Annotated[str, typer.Option("--why", help="The reason, which is needed 理由（必填）.")],
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Dismiss alerts; they return when the filing changes materially 判定无关."""
    _take("dismissed", alert_ids, who, at, store, why=why, quiet=quiet)


def snooze(
    alert_ids: IdsArgument,
    until: Annotated[str, typer.Option("--until", help="The last day of it 暂缓至（含当日）.")],
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Put alerts off to a day; they return after it, or when the filing changes 暂缓."""
    _take("snoozed", alert_ids, who, at, store, why=why, until=until, quiet=quiet)


def monitor(
    alert_ids: IdsArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Keep watching what becomes of the filings 持续监测."""
    _take("monitor", alert_ids, who, at, store, why=why, quiet=quiet)


def review(
    alert_ids: IdsArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Take alerts into review, from whatever state 审核（可从任何状态退回）."""
    _take("in_review", alert_ids, who, at, store, why=why, quiet=quiet)


def second(
    alert_ids: IdsArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Agree, as a second reader, to what somebody else confirmed 第二人复核同意."""
    _take("seconded", alert_ids, who, at, store, why=why, quiet=quiet)


def assign(
    alert_ids: IdsArgument,
    to: Annotated[str, typer.Option("--to", help="To whom; empty for nobody 负责人.")],
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Say who looks after alerts 指派."""
    _take("assigned", alert_ids, who, at, store, why=why, value=to, quiet=quiet)


def note(
    alert_ids: IdsArgument,
    text: Annotated[str, typer.Option("--text", help="The note 备注内容.")],
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add a note to the trail 添加备注."""
    _take("noted", alert_ids, who, at, store, why=text, quiet=quiet)


def receipt(
    alert_ids: IdsArgument,
    reference: Annotated[
        str, typer.Option("--reference", help="What confirms it, such as a letter 收悉凭据.")
    ] = "",
    why: WhyOption = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Note that the owner confirmed the receipt of a notice 权利人确认收悉."""
    _take("received", alert_ids, who, at, store, why=why, value=reference, quiet=quiet)


def outcome(
    what: Annotated[
        str,
        typer.Argument(metavar="WHAT", help=f"What was done 采取的行动: {', '.join(OUTCOMES)}."),
    ],
    alert_ids: IdsArgument,
    why: Annotated[str, typer.Option("--why", help="The reason; no_action needs one 理由.")] = "",
    result: Annotated[
        str, typer.Option("--outcome", help="How it ended, with closed 结案结果.")
    ] = "",
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Note what the owner did, and how it ended 记录应对与结果."""
    done = next((known for known in OUTCOMES if known == what), None)
    if done is None:
        raise ConfigError(f"{what!r} is no outcome", do=f"use {', '.join(OUTCOMES)}")
    if result and done != "closed":
        raise ConfigError("--outcome goes with closed", do="say more with --why")
    _take(done, alert_ids, who, at, store, why=why, value=result, quiet=quiet)


def decide(
    file: Annotated[
        Path,
        typer.Option("--from", help="CSV or XLSX: alert_id, action, why, until, value 填好的表格."),
    ],
    who: WhoOption = None,
    at: AtOption = None,
    store: StoreOption = None,
    quiet: QuietOption = False,
) -> None:
    """Take a day's decisions from a spreadsheet: all of them or none 从表格批量处理.

    'alerts list --format csv' writes a file with the columns to fill in. Rows without an action
    are left as they are.
    """
    settings = settings_of(store=store)
    rows = read_desk_file(file, person(who), moment(at), beside=FILLED_IN_COLUMNS)

    def before(opened: Store) -> None:
        second_reader = settings.second_reader == "yes"
        check_desk_file(opened, rows, str(file), second_reader=second_reader)

    take(settings, [row.decision for row in rows], quiet=quiet, before=before)


def _take(
    action: State | Remark,
    alert_ids: list[str],
    who: str | None,
    at: str | None,
    store: str | None,
    *,
    why: str = "",
    until: str | None = None,
    value: str = "",
    quiet: bool,
) -> None:
    """The same decision about each of the alerts."""
    settings, name, when = settings_of(store=store), person(who), moment(at)
    try:
        last_day = iso_date(until) if until is not None else None
    except ValueError as error:
        raise ConfigError(f"--until: {error}", do="correct it and try again") from error
    decisions = [
        Decision(alert_id, when, name, action, why.strip(), last_day, value.strip())
        for alert_id in dict.fromkeys(alert_ids)
    ]
    take(settings, decisions, quiet=quiet)

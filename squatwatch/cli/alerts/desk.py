"""What the commands on alerts have in common: the store with its journal merged, who and when."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.deciding import Decided, decide
from squatwatch.alerts.journal import is_held, journal_of, merge_journal, note_down
from squatwatch.cli.output import say
from squatwatch.config import Settings
from squatwatch.errors import ConfigError, StoreError
from squatwatch.model import REMARKS, SQUATWATCH, Decision
from squatwatch.report.labels import label
from squatwatch.report.plain import plain
from squatwatch.store import Store

WHO_VARIABLE = "SQUATWATCH_WHO"
SHOWN = 20
"""Alerts up to which each has its line after a decision; of more only the number is told."""

IdsArgument = Annotated[
    list[str],
    typer.Argument(help="Alerts: their ids or the first 4 letters or more 预警编号或其开头."),
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason 理由.")]
WhoOption = Annotated[
    str | None, typer.Option("--who", help=f"Who decides 处理人 [{WHO_VARIABLE}].")
]
AtOption = Annotated[
    str | None,
    typer.Option("--at", help="When it was decided, as 2026-01-15T09:30 决定时间 [now]."),
]


@contextmanager
def desk(settings: Settings, *, quiet: bool) -> Iterator[Store]:
    """The store, after decisions that were taken while it was held have been merged."""
    with Store.open(Path(settings.store)) as opened:
        merged = merge_journal(opened)
        if merged.added:
            say(f"merged from the journal 已并入日志中的决定: {merged.added}", quiet=quiet)
        for line in merged.refused:
            say(plain(f"{line.file}: {line.position}: {line.reason}"))
        if merged.unknown:
            say(f"{journal_of(Path(settings.store)).name}: no alert {', '.join(merged.unknown)}")
        if merged.set_aside_in:
            say(f"set aside in 已另存于 {merged.set_aside_in}")
        yield opened


def take(
    settings: Settings,
    decisions: Sequence[Decision],
    *,
    quiet: bool,
    before: Callable[[Store], None] | None = None,
) -> None:
    """Take decisions, all or none; where another process holds the store, note them down.

    ``before`` may look at the store first, and refuse.
    """
    second_reader = settings.second_reader == "yes"
    try:
        with desk(settings, quiet=quiet) as store:
            if before:
                before(store)
            done = decide(store, decisions, second_reader=second_reader)
    except StoreError as error:
        if not is_held(error):
            raise
        _note(settings, decisions, error, quiet=quiet)
        return
    tell(done, settings, quiet=quiet)


def _note(
    settings: Settings, decisions: Sequence[Decision], held: StoreError, *, quiet: bool
) -> None:
    """Note decisions down in the journal, and say so."""
    path = Path(settings.store)
    note_down(path, decisions, second_reader=settings.second_reader == "yes")
    say(
        f"{held.what}; noted in {journal_of(path)}, to be merged"
        f" 数据库被占用，决定已记入日志，稍后并入: {len(decisions)}",
        quiet=quiet,
    )


def tell(done: Decided, settings: Settings, *, quiet: bool) -> None:
    """What became of decisions: each alert with its new state or remark, then how many."""
    for one in done.taken if len(done.taken) <= SHOWN else ():
        say(f"{one.alert_id}  {action_words(one, settings)}", quiet=quiet)
    for alert_id in done.overtaken:
        say(f"{alert_id}  a later decision stands 其后已有决定，以后者为准")
    say(f"recorded 已记录: {done.added}", quiet=quiet)


def action_words(decision: Decision, settings: Settings) -> str:
    """The state or remark in words."""
    kind = "remark" if decision.action in REMARKS else "state"
    return label(f"{kind}.{decision.action}", settings.lang)


def person(given: str | None) -> str:
    """Who decides: the one named, else by the variable.

    The name of the account is not taken: whose name stands in the trail is that person's to say.
    """
    name = (given if given is not None else os.environ.get(WHO_VARIABLE, "")).strip()
    if not name:
        raise ConfigError("who decides is not told", do=f"add --who NAME or set {WHO_VARIABLE}")
    if name == SQUATWATCH or "\n" in name:
        raise ConfigError(f"--who is {name!r}, which is nobody's name", do="give another")
    return name


def moment(given: str | None) -> datetime:
    """When it was decided; without a time zone in the machine's own."""
    if given is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(given)
    except ValueError as error:
        raise ConfigError(
            f"--at is {given!r}, which is no moment", do="write it as 2026-01-15T09:30"
        ) from error
    return at if at.tzinfo else at.astimezone()

"""What people and the night leave beside the store: the inbox, the ignore file, the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from squatwatch.alerts.ignoring import IGNORE_FILE, idle, read_ignore
from squatwatch.alerts.journal import journal_of, set_aside_of
from squatwatch.alerts.kept import kept_alerts
from squatwatch.errors import DataError
from squatwatch.offices.files.folders import files_of
from squatwatch.store import Finding, Store


def inbox(store: Store, folder: Path) -> Iterator[Finding]:
    """Which files of the inbox the store does not have, by name and size.

    The sweep itself goes by the content; to read it all would take as long as the sweep.
    """
    if not folder.is_dir():
        yield Finding("inbox.missing", {"folder": folder})
        return
    taken = {(file.name, file.size) for file in store.sources() if file.state == "taken"}
    files = list(files_of([folder]))
    waiting = [file for file in files if (file.name, file.stat().st_size) not in taken]
    if waiting:
        yield Finding("inbox.waiting", {"count": len(waiting), "name": waiting[0].name})
    else:
        yield Finding("inbox.taken", {"count": len(files)})


def ignore_file(store: Store, day: date, path: Path = Path(IGNORE_FILE)) -> Iterator[Finding]:
    """Rules that have expired, and rules that name no alert."""
    try:
        rules = read_ignore(path)
    except DataError as error:
        yield Finding("ignore.mistake", {"mistake": error.line()})
        return
    holding = [rule for rule in rules if rule.holds_on(day)]
    for rule in rules:
        if rule not in holding:
            yield Finding("ignore.lapsed", {"rule": rule.told, "day": rule.expires})
    alerts = kept_alerts(store, as_of=day, advise=False) if holding else ()
    for rule in idle(holding, alerts):
        yield Finding("ignore.idle", {"rule": rule.told})
    if len(holding) == len(rules):
        yield Finding("ignore.holds", {"count": len(holding)})


def journal(store: Path) -> Iterator[Finding]:
    """Decisions that were taken while the store was held, and are not merged yet."""
    waiting, aside = journal_of(store), set_aside_of(store)
    if count := _lines(aside):
        yield Finding("journal.aside", {"count": count, "name": aside.name})
    if count := _lines(waiting):
        yield Finding("journal.waiting", {"count": count, "name": waiting.name})
    else:
        yield Finding("journal.merged")


def _lines(path: Path) -> int:
    if not path.is_file():
        return 0
    with path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())

"""``doctor --erase`` and ``doctor --retention``: asked first, and told what went."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from squatwatch.cli.output import say
from squatwatch.config import Settings
from squatwatch.doctor.removing import elsewhere, marks, outlived, sought, told, years_before
from squatwatch.errors import ConfigError
from squatwatch.store import Finding, Store


def erased(settings: Settings, name: str, *, sure: bool) -> Iterator[Finding]:
    """Erase a person's data, once that is confirmed; what changed, and what may be elsewhere."""
    with Store.open(Path(settings.store)) as store:
        person = sought(store, name)
        held = store.held_of(person)
        _confirm(
            f"{sum(held.values()):,} rows of the store name this person or what is theirs; the "
            f"filings stay without the name, and nothing brings it back. "
            f"库中 {sum(held.values()):,} 行涉及该人；申请保留但不再含姓名，且不可恢复",
            sure=sure,
        )
        yield from told(store.erase(person))
        yield from marks(store.marks_with(person))
    yield from elsewhere(settings)


def retired(settings: Settings, years: int, day: date, *, sure: bool) -> Iterator[Finding]:
    """Take out the filings that ended so many years ago, or without ``sure`` count them."""
    before = years_before(day, years)
    with Store.open(Path(settings.store)) as store:
        keys = outlived(store, before)
        values = {"day": before, "count": f"{keys.height:,}"}
        if keys.is_empty():
            yield Finding("retention.none", values)
            return
        yield Finding("retention.removed" if sure else "retention.found", values)
        yield from told(store.remove_outlived(keys) if sure else store.count_with(keys))
        if sure:
            store.rewrite()


def years_of(retention: str) -> int:
    """The years of a retention time.

    >>> years_of("5y")
    5
    """
    found = re.fullmatch(r"([1-9]\d?)y", retention)
    if not found:
        raise ConfigError(f"--retention is {retention!r}, no time in years", do="write it as 5y")
    return int(found[1])


def _confirm(question: str, *, sure: bool) -> None:
    """Ask on the terminal; without one nobody can say yes."""
    if sure:
        return
    if not sys.stdin.isatty():
        raise ConfigError("nobody is here to confirm this", do="add --yes if it is meant")
    say(question)
    if not typer.confirm("Go on 是否继续?", err=True):
        raise typer.Exit(0)

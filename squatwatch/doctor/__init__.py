"""What ``squatwatch doctor`` looks at: one function a check, by what is checked.

``stored`` is what the store holds, ``machine`` what it runs on, ``desk`` the files that people and
the night leave beside it, ``nights`` whether the sweeps run. A check changes nothing; what it finds
is a code of ``reference/checks.csv`` with the values in its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from squatwatch.config import Settings
from squatwatch.doctor import desk, machine, nights, stored
from squatwatch.errors import SquatwatchError, StoreError
from squatwatch.notify.checking import check, check_outbox
from squatwatch.scan import renew_forms
from squatwatch.store import Finding, Store

__all__ = ["Finding", "Visit", "findings"]


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit is told: the day that days are counted from, and the time by the clock.

    ``within``: how long ago a sweep may have finished at most; None where it does not matter.
    """

    settings: Settings
    day: date
    now: datetime
    within: timedelta | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


def findings(visit: Visit, *, repair: bool = False) -> Iterator[Finding]:
    """What every check finds, after repairs if they are asked for."""
    path = Path(visit.settings.store)
    yield Finding("settings.read")
    try:
        with Store.open(path) as store:
            if repair:
                mend(store)
            yield from of_the_store(store, visit)
    except StoreError as error:
        yield refused(error)
    yield from desk.journal(path)
    yield from machine.readers()
    yield from machine.fonts()
    yield from machine.disk(path)


def of_the_store(store: Store, visit: Visit) -> Iterator[Finding]:
    """What is found where the store can be opened."""
    yield from store.health()
    yield from stored.forms(store)
    yield from stored.offices(store, visit.day)
    yield from machine.clock(store, visit.now)
    yield from nights.last_sweep(store, visit.now, visit.within)
    yield from nights.failures(store)
    yield from desk.inbox(store, Path(visit.settings.inbox))
    yield from desk.ignore_file(store, visit.day)
    yield from check(visit.settings, visit.environment, store.brands())
    yield from check_outbox(store)


def mend(store: Store) -> None:
    """Mend what can be mended, and let messages that were given up wait again."""
    store.repair()
    renew_forms(store)
    store.revive_messages()


def refused(error: SquatwatchError) -> Finding:
    """The store could not be opened."""
    where = f"{error.where}: " if error.where else ""
    return Finding("store.refused", {"reason": f"{where}{error.what}", "do": error.do})

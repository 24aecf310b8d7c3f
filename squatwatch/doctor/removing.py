"""Taking data out: one person's by name, and filings that ended long ago."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from squatwatch import reference
from squatwatch.alerts.journal import journal_of, set_aside_of
from squatwatch.alerts.kept import lives_of
from squatwatch.alerts.life import Life
from squatwatch.config import Settings
from squatwatch.filers.addresses import address_key
from squatwatch.filers.keys import filer_key
from squatwatch.filers.names import company_name
from squatwatch.filers.traces import PLACE
from squatwatch.model import SETTLED
from squatwatch.store import Finding, Store
from squatwatch.store.erasing import Person


def sought(store: Store, name: str) -> Person:
    """The person as the store knows one, with the keys by which filers stand in pairs.

    Raises ``DataError`` for a name without a letter.
    """
    found = store.person(name)
    keys = {key for one in found.names for key in _keys(one)}
    places = {PLACE + address_key(one) for one in found.addresses} - {PLACE}
    identifiers = {filer_key("", one) for one in found.addresses}
    return replace(found, keys=tuple(sorted((keys | places | identifiers) - {""})))


def _keys(name: str) -> tuple[str, ...]:
    """The keys of a name: alone, and apart from others that are read alike."""
    key = filer_key(name)
    return key, f"{key}/{company_name(name).own}" if key else ""


def told(counts: Mapping[str, int]) -> Iterator[Finding]:
    """What an erasure changes or has changed, one finding a table."""
    words = {row[0]: row[1:] for row in reference.table("stored_tables").iter_rows()}
    found = {table: count for table, count in counts.items() if count}
    for table, count in found.items():
        [en, zh] = words[table]
        yield Finding("erased.rows", {"what": en, "what_zh": zh, "count": f"{count:,}"})
    if not found:
        yield Finding("erased.none")


def marks(count: int) -> Iterator[Finding]:
    """Filings whose mark is the name."""
    if count:
        yield Finding("erased.marks", {"count": f"{count:,}"})


def elsewhere(settings: Settings) -> Iterator[Finding]:
    """Files and folders beside the store that may hold the name."""
    for place in _beside(settings):
        yield Finding("erased.elsewhere", {"place": place})


def _beside(settings: Settings) -> Iterator[Path]:
    """Copies of the store, the journal, reports, and the files that the data came in."""
    store = Path(settings.store)
    yield from sorted(store.parent.glob(f"{store.stem}.before-*{store.suffix}*"))
    for path in (journal_of(store), set_aside_of(store)):
        if path.is_file() and path.stat().st_size:
            yield path
    for folder in (Path(settings.reports), Path(settings.inbox)):
        if folder.is_dir() and any(folder.iterdir()):
            yield folder


def outlived(store: Store, before: date) -> pl.DataFrame:
    """Keys of filings that ended before a day, with no date since and no open alert.

    An alert is open until somebody settles it; one that was cleared waits for nobody.
    """
    lives = lives_of(store)
    alerts = store.alerts().filter(pl.col("cleared_by").is_null())["alert_id"]
    unsettled = [one for one in alerts if lives.get(one, Life()).state not in SETTLED]
    return store.outlived(before, unsettled)


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February the 28th.

    >>> years_before(date(2024, 2, 29), 5)
    datetime.date(2019, 2, 28)
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)

"""The events file: what made a brand known, and when (launch, listing, fair, funding)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from squatwatch.brands import values
from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout, check_known, checked
from squatwatch.brands.rows import Table
from squatwatch.brands.tables import read_table
from squatwatch.errors import Mistake
from squatwatch.model import Event

EVENTS = Layout(
    columns=("brand_id", "date", "kind", "note"),
    needed=(("brand_id",), ("date",), ("kind",)),
)
"""The columns of an events file, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class EventsFile:
    """The events of a file, and the mistakes of the rows that were skipped."""

    events: tuple[Event, ...]
    mistakes: tuple[Mistake, ...] = ()


def read_events(
    path: Path, *, known_brands: Collection[str] | None = None, skip_bad: bool = False
) -> EventsFile:
    """The events of a CSV, XLSX or JSON Lines file, in its order; it may hold none.

    With ``known_brands``, an event of another brand is a mistake.

    Raises:
        MistakesError: the file has mistakes; with ``skip_bad`` only when no row is good.
        DataError: the file cannot be read as a table.
    """
    return events_of(read_table(path), str(path), known_brands=known_brands, skip_bad=skip_bad)


def events_of(
    table: Table,
    where: str,
    *,
    known_brands: Collection[str] | None = None,
    skip_bad: bool = False,
) -> EventsFile:
    """The events of a table that is called ``where`` in messages.

    Raises:
        MistakesError: the table has mistakes; see ``read_events``.
    """
    known = None if known_brands is None else frozenset(known_brands)
    found = checked(table, where, EVENTS, lambda cells: _event(cells, known), skip_bad=skip_bad)
    return EventsFile(found.items, found.mistakes)


def _event(cells: Cells, known: frozenset[str] | None) -> Event:
    cells.need("brand_id")
    cells.need("date")
    cells.need("kind")
    event = Event(
        brand_id=cells.one("brand_id", values.brand_id, ""),
        # An event without a date has a mistake and is dropped; this day is never seen.
        date=cells.one("date", values.iso_date, date.min),
        kind=cells.text("kind"),
        note=cells.lines("note"),
    )
    check_known(cells, event.brand_id, known)
    return event

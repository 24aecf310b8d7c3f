"""Decisions between installations: trails are united, and nothing in them is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from squatwatch.alerts import decision_record
from squatwatch.exchange.lines import Line
from squatwatch.exchange.regions import alerts_of_region
from squatwatch.model import Decision
from squatwatch.store import Store

DECISIONS_SCHEMA_NAME = decision_record.DECISION_SCHEMA_NAME
"""What a line says that it is."""


def decision_records(
    store: Store, *, since: datetime | None = None, region: str | None = None
) -> Iterator[dict[str, Any]]:
    """The trail in its order: what was taken at a moment or later, of alerts of a region or all.

    A decision about an alert that the store does not hold belongs to no region.
    """
    for decision in store.decisions(alerts_of_region(store, region), since):
        yield decision_record.decision_record(decision)


def decision_of(line: Line) -> Decision:
    """The decision that a line tells; raises ``DataError`` where it is none, or was changed."""
    try:
        return decision_record.decision_of(line.record)
    except ValueError as error:
        raise line.wrong(f"it is no decision: {error}") from error

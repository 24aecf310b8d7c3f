"""What another installation wrote, into the store: all lines of a file, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from squatwatch.exchange.alerts import (
    ALERTS_SCHEMA_NAME,
    MergedAlerts,
    check_filings,
    kept_of,
    merge_alerts,
)
from squatwatch.exchange.brands import BRANDS_SCHEMA_NAME, MergedBrands, merge_brands, watched_of
from squatwatch.exchange.decisions import DECISIONS_SCHEMA_NAME, decision_of
from squatwatch.exchange.lines import Line, read_records
from squatwatch.store import Store

READERS: Mapping[str, Callable[[Line], Any]] = {
    BRANDS_SCHEMA_NAME: watched_of,
    ALERTS_SCHEMA_NAME: kept_of,
    DECISIONS_SCHEMA_NAME: decision_of,
}
"""The schemas that are read, and what makes a noun of a line."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the lines of a file; None of a kind of which it has none."""

    brands: MergedBrands | None = None
    alerts: MergedAlerts | None = None
    decisions: int | None = None


def import_records(store: Store, path: Path, *, replace: bool = False) -> Merged:
    """Merge a file of brands, alerts and decisions into the store.

    With ``replace`` brands of the file replace those here that they contradict. Raises
    ``DataError`` for a line that cannot be read; then nothing is written.
    """
    lines: dict[str, list[Line]] = {name: [] for name in READERS}
    given: dict[str, list[Any]] = {name: [] for name in READERS}
    for line in read_records(path):
        if line.schema not in READERS:
            what = f"it is of the kind {line.schema[:40]!r}"
            raise line.wrong(what, f"give lines of {', '.join(READERS)}")
        given[line.schema].append(READERS[line.schema](line))
        lines[line.schema].append(line)
    brands, alerts, decisions = given.values()
    check_filings(lines[ALERTS_SCHEMA_NAME], alerts)
    with store.atomically():
        return Merged(
            merge_brands(store, brands, replace=replace) if brands else None,
            merge_alerts(store, alerts) if alerts else None,
            store.put_decisions(decisions) if decisions else None,
        )

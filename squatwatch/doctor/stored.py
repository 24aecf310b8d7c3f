"""What the store holds: forms of today's rules, records that are fresh.

Whether the store itself is in order is for ``store.health``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from squatwatch.forms import rules_version
from squatwatch.store import Finding, Store

FRESH_DAYS = 35
"""Days after which the newest record of an office is old: a month's gazette, and some days."""


def forms(store: Store) -> Iterator[Finding]:
    """Whether the forms are those that this version makes."""
    count = len(store.brands_of_other_rules(rules_version()))
    yield Finding("forms.outdated" if count else "forms.current", {"count": count})


def offices(store: Store, day: date) -> Iterator[Finding]:
    """How fresh the records of each office are on that day."""
    held = store.coverage(day)
    for office, count, freshest in held.iter_rows():
        values = {"office": office, "count": f"{count:,}", "day": freshest}
        if freshest is None:
            yield Finding("offices.undated", values)
        elif day - freshest > timedelta(days=FRESH_DAYS):
            yield Finding("offices.stale", values)
        else:
            yield Finding("offices.fresh", values)
    if held.is_empty():
        yield Finding("offices.none")

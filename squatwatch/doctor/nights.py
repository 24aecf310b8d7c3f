"""Whether the sweeps run: a run that did *not* happen tells nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from squatwatch.store import Finding, Store


def last_sweep(store: Store, now: datetime, within: timedelta | None) -> Iterator[Finding]:
    """When a sweep went through to its end last, and whether that is too long ago."""
    last = store.last_sweep_finished()
    if last is None:
        yield Finding("sweep.never" if within is None else "sweep.missing")
        return
    values = {"moment": f"{last.astimezone(UTC):%Y-%m-%d %H:%M}", "ago": _hours(now - last)}
    if within is not None and now - last > within:
        yield Finding("sweep.late", {**values, "within": _hours(within)})
    else:
        yield Finding("sweep.finished", values)


def failures(store: Store) -> Iterator[Finding]:
    """What failed of the last sweep that was recorded, and whether its reports were written."""
    for last in store.sweeps(1):
        if last.state != "reported":
            yield Finding("sweep.unreported", {"day": last.as_of})
        for line in last.told.get("failures", ()):
            yield Finding("sweep.failure", {"day": last.as_of, "failure": line})


def _hours(span: timedelta) -> str:
    """A time in hours.

    >>> _hours(timedelta(days=1, hours=2)), _hours(timedelta(minutes=90))
    ('26 h', '1.5 h')
    """
    return f"{round(span / timedelta(hours=1), 1):g} h"

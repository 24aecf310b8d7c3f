"""Runs for the tests of the page: a sweep, and one with very many alerts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from squatwatch.alerts.run import RunResult
from squatwatch.model import Alert
from tests.report.samples import sweep_result


def copies(number: int) -> tuple[Alert, ...]:
    """So many alerts, each with a number of its own, made of those of the sweep."""
    known = sweep_result().alerts
    return tuple(_copy(known[place % len(known)], place) for place in range(number))


@cache
def many(number: int) -> RunResult:
    """A sweep that tells of so many alerts."""
    return replace(sweep_result(), alerts=copies(number), announced=None, left_out=0)


def _copy(alert: Alert, place: int) -> Alert:
    found = alert.assessment
    filing = replace(found.filing, application_number=f"N{place:06}")
    return replace(
        alert, alert_id=f"{place:016x}", assessment=replace(found, filing=filing)
    )  # fmt: skip

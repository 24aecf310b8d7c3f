"""What a sweep told, made again from what the store remembers of it.

Reports are made of this alone, tonight as after a stop in between, so that both are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import polars as pl

from squatwatch.alerts.group_warning import GroupWarning, group_warnings
from squatwatch.alerts.kept import kept_alerts
from squatwatch.alerts.raising import pressing_first
from squatwatch.alerts.run import Coverage, Lapsed, OfficeCoverage, Reminder, RunResult
from squatwatch.model import LEVELS, Alert
from squatwatch.store import Store
from squatwatch.store.alerts import SweepRecord

SHOWN = 500
"""Alerts that a sweep's reports show; of more, the most pressing. All are in the store."""


def told_record(
    run_id: str,
    as_of: date,
    *,
    counts: Iterable[tuple[str, bool, int]],
    coverage: Coverage,
    failures: Iterable[str],
    reminders: Iterable[Reminder],
    lapsed: Iterable[Lapsed],
    ignored: int,
    standing: Mapping[str, int],
    weights: str,
) -> SweepRecord:
    """What the store is to remember of a sweep beside the alerts that it tells of.

    ``weights`` is the identity of those that the evidence was weighed by.
    """
    told = {
        "counts": [list(row) for row in counts],
        "coverage": _plain(asdict(coverage)),
        "failures": list(failures),
        "reminders": [
            [one.alert.alert_id, one.window.office, _day(one.window.closes), one.limit]
            for one in reminders
        ],
        "lapsed": [_plain(asdict(one)) for one in lapsed],
        "ignored": ignored,
        "standing": dict(standing),
        "weights": weights,
    }
    return SweepRecord(run_id, as_of, told, "found")


def result_of(store: Store, record: SweepRecord, *, shown: int = SHOWN) -> RunResult:
    """The result of a sweep from its record, with at most ``shown`` alerts in full."""
    told, as_of = record.told, record.as_of
    rows = store.told_by(record.run_id)
    alerts = _alerts(store, rows, as_of, shown)
    levels = rows.group_by("level").len()
    by_level = dict(levels.iter_rows())
    return RunResult(
        run_id=record.run_id,
        as_of=as_of,
        alerts=alerts,
        counts=tuple((level, known, number) for level, known, number in told["counts"]),
        coverage=_coverage(told["coverage"]),
        command="sweep",
        failures=tuple(told["failures"]),
        taken=store.sources_told_in(record.run_id),
        announced=_groups(store, record.run_id, as_of),
        reminders=_reminders(store, told["reminders"], as_of),
        lapsed=tuple(
            Lapsed(one["rule"], one["reason"], date.fromisoformat(one["expired"]))
            for one in told["lapsed"]
        ),
        ignored=told["ignored"],
        left_out=rows.height - len(alerts),
        standing=told["standing"],
        told=tuple((level, by_level[level]) for level in LEVELS if level in by_level),
    )


def _alerts(store: Store, told: pl.DataFrame, as_of: date, shown: int) -> tuple[Alert, ...]:
    """The alerts that were told of, the most pressing of them, with why."""
    scores = store.alert_scores(told["alert_id"])
    rank = {level: place for place, level in enumerate(LEVELS)}
    first = (
        told.join(scores, on="alert_id")
        .sort(
            pl.col("level").replace_strict(rank),
            "score",
            "alert_id",
            descending=[False, True, False],
        )
        .head(shown)
    )
    why = {row["alert_id"]: row for row in first.iter_rows(named=True)}
    alerts = (
        replace(
            alert,
            change=why[alert.alert_id]["change"],
            what_changed=tuple(why[alert.alert_id]["what_changed"]),
        )
        for alert in kept_alerts(store, why, as_of=as_of)
    )
    return tuple(sorted(alerts, key=pressing_first))


def _groups(store: Store, run_id: str, as_of: date) -> tuple[GroupWarning, ...]:
    """The groups that the sweep announced, with the alerts that they have."""
    named = store.announced_groups().filter(pl.col("run_id") == run_id)["filer_group"]
    if named.is_empty():
        return ()
    members = store.alerts_of_groups(named)
    standing = kept_alerts(store, members["alert_id"], as_of=as_of)
    return group_warnings(alert for alert in standing if alert.assessment.level != "cleared")


def _reminders(store: Store, told: Iterable[Any], as_of: date) -> tuple[Reminder, ...]:
    rows = list(told)
    alerts = {
        alert.alert_id: alert for alert in kept_alerts(store, {row[0] for row in rows}, as_of=as_of)
    }
    return tuple(
        Reminder(alerts[alert_id], window, limit)
        for alert_id, office, closes, limit in rows
        if alert_id in alerts
        for window in alerts[alert_id].assessment.windows
        if (window.office, _day(window.closes)) == (office, closes)
    )


def _coverage(told: Mapping[str, Any]) -> Coverage:
    offices = tuple(
        OfficeCoverage(
            one["office"],
            one["filings"],
            date.fromisoformat(one["freshest"]) if one["freshest"] else None,
        )
        for one in told["offices"]
    )
    return Coverage(told["brands"], told["forms"], offices, tuple(told["markets_without_data"]))


def _plain(value: Any) -> Any:
    """Dates as texts, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _day(value) if isinstance(value, date) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

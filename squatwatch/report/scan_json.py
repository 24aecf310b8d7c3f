"""A whole run as one JSON object: what it covered, how many it found, every alert."""

from __future__ import annotations

from squatwatch.alerts.record import alert_record
from squatwatch.alerts.run import RunResult
from squatwatch.report.coverage import summary
from squatwatch.report.labels import label
from squatwatch.report.plain import json_text

SCHEMA_NAMES = {"scan": "squatwatch.scan/1", "sweep": "squatwatch.sweep/1"}
"""Keys are only added within a version of a schema."""


def scan_json(result: RunResult, fail_on: str = "high") -> bytes:
    """The result as JSON, the same bytes for the same result.

    ``at_or_above`` tells how many stand at ``fail_on`` or above it, and ``failures`` what went
    wrong: the two facts of which a sweep's exit code can tell only one.
    """
    told = {
        "schema": SCHEMA_NAMES[result.command],
        "disclaimer_en": label("note.disclaimer", "en"),
        "disclaimer_zh": label("note.disclaimer", "zh"),
        "fail_on": fail_on,
        "at_or_above": result.at_or_above(fail_on),
        **summary(result),
        "alerts": [alert_record(alert) for alert in result.alerts],
    }
    return (json_text(told, indent=2) + "\n").encode()

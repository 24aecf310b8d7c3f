"""A whole scan as one JSON object: what it covered, how many it found, every alert."""

from __future__ import annotations

from squatwatch.alerts.record import alert_record
from squatwatch.alerts.run import RunResult
from squatwatch.report.coverage import summary
from squatwatch.report.labels import label
from squatwatch.report.plain import json_text

SCAN_SCHEMA_NAME = "squatwatch.scan/1"


def scan_json(result: RunResult) -> bytes:
    """The result as JSON (``squatwatch.scan/1``), the same bytes for the same result."""
    told = {
        "schema": SCAN_SCHEMA_NAME,
        "disclaimer_en": label("note.disclaimer", "en"),
        "disclaimer_zh": label("note.disclaimer", "zh"),
        **summary(result),
        "alerts": [alert_record(alert) for alert in result.alerts],
    }
    return (json_text(told, indent=2) + "\n").encode()

"""A run as SARIF 2.1.0 (OASIS): results for code scanning and other places that collect findings.

A rule for each level, a result for each filing that stands at it. A result is found again by its
fingerprint, the identity of the alert. It lies at the brand's line of the watch list where that is
known, else at an artifact that stands for the filing; its logical location is the brand. Nobody is
named (``report.nameless``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import Alert
from squatwatch.report.alerts_listing import first_to_close
from squatwatch.report.labels import label
from squatwatch.report.nameless import brand_text, fact_lines, filing_text
from squatwatch.report.plain import json_text, plain
from squatwatch.report.run_lines import (
    failure_lines,
    lapsed_lines,
    outcome_lines,
    reminder_lines,
)
from squatwatch.report.watched_in import WatchedIn

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "alertId/v1"
RESULT_LEVELS = {"urgent": "error", "high": "error", "medium": "warning", "low": "note"}
"""The level of a result; cleared filings are none."""
BASELINE_STATES = {"new": "new", "reported": "new", "returned": "updated", "risen": "updated"}
RULES = tuple(RESULT_LEVELS)


def sarif(result: RunResult, lang: Language, watched: WatchedIn | None = None) -> bytes:
    """The run as one SARIF run; not successful where something went wrong."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result, lang, watched)]}
    return (json_text(log, indent=2) + "\n").encode()


def message(text: str) -> dict[str, str]:
    """A message in which nothing is a placeholder (3.11.5) or a link (3.11.6).

    >>> message("{0} [x](https://example.org)")
    {'text': '{{0}} [x] (https://example.org)'}
    """
    shown = "\n".join(map(plain, text.split("\n")))
    return {"text": shown.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _run(result: RunResult, lang: Language, watched: WatchedIn | None) -> dict[str, Any]:
    standing = [alert for alert in result.alerts if alert.assessment.level in RULES]
    return {
        "tool": {"driver": _driver(lang)},
        "automationDetails": {"id": f"squatwatch/{result.command}/{result.run_id}"},
        "language": "en" if lang == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result, lang)],
        "results": [_result(alert, lang, watched) for alert in standing],
        "properties": {
            "as_of": result.as_of.isoformat(),
            "markets_without_data": list(result.coverage.markets_without_data),
        },
    }


def _driver(lang: Language) -> dict[str, Any]:
    return {
        "name": "squatwatch",
        "fullDescription": {"text": label("note.disclaimer", lang)},
        "rules": [_rule(level, lang) for level in RULES],
    }


def _rule(level: str, lang: Language) -> dict[str, Any]:
    told = f"{label('title.report', lang)}: {label(f'level.{level}', lang)}"
    help_text = f"{label(f'help.{level}', lang)}\n{label('note.disclaimer', lang)}"
    return {
        "id": f"filing.{level}",
        "name": f"PossiblePreemptiveFiling{level.capitalize()}",
        "shortDescription": {"text": told},
        "fullDescription": {"text": label(f"help.{level}", lang)},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": RESULT_LEVELS[level]},
    }


def _invocation(result: RunResult, lang: Language) -> dict[str, Any]:
    """What went wrong, then what a person should know of the run."""
    known = (*reminder_lines(result, lang), *lapsed_lines(result, lang))
    return {
        "executionSuccessful": not result.failures,
        "toolExecutionNotifications": [
            *_notifications("error", failure_lines(result)),
            *_notifications("warning", known),
            *_notifications("note", ("\n".join(outcome_lines(result, lang)),)),
        ],
    }


def _notifications(level: str, lines: Sequence[str]) -> list[dict[str, Any]]:
    return [{"level": level, "message": message(line)} for line in lines]


def _result(alert: Alert, lang: Language, watched: WatchedIn | None) -> dict[str, Any]:
    level = alert.assessment.level
    baseline = {"baselineState": BASELINE_STATES[alert.change]} if alert.change else {}
    told = f"{brand_text(alert)} – {filing_text(alert)}\n{fact_lines(alert, lang)}"
    return {
        "ruleId": f"filing.{level}",
        "ruleIndex": RULES.index(level),
        "level": RESULT_LEVELS[level],
        "rank": round(alert.assessment.score * 100, 1),
        "message": message(told),
        "locations": [_location(alert, watched)],
        "partialFingerprints": {FINGERPRINT: alert.alert_id},
        **baseline,
        "properties": _properties(alert),
    }


def _location(alert: Alert, watched: WatchedIn | None) -> dict[str, Any]:
    brand = alert.assessment.brand
    return {
        "physicalLocation": _at_brand(alert, watched) if watched else _at_filing(alert),
        "logicalLocations": [
            {
                "name": brand_text(alert),
                "fullyQualifiedName": f"brands/{plain(brand.brand_id)}",
                "kind": "resource",
            }
        ],
    }


def _at_brand(alert: Alert, watched: WatchedIn) -> dict[str, Any]:
    line = watched.lines.get(alert.assessment.brand.brand_id)
    region = {"region": {"startLine": line}} if line else {}
    return {"artifactLocation": {"uri": _uri(watched.path)}, **region}


def _at_filing(alert: Alert) -> dict[str, Any]:
    """An artifact that is the filing: no such file exists, and its path is the same every time."""
    filing = alert.assessment.filing
    number = quote(filing.application_number, safe="", errors="replace")
    return {"artifactLocation": {"uri": f"filings/{_uri(filing.office)}/{number}"}}


def _uri(path: str) -> str:
    return quote(path, errors="replace")


def _properties(alert: Alert) -> dict[str, Any]:
    """What a program would otherwise have to read out of the message."""
    found, filing = alert.assessment, alert.assessment.filing
    window = first_to_close(found.windows)
    return {
        "alert_id": alert.alert_id,
        "brand_id": found.brand.brand_id,
        "office": filing.office,
        "application_number": filing.application_number,
        "mark_text": filing.mark_text,
        "matched_form": found.hit.form,
        "score": found.score,
        "evidence": [item.code for item in found.evidence],
        "classes": list(filing.classes),
        "status": filing.status,
        "window_closes": window.closes.isoformat() if window and window.closes else None,
        "window_days_left": window.days_left if window else None,
        "window_confidence": window.confidence if window else None,
        "change": alert.change,
        "what_changed": list(alert.what_changed),
        "state": alert.state,
    }

"""Kept alerts as a person works through them: the listing of the desk, the page of one alert."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from squatwatch.alerts.decision_record import decision_record
from squatwatch.alerts.desk_file import DESK_COLUMNS
from squatwatch.alerts.life import Life
from squatwatch.alerts.record import alert_record
from squatwatch.config import Language
from squatwatch.model import STATES, Alert, Decision
from squatwatch.report import alerts_listing
from squatwatch.report.alerts_listing import alerts_listing as records_of
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat, listing
from squatwatch.report.plain import json_text, plain
from squatwatch.report.waterfall import waterfall

TABLE_COLUMNS = (
    "alert_state", "level", "closes", "brand", "office", "number", "mark", "applicants",
    "assignee", "changed", "alert",
)  # fmt: skip
NARROW_COLUMNS = ("alert_state", "level", "closes", "brand", "office", "mark", "alert")
WIDE_FROM = 170
"""Terminal columns from which all of a table can be read without folding inside words."""
SHEET_COLUMNS = tuple(
    dict.fromkeys(
        ("alert_id", "state", "assignee", "first_seen", "changed", *alerts_listing.SHEET_COLUMNS)
    )
)
"""What is told of an alert in a flat row."""
FILLED_IN_COLUMNS = tuple(dict.fromkeys((*DESK_COLUMNS, *SHEET_COLUMNS)))
"""A spreadsheet has the columns that ``alerts decide`` reads as well, empty, to be filled in."""


def desk_listing(
    alerts: Sequence[Alert],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """Alerts in a format: whole records in JSON Lines, a flat row each elsewhere."""
    match listing_format:
        case "jsonl":
            return records_of(alerts, "jsonl", lang)
        case "table":
            narrow = terminal_width is not None and terminal_width < WIDE_FROM
            columns = NARROW_COLUMNS if narrow else TABLE_COLUMNS
            headings = {name: label(f"column.{name}", lang) for name in columns}
            rows = [table_row(alert, lang) for alert in alerts]
            return listing(rows, columns, "table", headings=headings, terminal_width=terminal_width)
        case "json":
            return listing([sheet_row(alert) for alert in alerts], SHEET_COLUMNS, "json")
    return listing([sheet_row(alert) for alert in alerts], FILLED_IN_COLUMNS, listing_format)


def table_row(alert: Alert, lang: Language) -> dict[str, Any]:
    """An alert as a person reads it in the table of the desk."""
    return {
        **alerts_listing.table_row(alert, lang),
        "alert_state": label(f"state.{alert.state}", lang),
        "assignee": alert.assignee,
        "changed": alert.changed.isoformat(),
        "alert": alert.alert_id,
    }


def sheet_row(alert: Alert) -> dict[str, Any]:
    """An alert as a row for spreadsheets and programs."""
    return {**alerts_listing.sheet_row(alert), "state": alert.state, "assignee": alert.assignee}


# One alert --------------------------------------------------------------------------------------


def alert_page(
    alert: Alert,
    life: Life,
    trail: Sequence[Decision],
    lang: Language,
    *,
    notices: Sequence[str] = (),
) -> str:
    """All that is known of an alert, in lines: where it stands, its trail, then the waterfall.

    ``notices`` are the numbers of those that were issued about it.
    """
    lines = [f"{label('column.alert', lang)}: {alert.alert_id}"]
    lines += [f"{label(key, lang)}: {plain(text)}" for key, text in _stands(alert, life, lang)]
    if notices:
        lines.append(f"{label('title.notices', lang)}: {plain(', '.join(notices))}")
    lines += ["", label("title.trail", lang)]
    lines += [f"  {plain(line)}" for line in trail_lines(trail, lang)]
    return "\n".join(lines) + "\n\n" + waterfall(alert, lang)


def trail_lines(trail: Sequence[Decision], lang: Language) -> list[str]:
    """A line for each decision: when (UTC), what, who, why."""
    if not trail:
        return [label("note.no_trail", lang)]
    return [_decision_line(one, lang) for one in trail]


def page_record(
    alert: Alert, trail: Sequence[Decision], notices: Sequence[str] = ()
) -> dict[str, Any]:
    """The record of an alert with its trail and the notices about it."""
    return {
        **alert_record(alert),
        "trail": [decision_record(one) for one in trail],
        "notices": list(notices),
    }


def export_lines(alerts: Sequence[tuple[Alert, Sequence[Decision]]]) -> bytes:
    """Alerts with their trails, one JSON object a line."""
    rows = (
        {**alert_record(alert), "trail": [decision_record(one) for one in trail]}
        for alert, trail in alerts
    )
    return "".join(json_text(row) + "\n" for row in rows).encode()


def _stands(alert: Alert, life: Life, lang: Language) -> Iterator[tuple[str, str]]:
    since = f" ({life.since.date().isoformat()}, {life.who})" if life.since else ""
    yield "column.alert_state", label(f"state.{life.state}", lang) + since
    told = {
        "column.reason": life.why,
        "column.until_day": life.until.isoformat() if life.until else "",
        "column.result": life.outcome,
        "column.assignee": life.assignee,
        "column.seconded": ", ".join(life.seconded),
        "column.receipt": life.receipt,
        "column.first_seen": alert.first_seen.isoformat(),
        "column.changed": alert.changed.isoformat(),
    }
    yield from ((key, text) for key, text in told.items() if text)


def _decision_line(decision: Decision, lang: Language) -> str:
    kind = "state" if decision.action in STATES else "remark"
    until = decision.until.isoformat() if decision.until else ""
    said = label(f"{kind}.{decision.action}", lang)
    told = "  ".join(filter(None, (said, decision.value, until, decision.why)))
    return f"{decision.moment[:16].replace('T', ' ')}  {decision.who}  {told}"

"""Alerts as rows of a listing: one row an alert, flat, for tables and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from squatwatch.alerts.record import alert_record
from squatwatch.config import Language
from squatwatch.model import Alert, Evidence, Window
from squatwatch.report.caution import caution, window_text
from squatwatch.report.labels import in_language, label
from squatwatch.report.listing import ListingFormat, json_lines, listing

TABLE_COLUMNS = (
    "level", "score", "brand", "office", "number", "mark", "matched", "applicants", "classes",
    "closes", "why",
)  # fmt: skip
NARROW_COLUMNS = ("level", "score", "brand", "office", "number", "mark", "applicants", "closes")
LIFE_COLUMNS = ("change", "stands", "assignee")
"""What only an alert has that outlived a run: why it is told of, where it stands, who has it."""
WIDE_FROM = 150
"""Terminal columns from which all of a table can be read without folding inside words."""
SHEET_COLUMNS = (
    "alert_id", "level", "cleared_by", "score", "brand_id", "brand_names", "office",
    "application_number", "registration_number", "mark_text", "matched_form", "form_kind", "unit",
    "unit_source", "relation", "similarity", "applicants", "classes", "status", "filing_date",
    "priority_date", "publication_date", "registration_date", "expiry_date", "window_closes",
    "window_days_left", "window_rule", "window_confidence", "window_caution",
    "filer_group", "change", "what_changed", "state", "assignee", "first_seen", "changed",
    "why_en", "why_zh", "source_url", "record_digest", "run_id",
)  # fmt: skip
REASONS_SHOWN = 3


def alerts_listing(
    alerts: Sequence[Alert],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
    *,
    life: bool = False,
) -> bytes:
    """Alerts in a format: whole records in JSON Lines, a flat row each elsewhere.

    With ``life`` a table shows why each is told of, where it stands and who has it; the other
    formats always have that.
    """
    if listing_format == "jsonl":
        return json_lines([alert_record(alert) for alert in alerts])
    if listing_format == "table":
        narrow = terminal_width is not None and terminal_width < WIDE_FROM
        columns = NARROW_COLUMNS if narrow else TABLE_COLUMNS
        columns = (*LIFE_COLUMNS, *columns) if life else columns
        headings = {name: label(f"column.{name}", lang) for name in columns}
        rows = [table_row(alert, lang) for alert in alerts]
        return listing(rows, columns, "table", headings=headings, terminal_width=terminal_width)
    return listing([sheet_row(alert) for alert in alerts], SHEET_COLUMNS, listing_format)


def table_row(alert: Alert, lang: Language) -> dict[str, Any]:
    """An alert as a person reads it in a table."""
    found, filing = alert.assessment, alert.assessment.filing
    window = first_to_close(found.windows)
    applicants = [applicant.name for applicant in filing.applicants]
    return {
        "change": label(f"change.{alert.change}", lang) if alert.change else "",
        "stands": label(f"state.{alert.state}", lang),
        "assignee": alert.assignee,
        "level": level_text(alert, lang),
        "score": f"{found.score:.2f}",
        "brand": " ".join(found.brand.names[:2]),
        "office": filing.office,
        "number": filing.application_number,
        "mark": filing.mark_text,
        "matched": found.hit.form,
        "applicants": "; ".join(applicants) or label("note.no_applicant", lang),
        "classes": " ".join(str(number) for number in filing.classes),
        "closes": window_text(window, lang),
        "why": "; ".join(reasons(found.evidence, lang)),
    }


def sheet_row(alert: Alert) -> dict[str, Any]:
    """An alert as a row of a spreadsheet: the record of 4.3, flat."""
    record = alert_record(alert)
    window = first_to_close(alert.assessment.windows)
    matched = record["matched"]
    return {
        **record,
        "matched_form": matched["form"],
        **{
            name: matched[name]
            for name in ("form_kind", "unit", "unit_source", "relation", "similarity")
        },
        "window_closes": window.closes.isoformat() if window and window.closes else None,
        "window_days_left": window.days_left if window else None,
        "window_rule": window.rule if window else None,
        "window_confidence": window.confidence if window else None,
        "window_caution": caution(window, "both") if window else None,
        "why_en": "; ".join(item.text_en for item in weighing(alert.assessment.evidence)),
        "why_zh": "；".join(item.text_zh for item in weighing(alert.assessment.evidence)),
    }


def level_text(alert: Alert, lang: Language) -> str:
    """The level; of a cleared alert, why."""
    found = alert.assessment
    return label(
        f"cleared.{found.cleared_by}" if found.cleared_by else f"level.{found.level}", lang
    )


def first_to_close(windows: Sequence[Window]) -> Window | None:
    """The window that closes first among those still open; else the last that closed."""
    dated = [window for window in windows if window.closes and window.days_left is not None]
    open_ones = [window for window in dated if (window.days_left or 0) >= 0]
    if open_ones:
        return min(open_ones, key=lambda window: (window.days_left or 0, window.office))
    return max(dated, key=lambda window: (window.days_left or 0, window.office), default=None)


def weighing(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that says something of this filing: all but the prior."""
    return [item for item in evidence if item.code != "prior"]


def reasons(evidence: Sequence[Evidence], lang: Language) -> list[str]:
    """The weightiest reasons, and whatever is told without a weight."""
    told = weighing(evidence)
    shown = [item for item in told if item.weight == 0] + [item for item in told if item.weight]
    return [in_language(item.text_en, item.text_zh, lang, " / ") for item in shown[:REASONS_SHOWN]]

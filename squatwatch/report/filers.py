"""Filer groups as listings: a row a group, or the annex of one group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from squatwatch.alerts.group_warning import GroupWarning, OtherMark, group_record, owner_of
from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import Alert
from squatwatch.report.alerts_listing import first_to_close, level_text
from squatwatch.report.caution import caution, window_text
from squatwatch.report.coverage import summary
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat, json_lines, listing
from squatwatch.report.plain import json_text

FILERS_SCHEMA_NAME = "squatwatch.filers/1"
"""Keys are only added within a version of the schema."""

TABLE_COLUMNS = (
    "group", "filers", "link", "brands", "offices", "filings", "first_filed", "last_filed",
    "other_marks",
)  # fmt: skip
NARROW_COLUMNS = ("group", "filers", "brands", "offices", "filings", "other_marks")
SHEET_COLUMNS = (
    "filer_group", "link", "filers", "brand_ids", "brand_names", "owners", "offices", "filings",
    "first_filed", "last_filed", "alert_ids", "other_marks", "other_marks_like_brands",
)  # fmt: skip
ANNEX_TABLE_COLUMNS = (
    "kind_of_mark", "level", "brand", "office", "number", "mark", "applicants", "classes",
    "status", "filing_date", "closes",
)  # fmt: skip
ANNEX_NARROW_COLUMNS = ("kind_of_mark", "level", "brand", "office", "number", "mark", "closes")
ANNEX_COLUMNS = (
    "filer_group", "kind", "alert_id", "level", "cleared_by", "score", "brand_id", "brand_names",
    "owner", "office", "application_number", "mark_text", "look", "applicants", "classes",
    "status", "filing_date", "window_closes", "window_days_left", "window_confidence",
    "window_caution",
)  # fmt: skip
WIDE_FROM = 150
"""Terminal columns from which all of a table can be read without folding inside words."""


def groups_listing(
    warnings: Sequence[GroupWarning],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The groups in a format: whole records in JSON Lines, a flat row each elsewhere."""
    if listing_format == "jsonl":
        return json_lines([group_record(warning) for warning in warnings])
    if listing_format != "table":
        return listing([_sheet_row(one) for one in warnings], SHEET_COLUMNS, listing_format)
    columns = NARROW_COLUMNS if _is_narrow(terminal_width) else TABLE_COLUMNS
    rows = [_table_row(warning, lang) for warning in warnings]
    return listing(
        rows, columns, "table", headings=_headings(columns, lang), terminal_width=terminal_width
    )


def annex_listing(
    warnings: Sequence[GroupWarning],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The annexes of groups: the alerts of each, then its filers' further marks."""
    if listing_format == "jsonl":
        return json_lines([group_record(warning) for warning in warnings])
    if listing_format != "table":
        rows = [row for warning in warnings for row in _annex_rows(warning)]
        return listing(rows, ANNEX_COLUMNS, listing_format)
    columns = ANNEX_NARROW_COLUMNS if _is_narrow(terminal_width) else ANNEX_TABLE_COLUMNS
    shown = [row for warning in warnings for row in _annex_table_rows(warning, lang)]
    return listing(
        shown, columns, "table", headings=_headings(columns, lang), terminal_width=terminal_width
    )


def filers_json(result: RunResult, warnings: Sequence[GroupWarning]) -> bytes:
    """The groups with what the run covered as one JSON object (``squatwatch.filers/1``)."""
    told = {
        "schema": FILERS_SCHEMA_NAME,
        "disclaimer_en": label("note.disclaimer", "en"),
        "disclaimer_zh": label("note.disclaimer", "zh"),
        "note_en": label("note.groups", "en"),
        "note_zh": label("note.groups", "zh"),
        **summary(result),
        "groups": [group_record(warning) for warning in warnings],
    }
    return (json_text(told, indent=2) + "\n").encode()


def group_line(warning: GroupWarning, lang: Language) -> str:
    """One group in a line: its identity, by what it is linked, its filers."""
    link = label(f"link.{warning.link}", lang)
    return f"{warning.filer_group} ({link}): {'; '.join(warning.filers)}"


def _is_narrow(width: int | None) -> bool:
    return width is not None and width < WIDE_FROM


def _headings(columns: Sequence[str], lang: Language) -> dict[str, str]:
    return {name: label(f"column.{name}", lang) for name in columns}


def _table_row(warning: GroupWarning, lang: Language) -> dict[str, Any]:
    return {
        "group": warning.filer_group,
        "filers": "; ".join(warning.filers),
        "link": label(f"link.{warning.link}", lang),
        "brands": "; ".join(" ".join(brand.names[:2]) for brand in warning.brands),
        "offices": " ".join(warning.offices),
        "filings": len(warning.filings),
        "first_filed": warning.first_filed,
        "last_filed": warning.last_filed,
        "other_marks": f"{len(warning.other_marks)} ({_like_brands(warning)})",
    }


def _sheet_row(warning: GroupWarning) -> dict[str, Any]:
    return {
        "filer_group": warning.filer_group,
        "link": warning.link,
        "filers": list(warning.filers),
        "brand_ids": [brand.brand_id for brand in warning.brands],
        "brand_names": [" ".join(brand.names) for brand in warning.brands],
        "owners": [owner_of(brand) for brand in warning.brands],
        "offices": list(warning.offices),
        "filings": len(warning.filings),
        "first_filed": str(warning.first_filed or ""),
        "last_filed": str(warning.last_filed or ""),
        "alert_ids": [alert.alert_id for alert in warning.alerts],
        "other_marks": len(warning.other_marks),
        "other_marks_like_brands": _like_brands(warning),
    }


def _like_brands(warning: GroupWarning) -> int:
    return sum(bool(other.look) for other in warning.other_marks)


def _annex_table_rows(warning: GroupWarning, lang: Language) -> list[dict[str, Any]]:
    return [
        *(_alert_table_row(alert, lang) for alert in warning.alerts),
        *(_other_table_row(other, lang) for other in warning.other_marks),
    ]


def _annex_rows(warning: GroupWarning) -> list[dict[str, Any]]:
    return [
        *(_alert_row(warning, alert) for alert in warning.alerts),
        *(_other_row(warning, other) for other in warning.other_marks),
    ]


def _alert_table_row(alert: Alert, lang: Language) -> dict[str, Any]:
    found, filing = alert.assessment, alert.assessment.filing
    return {
        "kind_of_mark": label("group.alert", lang),
        "level": level_text(alert, lang),
        "brand": " ".join(found.brand.names[:2]),
        "office": filing.office,
        "number": filing.application_number,
        "mark": filing.mark_text,
        "applicants": "; ".join(one.name for one in filing.applicants),
        "classes": " ".join(map(str, filing.classes)),
        "status": label(f"status.{filing.status}", lang),
        "filing_date": filing.filing_date,
        "closes": window_text(first_to_close(found.windows), lang),
    }


def _other_table_row(other: OtherMark, lang: Language) -> dict[str, Any]:
    filing = other.filing
    looks = [label(f"look.{other.look}", lang)] if other.look else []
    return {
        "kind_of_mark": ": ".join([label("group.other", lang), *looks]),
        "office": filing.office,
        "number": filing.application_number,
        "mark": filing.mark_text,
        "applicants": "; ".join(one.name for one in filing.applicants),
        "classes": " ".join(map(str, filing.classes)),
        "status": label(f"status.{filing.status}", lang),
        "filing_date": filing.filing_date,
    }


def _alert_row(warning: GroupWarning, alert: Alert) -> dict[str, Any]:
    found, filing = alert.assessment, alert.assessment.filing
    window = first_to_close(found.windows)
    return {
        "filer_group": warning.filer_group,
        "kind": "alert",
        "alert_id": alert.alert_id,
        "level": found.level,
        "cleared_by": found.cleared_by,
        "score": found.score,
        "brand_id": found.brand.brand_id,
        "brand_names": list(found.brand.names),
        "owner": owner_of(found.brand),
        "office": filing.office,
        "application_number": filing.application_number,
        "mark_text": filing.mark_text,
        "applicants": [one.name for one in filing.applicants],
        "classes": list(filing.classes),
        "status": filing.status,
        "filing_date": str(filing.filing_date or ""),
        "window_closes": window.closes.isoformat() if window and window.closes else None,
        "window_days_left": window.days_left if window else None,
        "window_confidence": window.confidence if window else None,
        "window_caution": caution(window, "both") if window else None,
    }


def _other_row(warning: GroupWarning, other: OtherMark) -> dict[str, Any]:
    filing = other.filing
    return {
        "filer_group": warning.filer_group,
        "kind": "further",
        "office": filing.office,
        "application_number": filing.application_number,
        "mark_text": filing.mark_text,
        "look": other.look or None,
        "applicants": [one.name for one in filing.applicants],
        "classes": list(filing.classes),
        "status": filing.status,
        "filing_date": str(filing.filing_date or ""),
    }

"""A screening as rows: one a filing that was met, and one for a page on which there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from squatwatch.alerts.screening import GROUPS, Met, Page, Register, Screening
from squatwatch.config import Language
from squatwatch.model import Window
from squatwatch.report.alerts_listing import first_to_close
from squatwatch.report.caution import window_text
from squatwatch.report.labels import label
from squatwatch.report.listing import ListingFormat, listing
from squatwatch.report.plain import json_text
from squatwatch.report.screen.wording import coverage_lines, evidence_level

SCREEN_SCHEMA_NAME = "squatwatch.screen/1"
"""Keys are only added within a version of the schema."""

TABLE_COLUMNS = (
    "risk", "exhibitor", "host", "mark_shown", "stands_as", "level", "office", "number", "mark",
    "applicants", "classes", "status", "closes",
)  # fmt: skip
NARROW_COLUMNS = ("risk", "exhibitor", "host", "stands_as", "level", "number", "mark", "closes")
SCREEN_COLUMNS = (
    "exhibitor", "contact", "host", "risk", "group", "level", "score", "mark_names",
    "mark_classes", "office", "application_number", "registration_number", "mark_text", "classes",
    "shared_classes", "status", "filing_date", "registration_date", "expiry_date", "applicants",
    "matched_form", "form_kind", "window_closes", "window_days_left", "window_confidence",
    "ways_now", "filer_group", "source_url",
)  # fmt: skip
WIDE_FROM = 150
"""Terminal columns from which all of a table can be read without folding inside words."""

Row = dict[str, Any]


def screen_listing(
    found: Screening,
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The rows in a format; JSON is that of ``screen_json``."""
    if listing_format == "json":
        return screen_json(found)
    if listing_format != "table":
        rows = [row for page in found.pages for row in _rows(page)]
        return listing(rows, SCREEN_COLUMNS, listing_format)
    narrow = terminal_width is not None and terminal_width < WIDE_FROM
    columns = NARROW_COLUMNS if narrow else TABLE_COLUMNS
    headings = {name: label(f"column.{name}", lang) for name in columns}
    shown = [row for page in found.pages for row in _table_rows(page, lang)]
    return listing(shown, columns, "table", headings=headings, terminal_width=terminal_width)


def screen_json(found: Screening) -> bytes:
    """The pages with what was covered as one JSON object, in both languages."""
    told = {
        "schema": SCREEN_SCHEMA_NAME,
        "disclaimer_en": label("note.disclaimer", "en"),
        "disclaimer_zh": label("note.disclaimer", "zh"),
        "as_of": found.as_of.isoformat(),
        "level": found.level,
        "without_data": list(found.without_data),
        "coverage": [_register(register) for register in found.registers],
        "coverage_en": list(coverage_lines(found, "en")),
        "coverage_zh": list(coverage_lines(found, "zh")),
        "exhibitors": [_page(page) for page in found.pages],
    }
    return (json_text(told, indent=2) + "\n").encode()


def _register(register: Register) -> Row:
    return {
        "host": register.office,
        "has_data": register.has_data,
        "registers": [
            {
                "office": part.office,
                "filings": part.filings,
                "freshest": part.freshest.isoformat() if part.freshest else None,
            }
            for part in register.parts
        ],
    }


def _page(page: Page) -> Row:
    return {
        "exhibitor": page.exhibitor.name,
        "contact": page.exhibitor.contact,
        "host": page.register.office,
        "risk": page.risk,
        "risk_en": label(f"screen.{page.risk}", "en"),
        "risk_zh": label(f"screen.{page.risk}", "zh"),
        "marks": [
            {"names": list(brand.names), "classes": list(brand.classes)}
            for brand in page.exhibitor.brands
        ],
        "found": {group: len(page.of(group)) for group in GROUPS},
        "filings": [_filing(one) for one in page.met],
    }


def _rows(page: Page) -> Iterator[Row]:
    """The filings of a page, flat; for a page without any a row that says so."""
    beside = {
        "exhibitor": page.exhibitor.name,
        "contact": page.exhibitor.contact,
        "host": page.register.office,
        "risk": page.risk,
    }
    for one in page.met:
        yield {**beside, **_filing(one)}
    if not page.met:
        yield beside


def _filing(one: Met) -> Row:
    found, filing = one.alert.assessment, one.alert.assessment.filing
    window = first_to_close(found.windows)
    days = {
        name: day.isoformat() if (day := getattr(filing, name)) else None
        for name in ("filing_date", "registration_date", "expiry_date")
    }
    return {
        "group": one.group,
        "level": one.level,
        "score": found.score,
        "mark_names": list(found.brand.names),
        "mark_classes": list(found.brand.classes),
        "office": filing.office,
        "application_number": filing.application_number,
        "registration_number": filing.registration_number,
        "mark_text": filing.mark_text,
        "classes": list(filing.classes),
        "shared_classes": list(one.shared),
        "status": filing.status,
        **days,
        "applicants": [applicant.name for applicant in filing.applicants],
        "matched_form": found.hit.form,
        "form_kind": found.hit.form_kind,
        **_closing(window),
        "ways_now": [item.option for item in found.responses if item.standing == "now"],
        "filer_group": found.filer_group,
        "source_url": filing.source_url,
    }


def _closing(window: Window | None) -> Row:
    return {
        "window_closes": window.closes.isoformat() if window and window.closes else None,
        "window_days_left": window.days_left if window else None,
        "window_confidence": window.confidence if window else None,
    }


def _table_rows(page: Page, lang: Language) -> Iterator[Row]:
    beside = {
        "risk": label(f"screen.{page.risk}", lang),
        "exhibitor": page.exhibitor.name,
        "host": page.register.office,
    }
    for one in page.met:
        yield {**beside, **table_row(one, lang)}
    if not page.met:
        yield beside


def table_row(one: Met, lang: Language) -> Row:
    """A filing as a person reads it in a table."""
    found, filing = one.alert.assessment, one.alert.assessment.filing
    applicants = "; ".join(applicant.name for applicant in filing.applicants if applicant.name)
    living = one.group in GROUPS[:2]
    return {
        "mark_shown": " ".join(found.brand.names[:2]),
        "stands_as": label(f"screen.short.{one.group}", lang),
        "level": evidence_level(one, lang),
        "office": filing.office,
        "number": filing.application_number,
        "mark": filing.mark_text,
        "applicants": applicants or label("note.no_applicant", lang),
        "classes": " ".join(map(str, filing.classes)),
        "shared": " ".join(map(str, one.shared)),
        "status": label(f"status.{filing.status}", lang),
        "filing_date": filing.filing_date.isoformat() if filing.filing_date else "",
        "closes": window_text(first_to_close(found.windows), lang) if living else "",
    }

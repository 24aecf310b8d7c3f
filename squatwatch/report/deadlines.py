"""Opposition windows that are open or to come, by the days left: the listing of ``deadlines``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from squatwatch.assess.window_words import in_chinese, rule_text_zh
from squatwatch.assess.windows import State, window_state
from squatwatch.config import Language
from squatwatch.model import Alert, Window
from squatwatch.report.alerts_listing import level_text
from squatwatch.report.caution import caution, with_caution
from squatwatch.report.labels import in_language, label
from squatwatch.report.listing import ListingFormat, listing

TABLE_COLUMNS = (
    "days_left", "closes", "rolled", "confidence", "level", "brand", "office", "number", "mark",
    "opens", "rule", "extension", "alert",
)  # fmt: skip
NARROW_COLUMNS = ("days_left", "closes", "level", "brand", "office", "number", "mark", "rule")
WIDE_FROM = 170
"""Terminal columns from which all of a table can be read without folding inside words."""
SHEET_COLUMNS = (
    "alert_id", "level", "brand_id", "brand_names", "office", "filing_office",
    "application_number", "mark_text", "standing", "opens", "closes", "confidence", "caution",
    "closes_rolled", "days_left", "rule", "rule_zh", "extension", "extension_zh", "source", "as_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """One window of one alert, and where it stands on the as-of date."""

    alert: Alert
    window: Window
    standing: State


def deadlines_of(
    alerts: Iterable[Alert], as_of: date, within: int | None = None
) -> tuple[Deadline, ...]:
    """The windows of alerts that are not over, by days left; those without a date stand last.

    Cleared alerts have none. ``within`` leaves out dates that are more days away; a window without
    a date stays, since nobody knows how far away its end is. Days count to the end before any roll,
    so that a window on its rolled day has less than 0 left.
    """
    found = [
        Deadline(alert, window, window_state(window, as_of))
        for alert in alerts
        if alert.assessment.level != "cleared"
        for window in alert.assessment.windows
    ]
    return tuple(sorted((one for one in found if _is_to_come(one, within)), key=_soonest_first))


def _is_to_come(one: Deadline, within: int | None) -> bool:
    left = one.window.days_left
    return one.standing != "closed" and (left is None or within is None or left <= within)


def _soonest_first(one: Deadline) -> tuple[bool, int]:
    """By days left, among equals as the alerts stand: the most pressing first."""
    left = one.window.days_left
    return left is None, left or 0


def deadlines_listing(
    found: Sequence[Deadline],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The windows in a format; beside each date of low confidence stands that it is one."""
    if listing_format != "table":
        return listing([sheet_row(one) for one in found], SHEET_COLUMNS, listing_format)
    narrow = terminal_width is not None and terminal_width < WIDE_FROM
    columns = NARROW_COLUMNS if narrow else TABLE_COLUMNS
    headings = {name: label(f"column.{name}", lang) for name in columns}
    rows = [table_row(one, lang) for one in found]
    return listing(rows, columns, "table", headings=headings, terminal_width=terminal_width)


def table_row(one: Deadline, lang: Language) -> dict[str, Any]:
    """A window as a person reads it in a table."""
    window, filing = one.window, one.alert.assessment.filing
    return {
        "days_left": window.days_left,
        "closes": closes_text(window, lang),
        "rolled": with_caution(window.closes_rolled, window, lang),
        "confidence": label(f"confidence.{window.confidence}", lang),
        "level": level_text(one.alert, lang),
        "brand": " ".join(one.alert.assessment.brand.names[:2]),
        "office": window.office,
        "number": number_text(one),
        "mark": filing.mark_text,
        "opens": with_caution(window.opens, window, lang),
        "rule": rule_text(window, lang),
        "extension": extension_text(window, lang),
        "alert": one.alert.alert_id,
    }


def sheet_row(one: Deadline) -> dict[str, Any]:
    """A window as a row for programs and spreadsheets."""
    window, found = one.window, one.alert.assessment
    return {
        "alert_id": one.alert.alert_id,
        "level": found.level,
        "brand_id": found.brand.brand_id,
        "brand_names": list(found.brand.names),
        "office": window.office,
        "filing_office": found.filing.office,
        "application_number": found.filing.application_number,
        "mark_text": found.filing.mark_text,
        "standing": one.standing,
        "opens": _iso(window.opens),
        "closes": _iso(window.closes),
        "confidence": window.confidence,
        "caution": caution(window, "both"),
        "closes_rolled": _iso(window.closes_rolled),
        "days_left": window.days_left,
        "rule": window.rule,
        "rule_zh": rule_text_zh(window),
        "extension": window.extension,
        "extension_zh": in_chinese(window.extension),
        "source": window.source,
        "as_of": window.as_of,
    }


def closes_text(window: Window, lang: Language) -> str:
    """The last day before any roll; in words where none is known."""
    if window.closes is None:
        return label("note.no_date", lang)
    return with_caution(window.closes, window, lang)


def number_text(one: Deadline) -> str:
    """The application number, with the office that gave it where another one can be addressed."""
    filing = one.alert.assessment.filing
    elsewhere = filing.office != one.window.office
    return (
        f"{filing.office} {filing.application_number}" if elsewhere else filing.application_number
    )


def rule_text(window: Window, lang: Language) -> str:
    """The rule with all that makes the date doubtful."""
    return in_language(window.rule, rule_text_zh(window), lang, " / ")


def extension_text(window: Window, lang: Language) -> str:
    """Whether the window can be extended; in words where that is not known."""
    if not window.extension:
        return label("note.not_known", lang)
    return in_language(window.extension, in_chinese(window.extension), lang, " / ")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""Where brands are filed and where not: the listings of ``exposure``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from squatwatch.alerts.exposure import CELL_STATES, Cell, CellState, Exposure
from squatwatch.alerts.gaps import Gap, right_text
from squatwatch.alerts.reasons import Reason
from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import LEVELS, Alert, Brand
from squatwatch.report.coverage import summary
from squatwatch.report.labels import in_language, label
from squatwatch.report.listing import ListingFormat, Row, listing
from squatwatch.report.plain import json_text

EXPOSURE_SCHEMA_NAME = "squatwatch.exposure/1"
"""Keys are only added within a version of the schema."""

TABLE_COLUMNS = ("brand", "office", *CELL_STATES, "rights", "filed")
NARROW_COLUMNS = ("brand", "office", *CELL_STATES)
CELL_COLUMNS = (
    "brand_id", "brand_names", "office", "class", "related", "state", "rights", "ended_rights",
    "alert_ids", "filings", "level", "unsure", "older_filings", "below", "beside",
    "markets",
    "office_filings", "freshest",
)  # fmt: skip
GAP_TABLE_COLUMNS = ("rank", "brand", "office", "state", "classes", "until", "why")
GAP_NARROW_COLUMNS = ("rank", "brand", "office", "classes", "why")
GAP_COLUMNS = (
    "rank", "brand_id", "brand_names", "office", "state", "classes", "related", "priority_until",
    "priority_right", "why_en", "why_zh", "reasons",
)  # fmt: skip
REASONS_SHOWN = 6
"""Reasons in a row of a table; the other formats have them all."""
WIDE_FROM = 150
"""Terminal columns from which all of a table can be read without folding inside words."""


def exposure_listing(
    found: Sequence[Exposure],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The cells in a format; in a table one row a brand and office, its classes by state."""
    if listing_format != "table":
        return listing(cell_rows(found), CELL_COLUMNS, listing_format)
    columns = NARROW_COLUMNS if _is_narrow(terminal_width) else TABLE_COLUMNS
    rows = [row for one in found for row in _office_rows(one, lang)]
    headings = {name: _heading(name, lang) for name in columns}
    return listing(rows, columns, "table", headings=headings, terminal_width=terminal_width)


def gaps_listing(
    found: Sequence[Gap],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The gaps in a format, ranked, with their reasons; a spreadsheet has those as codes."""
    if listing_format != "table":
        rows = [gap_row(gap) for gap in found]
        if listing_format in ("csv", "xlsx"):
            rows = [{**row, "reasons": [one["code"] for one in row["reasons"]]} for row in rows]
        return listing(rows, GAP_COLUMNS, listing_format)
    columns = GAP_NARROW_COLUMNS if _is_narrow(terminal_width) else GAP_TABLE_COLUMNS
    headings = {name: _heading(name, lang) for name in columns}
    shown = [_gap_table_row(gap, lang) for gap in found]
    return listing(shown, columns, "table", headings=headings, terminal_width=terminal_width)


def exposure_json(
    result: RunResult, what: str, rows: Sequence[Row], *, level: str, stale_after: int
) -> bytes:
    """The rows with what the run covered as one JSON object; ``what`` is cells or gaps."""
    told = {
        "schema": EXPOSURE_SCHEMA_NAME,
        "disclaimer_en": label("note.disclaimer", "en"),
        "disclaimer_zh": label("note.disclaimer", "zh"),
        "note_en": no_data_note("en", stale_after),
        "note_zh": no_data_note("zh", stale_after),
        **summary(result),
        "level": level,
        "stale_after": stale_after,
        what: rows,
    }
    return (json_text(told, indent=2) + "\n").encode()


def no_data_note(lang: Language, stale_after: int) -> str:
    """What is left without a statement, and that this says nothing of what was filed."""
    en, zh = (label("note.exposure_data", one).format(days=stale_after) for one in ("en", "zh"))
    return in_language(en, zh, lang, "\n")


def cell_rows(found: Sequence[Exposure]) -> list[dict[str, Any]]:
    """One flat row a brand, office and class; ``class`` is None for a brand as a whole."""
    return [_cell_row(one, cell) for one in found for cell in one.cells]


def gap_row(gap: Gap) -> dict[str, Any]:
    """A gap as plain values, its reasons as sentences and one by one."""
    priority = gap.priority
    return {
        "rank": gap.rank,
        "brand_id": gap.brand.brand_id,
        "brand_names": list(gap.brand.names),
        "office": gap.office,
        "state": gap.state,
        "classes": list(gap.classes),
        "related": gap.related,
        "priority_until": priority.until.isoformat() if priority else None,
        "priority_right": right_text(priority.right) if priority else None,
        "why_en": _why(gap.reasons, "en"),
        "why_zh": _why(gap.reasons, "zh"),
        "reasons": [{**asdict(one), "values": dict(one.values)} for one in gap.reasons],
    }


def _cell_row(found: Exposure, cell: Cell) -> dict[str, Any]:
    levels = [alert.assessment.level for alert in cell.others]
    return {
        "brand_id": cell.brand_id,
        "brand_names": list(found.brand.names),
        "office": cell.office,
        "class": cell.nice_class,
        "related": cell.related,
        "state": cell.state,
        "rights": [right_text(right) for right in cell.own],
        "ended_rights": [right_text(right) for right in cell.ended],
        "alert_ids": [alert.alert_id for alert in cell.others],
        "filings": [_number(alert) for alert in cell.others],
        "level": min(levels, key=LEVELS.index, default=None),
        "unsure": cell.is_unsure,
        "older_filings": [_number(alert) for alert in cell.older],
        "below": len(cell.below),
        "beside": list(found.beside(cell.office)),
        "markets": list(cell.markets),
        "office_filings": cell.seen.filings if cell.seen else 0,
        "freshest": cell.seen.freshest.isoformat() if cell.seen and cell.seen.freshest else None,
    }


def _office_rows(found: Exposure, lang: Language) -> Iterator[dict[str, Any]]:
    for office, group in groupby(found.cells, key=lambda cell: cell.office):
        cells = list(group)
        rights = [right_text(right) for cell in cells for right in (*cell.own, *cell.ended)]
        filed = [_number(one.alert) for one in found.others if office in one.reaches]
        beside = "".join(f" [{number}]" for number in found.beside(office))
        by_state: dict[str, str] = {
            state: _classes_text(cells, state, lang) for state in CELL_STATES
        }
        yield {
            "brand": _names(found.brand),
            "office": office,
            **by_state,
            "others": (by_state["others"] + beside).strip(),
            "rights": "; ".join(dict.fromkeys(rights)),
            "filed": "; ".join(dict.fromkeys(filed)),
        }


def _classes_text(cells: Sequence[Cell], state: CellState, lang: Language) -> str:
    """The classes in a state; ``?`` where the owner may have filed, in brackets the related."""
    return " ".join(_class_text(cell, lang) for cell in cells if cell.state == state)


def _class_text(cell: Cell, lang: Language) -> str:
    text = label("exposure.whole", lang) if cell.nice_class is None else str(cell.nice_class)
    text += "?" if cell.is_unsure else ""
    return f"({text})" if cell.related else text


def _gap_table_row(gap: Gap, lang: Language) -> dict[str, Any]:
    classes = " ".join(map(str, gap.classes)) or label("exposure.whole", lang)
    return {
        "rank": gap.rank,
        "brand": _names(gap.brand),
        "office": gap.office,
        "state": label(f"exposure.{gap.state}", lang),
        "classes": f"({classes})" if gap.related else classes,
        "until": gap.priority.until.isoformat() if gap.priority else "",
        "why": in_language(_first(gap.reasons, "en"), _first(gap.reasons, "zh"), lang, " / "),
    }


def _first(reasons: Sequence[Reason], lang: Language) -> str:
    more = " …" if len(reasons) > REASONS_SHOWN else ""
    return _why(reasons[:REASONS_SHOWN], lang) + more


def _why(reasons: Sequence[Reason], lang: Language) -> str:
    if lang == "zh":
        return "；".join(one.text_zh for one in reasons)
    return "; ".join(one.text_en for one in reasons)


def _number(alert: Alert) -> str:
    filing = alert.assessment.filing
    return f"{filing.office} {filing.application_number}"


def _names(brand: Brand) -> str:
    return " ".join(brand.names[:2])


def _heading(column: str, lang: Language) -> str:
    kind = "exposure" if column in CELL_STATES else "column"
    return label(f"{kind}.{column}", lang)


def _is_narrow(terminal_width: int | None) -> bool:
    return terminal_width is not None and terminal_width < WIDE_FROM

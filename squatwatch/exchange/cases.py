"""Filings that owners handed in, as labelled filings that ``evaluate`` reads (docs/evaluate.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from squatwatch.alerts.identity import alert_id
from squatwatch.alerts.kept import lives_of
from squatwatch.alerts.life import Life
from squatwatch.brands import jsonl_format
from squatwatch.brands.labelled import labelled_of
from squatwatch.brands.tables import table_of_bytes
from squatwatch.errors import DataError
from squatwatch.files import write_bytes
from squatwatch.model import Filing
from squatwatch.schemas import filing_of
from squatwatch.spreadsheets import csv_bytes, xlsx_bytes
from squatwatch.store import Store
from squatwatch.store.keys import KEY
from squatwatch.store.reported import ReportedFiling

COLUMNS = (
    "brand_id", "label", "held_out", "office", "application_number", "mark_text", "classes",
    "applicants", "filing_date", "status", "note",
)  # fmt: skip
"""The columns that are written, in their order."""


@dataclass(frozen=True, slots=True)
class Cases:
    """How many labelled filings were written, and which could not be: office and number."""

    written: int
    left_out: tuple[str, ...] = ()


def export_cases(store: Store, target: Path, *, force: bool = False) -> Cases:
    """Write the filings that were handed in as a file of labelled filings.

    A filing whose alert was dismissed is labelled ``negative``, any other ``case``: that is what
    is known of it now, and a person's to correct. The note says why it had been missed. Filings
    without a text, or taken out of the store since, cannot be labelled and are left out.
    """
    if target.exists() and not force:
        raise DataError("is there already", where=str(target), do="name another, or add --force")
    rows, left_out = [], []
    for reported, filing, life in _told(store):
        if filing is None or not filing.mark_text.strip():
            left_out.append(f"{reported.office} {reported.application_key}")
        else:
            rows.append(_row(reported, filing, life))
    if not rows:
        raise DataError(
            "there is no filing that was handed in",
            where=str(store.path or "the store"),
            do="hand one in with 'squatwatch alerts report'",
        )
    data = _encoded(rows, target)
    labelled_of(table_of_bytes(data, str(target)), str(target))
    write_bytes(target, data)
    return Cases(len(rows), tuple(left_out))


def _told(store: Store) -> list[tuple[ReportedFiling, Filing | None, Life]]:
    """What was handed in, with its filing and where its alert stands."""
    reported = store.reported()
    filings = _filings(store, reported)
    identities = [alert_id(one.brand_id, one.office, one.application_key) for one in reported]
    lives = lives_of(store, identities)
    return [
        (one, filings.get((one.office, one.application_key)), lives.get(identity, Life()))
        for one, identity in zip(reported, identities, strict=True)
    ]


def _filings(store: Store, reported: Sequence[ReportedFiling]) -> dict[tuple[str, str], Filing]:
    keys = pl.DataFrame(
        [(one.office, one.application_key) for one in reported],
        schema=dict.fromkeys(KEY, pl.String),
        orient="row",
    )
    return {
        (row["office"], row["application_key"]): filing_of(row)
        for row in store.filings(keys).iter_rows(named=True)
    }


def _row(reported: ReportedFiling, filing: Filing, life: Life) -> dict[str, str]:
    level = f", level {reported.level_before}" if reported.level_before else ""
    return {
        "brand_id": reported.brand_id,
        "label": "negative" if life.state == "dismissed" else "case",
        "held_out": "no",
        "office": filing.office,
        "application_number": filing.application_number,
        "mark_text": " ".join(filing.mark_text.split()),
        "classes": ";".join(map(str, filing.classes)),
        "applicants": "|".join(_name(one.name) for one in filing.applicants if one.name),
        "filing_date": filing.filing_date.isoformat() if filing.filing_date else "",
        "status": filing.status,
        "note": f"handed in {reported.reported_on}, {reported.missed}{level}",
    }


def _name(text: str) -> str:
    """A name on one line, without the separator of names."""
    return " ".join(text.replace("|", " ").split())


def _encoded(rows: list[dict[str, str]], target: Path) -> bytes:
    match target.suffix.lower():
        case ".csv":
            return csv_bytes(COLUMNS, rows)
        case ".xlsx":
            return xlsx_bytes(COLUMNS, rows)
        case ".jsonl":
            return jsonl_format.write(COLUMNS, rows)
    raise DataError(
        f"the suffix {target.suffix or '(none)'} names no format",
        where=str(target),
        do="use .csv, .xlsx or .jsonl",
    )

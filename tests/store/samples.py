"""Small batches of filings; every company and number is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from squatwatch.model import SourceFile
from squatwatch.schemas import FILING_SCHEMA, FORM_SCHEMA

LISTS = frozenset(name for name, kind in FILING_SCHEMA.items() if isinstance(kind, pl.List))

FULL: Mapping[str, Any] = {
    "office": "EM",
    "application_number": "018 222 474",
    "registration_number": "018222474",
    "ir_number": "1500001",
    "mark_text": "HONGLI 红力",
    "mark_kind": "combined",
    "transliteration": ["hong li"],
    "translation": ["red power"],
    "pseudo_marks": ["HONG LEE"],
    "description": "the word HONGLI above two characters",
    "office_reading": ["hóng lì"],
    "classes": [9, 25],
    "goods": [{"nice_class": 9, "text": "telephones"}, {"nice_class": 25, "text": "shoes"}],
    "similar_groups": ["0907"],
    "applicants": [{"name": "Nordlicht Handels GmbH", "country": "DE", "address": "Kiel"}],
    "representative": "Muster & Partner",
    "filing_date": date(2025, 1, 2),
    "priority_date": date(2024, 8, 1),
    "publication_date": date(2025, 2, 3),
    "registration_date": date(2025, 6, 4),
    "expiry_date": date(2035, 1, 2),
    "opposition_start": date(2025, 2, 4),
    "opposition_end": date(2025, 5, 5),
    "designations": ["VN", "KR"],
    "status": "registered",
    "status_raw": "Registered",
    "vienna_codes": ["01.01.01"],
    "image_url": "https://example.org/1.png",
    "source_url": "https://example.org/1",
}
"""A filing with a value in every column."""


def row(number: str = "1", mark: str | None = "HONGLI", **values: Any) -> dict[str, Any]:
    """A row of a batch as a reader makes it: absent text null, absent lists empty."""
    empty: dict[str, Any] = {name: [] if name in LISTS else None for name in FILING_SCHEMA}
    known = {"office": "EM", "application_number": number, "mark_text": mark, "status": "filed"}
    return {**empty, **known, **values}


def batch(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Rows as a batch."""
    return pl.DataFrame(list(rows), schema=FILING_SCHEMA)


def keys(*pairs: tuple[str, str]) -> pl.DataFrame:
    """Offices and application numbers."""
    return pl.DataFrame(
        list(pairs), schema={"office": pl.String, "application_number": pl.String}, orient="row"
    )


def stored(*pairs: tuple[str, str]) -> pl.DataFrame:
    """Offices and application keys, to read filings by."""
    return keys(*pairs).rename({"application_number": "application_key"})


def forms(brand_id: str, *spelled: str) -> pl.DataFrame:
    """Forms of a brand, as an owner's Latin marks."""
    rows = [
        (brand_id, form, form, "official-latin", 1.0, "latin", "test", "whole") for form in spelled
    ]
    return pl.DataFrame(rows, schema=FORM_SCHEMA, orient="row")


DAY = SourceFile("d" * 64, "day.xml", 1_000, "test", date(2026, 1, 15))
"""A file of an office."""
NEXT_DAY = SourceFile("e" * 64, "next-day.xml", 2_000, "test", date(2026, 1, 16))
"""The file of the day after."""


def raw(*records: tuple[str, str, bytes]) -> pl.DataFrame:
    """Records as an office gave them: office, application number, content."""
    columns = {"office": pl.String, "application_number": pl.String, "content": pl.Binary}
    return pl.DataFrame(list(records), schema=columns, orient="row")


def named(*applicants: tuple[str, str, str]) -> pl.DataFrame:
    """Applicants behind keys: office, identifier, name; all of Germany."""
    columns = {"office": pl.String, "identifier": pl.String, "name": pl.String}
    frame = pl.DataFrame(list(applicants), schema=columns, orient="row")
    return frame.with_columns(country=pl.lit("DE"), address=pl.lit(None, dtype=pl.String))

"""The labelled filings, read as their note says.

The clean mark text and applicant, the case id for a missing number, a partial date as its latest
day, classes only where a page states them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from squatwatch import Brand
from squatwatch.schemas import FILING_SCHEMA

Row = dict[str, Any]
Pair = tuple[str, str, str]
"""Brand, office, application key."""
Key = tuple[str, str]
"""Of a filing: office, application key."""

STATED = ("stated", "from stated goods")
OWN = ("own-filing", "own-affiliate")
SETTLED = ("adjudged", "settled")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled filing of a brand; ``kind`` as its table has it, ``label`` of cases alone."""

    row_id: str
    brand_id: str
    kind: str
    label: str
    filing: Row

    @property
    def pair(self) -> Pair:
        """What it is found by; the ids of the rows are keys as they stand."""
        return self.brand_id, *self.key

    @property
    def key(self) -> Key:
        """The key of the filing."""
        return self.filing["office"], self.row_id

    @property
    def mark(self) -> str:
        """The clean text of the mark."""
        return str(self.filing["mark_text"])

    @property
    def is_near(self) -> bool:
        """Whether the case tests similarity of spelling."""
        return "near-miss-spelling" in self.kind

    @property
    def is_strict(self) -> bool:
        """Whether a decision or a settlement stands behind the case."""
        return self.label in SETTLED

    @property
    def is_own(self) -> bool:
        """Whether the brand's owner or an affiliate filed it."""
        return self.kind in OWN


def cases(folder: Path) -> list[Labelled]:
    """The documented cases that can be measured: form known, not contested, with a text."""
    return [
        Labelled(
            row["case_id"],
            row["brand_id"],
            row["what_kind"],
            row["label"],
            filing(row, row["case_id"], stated(row)),
        )
        for row in read(folder / "labelled" / "cases.csv")
        if row["form_known"] == "yes" and row["label"] != "contested" and row["mark_text"]
    ]


def negatives(folder: Path) -> list[Labelled]:
    """The hard negatives with a text."""
    return [
        Labelled(
            row["neg_id"],
            row["brand_id"],
            row["neg_kind"],
            "",
            filing(row, row["neg_id"], row["nice_classes"]),
        )
        for row in read(folder / "labelled" / "negatives.csv")
        if row["mark_text"]
    ]


def read(path: Path) -> list[Row]:
    """The rows of a table, all cells strings."""
    return pl.read_csv(path, infer_schema=False).fill_null("").to_dicts()


def stated(row: Row) -> str:
    """The classes, where a page states them; assumed ones are no evidence."""
    return str(row["nice_classes"]) if row["classes_basis"] in STATED else ""


def filing(row: Row, number: str, classes: str) -> Row:
    """A labelled row as a filing."""
    # For `predates` a partial date is its latest day: only then is the filing surely older.
    filed = row["filed_latest"]
    return {
        "office": row["jurisdiction"],
        "application_number": number,
        "mark_text": row["mark_text"],
        "classes": [int(item) for item in classes.split(";") if item],
        "applicants": [{"name": row["applicant"], "country": None, "address": None}]
        if row["applicant"]
        else [],
        "filing_date": date.fromisoformat(filed) if filed else None,
        "status": "unknown",
    }


def batch(rows: Iterable[Labelled]) -> pl.DataFrame:
    """The filings of labelled rows (``schemas.FILING_SCHEMA``)."""
    return pl.DataFrame([row.filing for row in rows], schema=FILING_SCHEMA)


def without_latin(brand: Brand) -> Brand:
    """The brand as its characters alone tell it, where it has any."""
    return replace(brand, name_latin=(), other_names=()) if brand.name_zh else brand

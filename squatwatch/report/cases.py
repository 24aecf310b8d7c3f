"""The case library as a listing: for people in words, for programs row by row as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from squatwatch.assess.case_library import Case, traits
from squatwatch.config import Language
from squatwatch.report.labels import in_language, label
from squatwatch.report.listing import ListingFormat, listing

COLUMNS = tuple(field.name for field in fields(Case))
TABLE_COLUMNS = (
    "case", "brand", "mark", "office", "year", "classes", "taken", "conduct", "outcome", "source",
)  # fmt: skip
NARROW_COLUMNS = ("case", "brand", "mark", "office", "year", "taken", "outcome")
WIDE_FROM = 180
"""Terminal columns from which all of a table can be read without folding inside words."""


def cases_listing(
    cases: Sequence[Case],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """Cases in a format: in words in a table, as in the library elsewhere."""
    if listing_format != "table":
        return listing([asdict(case) for case in cases], COLUMNS, listing_format)
    narrow = terminal_width is not None and terminal_width < WIDE_FROM
    columns = NARROW_COLUMNS if narrow else TABLE_COLUMNS
    headings = {name: label(f"column.{name}", lang) for name in columns}
    rows = [table_row(case, lang) for case in cases]
    return listing(rows, columns, "table", headings=headings, terminal_width=terminal_width)


def table_row(case: Case, lang: Language) -> dict[str, Any]:
    """A case as a person reads it in a table."""
    return {
        "case": case.case_id,
        "brand": " ".join((*case.brand_zh[:1], *case.brand_latin[:1])),
        "mark": case.mark,
        "office": case.office,
        "year": case.year,
        "classes": " ".join(str(number) for number in case.classes),
        "taken": _in_words("taken", case.taken, lang),
        "conduct": _in_words("conduct", case.conduct, lang),
        "outcome": in_language(case.outcome_en, case.outcome_zh, lang, " / "),
        "source": case.source_url or case.source,
    }


def _in_words(aspect: str, values: Sequence[str], lang: Language) -> str:
    found = [traits()[aspect, value] for value in values]
    return "; ".join(in_language(trait.en, trait.zh, lang) for trait in found)

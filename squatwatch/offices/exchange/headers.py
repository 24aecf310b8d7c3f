"""Which column of the exchange file each heading of a list fills.

Headings that are not the columns' own are looked up in ``reference/filing_headers.csv``; capitals,
spaces, underscores, hyphens and full stops make no difference. Several headings may fill one
column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from squatwatch import reference
from squatwatch.errors import DataError
from squatwatch.schemas import FILING_SCHEMA

COLUMNS: tuple[str, ...] = tuple(
    name
    for column in FILING_SCHEMA.names()
    for name in (
        ("applicants", "applicant_countries", "applicant_addresses")
        if column == "applicants"
        else (column,)
    )
)
"""The columns of the exchange file, in their order."""

TEXTS = (
    "mark_text", "transliteration", "translation", "pseudo_marks", "description", "office_reading",
)  # fmt: skip
"""The columns that hold text to be matched; a filing needs one of them."""


@dataclass(frozen=True, slots=True)
class Header:
    """The places of the headings that fill each column, and the headings that fill none."""

    places: dict[str, tuple[int, ...]]
    unknown: tuple[str, ...]


@lru_cache(maxsize=1024)
def column_of(heading: str) -> str:
    """The column that a heading fills, or an empty text.

    >>> column_of("Application No."), column_of("mark_type"), column_of("colour of the file")
    ('application_number', 'mark_kind', '')
    """
    return _columns().get(_plain(heading), "")


def resolve(headings: Sequence[str], where: str) -> Header:
    """The columns of a file, from its headings.

    A column's own name comes before its other headings. Raises ``DataError`` when the office, the
    number or every text is missing, with the headings that were found and the likely slip.
    """
    places: dict[str, list[int]] = {}
    unknown = []
    for place, heading in enumerate(headings):
        column = column_of(heading)
        if column:
            before = _plain(heading) == _plain(column) and column in places
            places.setdefault(column, []).insert(0 if before else len(places[column]), place)
        elif heading.strip():
            unknown.append(heading.strip())
    _require(places, headings, unknown, where)
    return Header({name: tuple(found) for name, found in places.items()}, tuple(unknown))


def _require(
    places: dict[str, list[int]], headings: Sequence[str], unknown: Sequence[str], where: str
) -> None:
    missing = [name for name in ("office", "application_number") if name not in places]
    if not any(name in places for name in TEXTS):
        missing.append("mark_text")
    if not missing:
        return
    found = ", ".join(heading.strip()[:40] for heading in headings[:40] if heading.strip())
    raise DataError(
        f"has no column {' and no column '.join(missing)} (found: {found or 'none'})",
        where=where,
        do=_advice(missing, unknown),
    )


def _advice(missing: Sequence[str], unknown: Sequence[str]) -> str:
    """What to do, with the heading that was probably meant."""
    plain = {_plain(heading): heading for heading in unknown}
    for name in missing:
        like = [word for word, column in _columns().items() if column == name]
        for heading in plain:
            if get_close_matches(heading, like, n=1, cutoff=0.7):
                return f"did you mean {name} where it says {plain[heading][:40]}?"
    return f"add the column {missing[0]}, see docs/exchange.md"


@cache
def _columns() -> dict[str, str]:
    """Plain heading to column: the columns' own names and the other headings."""
    rows = reference.table("filing_headers").select("header", "column").iter_rows()
    own = {_plain(name): name for name in COLUMNS}
    return {_plain(heading): column for heading, column in rows} | own


def _plain(heading: str) -> str:
    words = re.sub(r"[\s_\-]+", " ", heading.replace(".", " ").replace("\ufeff", ""))
    return words.strip().casefold()

"""Which column of the exchange file each heading of a list fills.

Headings that are not the columns' own are looked up in ``reference/filing_headers.csv``, which has
them in nine languages; capitals, accents, spaces, underscores, hyphens and full stops make no
difference, and an INID code such as ``(210)`` is passed over. A heading in two languages
(``商标名称 / Trade mark name``) is told by either. Several headings may fill one column. What a
user says of headings that nobody foresaw (``Own``) comes first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
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

ST13 = "st13"
"""Beside the columns: a number of WIPO standard ST.13, which begins with the office's code."""
IGNORED = "ignored"
"""Beside the columns: pictures and row numbers, neither read nor told."""

TEXTS = (
    "mark_text", "transliteration", "translation", "pseudo_marks", "description", "office_reading",
)  # fmt: skip
"""The columns that hold text to be matched; a filing needs one of them."""

HEADER_WITHIN = 30
"""Rows in which the header is looked for; exports open with a title and the terms of a search."""

Own = tuple[tuple[str, str], ...]
"""Headings that a user explained: heading and column."""


@dataclass(frozen=True, slots=True)
class Header:
    """The places of the headings that fill each column, and the headings that fill none.

    ``foreign`` are the places of headings that are not spelt as the column's name: their cells are
    another's work and read with more patience.
    """

    places: dict[str, tuple[int, ...]]
    unknown: tuple[str, ...]
    foreign: frozenset[int] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether all columns stand there under their own names, as squatwatch writes them."""
        return set(self.places) == set(COLUMNS) and not self.unknown and not self.foreign


def own_headings(pairs: Mapping[str, str]) -> Own:
    """What a user says of headings, checked.

    Raises ``DataError`` for a column that there is not.
    """
    for heading, column in pairs.items():
        if column not in (*COLUMNS, ST13, IGNORED):
            near = get_close_matches(column, COLUMNS, n=1)
            raise DataError(
                f"there is no column {column[:40]}, which the heading {heading[:40]} should fill",
                do=f"did you mean {near[0]}?" if near else "see docs/exchange.md for the columns",
            )
    return tuple((_plain(heading), column) for heading, column in pairs.items())


@lru_cache(maxsize=4096)
def column_of(heading: str, own: Own = ()) -> str:
    """The column that a heading fills, or an empty text.

    >>> column_of("Application No."), column_of("(210) Số đơn"), column_of("colour of the file")
    ('application_number', 'application_number', '')
    """
    known = _columns() | dict(own)
    return next((known[reading] for reading in _readings(heading) if reading in known), "")


def header_row(rows: Sequence[Sequence[str]], own: Own = ()) -> int | None:
    """The index of the header: of the first rows the one with most known headings.

    A first row needs one of them; a later one two, because a title may be a word of the table.
    """
    counts = [
        len({column for cell in row if (column := column_of(cell, own))})
        for row in rows[:HEADER_WITHIN]
    ]
    best = max(counts, default=0)
    if best == 0 or (best == 1 and counts[0] == 0):
        return None
    return counts.index(best)


def resolve(headings: Sequence[str], where: str, own: Own = (), *, office: str = "") -> Header:
    """The columns of a file, from its headings.

    A column's own name comes before its other headings. Raises ``DataError`` when the office, the
    number or every text is missing, with the headings that were found and the likely slip; an
    ``office`` that is given need not stand in the file.
    """
    places: dict[str, list[int]] = {}
    unknown, foreign = [], set()
    for place, heading in enumerate(headings):
        column = column_of(heading, own)
        if column:
            before = _plain(heading) == _plain(column) and column in places
            places.setdefault(column, []).insert(0 if before else len(places[column]), place)
            if heading.strip() != column:
                foreign.add(place)
        elif heading.strip():
            unknown.append(heading.strip())
    _require(places, headings, unknown, where, office=office)
    places.pop(IGNORED, None)
    return Header(
        {name: tuple(found) for name, found in places.items()}, tuple(unknown), frozenset(foreign)
    )


def _require(
    places: Mapping[str, Sequence[int]],
    headings: Sequence[str],
    unknown: Sequence[str],
    where: str,
    *,
    office: str,
) -> None:
    missing = []
    if not office and not {"office", ST13} & set(places):
        missing.append("office")
    if not {"application_number", "registration_number", ST13} & set(places):
        missing.append("application_number")
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
    example = unknown[0][:40] if unknown else "HEADING"
    fixed = ", or name the office of all rows with --office" if "office" in missing else ""
    return (
        f"name its heading {missing[0]}, or say --column '{example}={missing[0]}'{fixed}; "
        "see docs/exchange.md"
    )


def _readings(heading: str) -> Iterator[str]:
    """The ways to read a heading: whole, without what is in parentheses, and part by part."""
    yield _plain(heading)
    without = re.sub(r"[(\[（【].*?[)\]）】]|^\s*[1-9][0-9]{2}\b", " ", heading)
    yield _plain(without)
    for part in re.split(r"[/|\n()（）]", heading):
        if len(plain := _plain(part)) > 1:
            yield plain


@cache
def _columns() -> dict[str, str]:
    """Plain heading to column: the columns' own names and the other headings."""
    rows = reference.table("filing_headers").select("header", "column").iter_rows()
    own = {_plain(name): name for name in COLUMNS}
    return {_plain(heading): column for heading, column in rows} | own


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    signs = unicodedata.normalize("NFKD", heading.replace(".", " ").replace("\ufeff", ""))
    letters = "".join(sign for sign in signs if not unicodedata.combining(sign))
    words = re.sub(r"[\s_\-]+", " ", unicodedata.normalize("NFKC", letters))
    return words.strip(" :*'\"").casefold()

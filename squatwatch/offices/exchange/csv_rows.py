"""Rows of a CSV file: UTF-8 or UTF-16, separated by commas, semicolons or tabs.

Exports may open with a title before the row of headings, and Excel writes ``sep=;``: the header is
the row that has most headings that are known.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, zip_longest

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.exchange import cells
from squatwatch.offices.exchange.headers import HEADER_WITHIN, Own, column_of, header_row
from squatwatch.offices.exchange.rows import Rows, text_frame
from squatwatch.offices.files.source import OfficeFile

_SEPARATORS = (",", ";", "\t")
_CELL_LIMIT = 16 * 1024 * 1024
"""Most letters in a cell: goods in 23 languages have 0.4 million, an unclosed quote has no end."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a file is written: separator, index of the header row, the headings."""

    separator: str
    header_at: int
    headings: tuple[str, ...]


def recognises(source: OfficeFile, own: Own = ()) -> bool:
    """Whether it is text and has a row with headings of a list of filings near its beginning."""
    return _layout(source, own) is not None


def headings(source: OfficeFile) -> tuple[str, ...]:
    """The headings, or none where no heading is known."""
    layout = _layout(source)
    return layout.headings if layout else ()


def read(source: OfficeFile, batch_rows: int, own: Own = ()) -> Iterator[Rows]:
    """The rows below the header; row 1 is the first of the file.

    A row with more cells than headings has slipped and is set aside; one with fewer lacks its
    last values; an empty one does not count. Raises ``DataError`` for a file that is no text.
    """
    layout = _layout(source, own)
    if layout is None:
        raise DataError(
            "has no row of headings", where=source.name, do="see docs/exchange.md for the columns"
        )
    _raise_cell_limit()
    with source.open() as stream:
        lines = io.TextIOWrapper(stream, encoding=_encoding(source), newline="")
        try:
            yield from _rows(csv.reader(lines, delimiter=layout.separator), layout, batch_rows)
        except UnicodeError as error:
            raise DataError(
                "is not UTF-8 text", where=source.name, do="save it as CSV UTF-8 and try again"
            ) from error
        except csv.Error as error:
            raise DataError(
                f"is no CSV file that can be read ({error})",
                where=source.name,
                do="look for a quotation mark that is not closed",
            ) from error


def _rows(reader: Iterator[list[str]], layout: _Layout, batch_rows: int) -> Iterator[Rows]:
    number, given = layout.header_at + 1, False
    for _ in islice(reader, number):
        pass
    while (block := list(islice(reader, batch_rows))) or not given:
        numbered = [(at, row) for at, row in enumerate(block, start=number + 1) if any(row)]
        yield _block(layout.headings, numbered)
        number, given = number + len(block), True


def _block(headings: tuple[str, ...], numbered: list[tuple[int, list[str]]]) -> Rows:
    """Rows of equal width as columns."""
    width = len(headings)
    slipped = {at for at, row in numbered if len(row) > width and any(row[width:])}
    kept = [(at, row) for at, row in numbered if at not in slipped]
    columns = [list(column) for column in zip_longest(*(row for _, row in kept))][:width]
    columns += [[None] * len(kept)] * (width - len(columns))
    frame = text_frame([at for at, _ in kept], columns)
    reasons = tuple((at, _too_long(width, row)) for at, row in numbered if at in slipped)
    return Rows(headings, frame.with_columns(cells.unguard(pl.col(pl.String))), reasons)


def _too_long(width: int, row: list[str]) -> str:
    return f"it has {len(row)} cells where the header has {width}"


def _layout(source: OfficeFile, own: Own = ()) -> _Layout | None:
    """The layout with most known headings; None for what is no text or has none."""
    text = _beginning(source)
    best: tuple[int, _Layout | None] = (0, None)
    for separator in _SEPARATORS:
        rows = _first_rows(text, separator)
        at = header_row(rows, own)
        if at is not None and "\0" not in "".join(rows[at]):
            known = sum(bool(column_of(heading, own)) for heading in rows[at])
            if known > best[0]:
                best = known, _Layout(separator, at, tuple(rows[at]))
    return best[1]


def _first_rows(text: str, separator: str) -> Sequence[list[str]]:
    """The first rows; the last of them may be cut short."""
    _raise_cell_limit()
    rows: list[list[str]] = []
    with suppress(csv.Error):
        for row in islice(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator), HEADER_WITHIN
        ):
            rows.append(row)
    return rows


def _raise_cell_limit() -> None:
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))


def _encoding(source: OfficeFile) -> str:
    return "utf-16" if source.head(2) in _UTF16 else "utf-8-sig"


def _beginning(source: OfficeFile) -> str:
    return source.head().decode(_encoding(source), errors="replace")

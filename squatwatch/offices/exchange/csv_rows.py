"""Rows of a CSV file: UTF-8 with or without BOM, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice, zip_longest

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.exchange import cells
from squatwatch.offices.exchange.headers import column_of
from squatwatch.offices.exchange.rows import Rows, text_frame
from squatwatch.offices.source import SourceFile

_SEPARATORS = (",", ";", "\t")
_CELL_LIMIT = 16 * 1024 * 1024
"""Most letters in a cell: goods in 23 languages have 0.4 million, an unclosed quote has no end."""


def recognises(source: SourceFile) -> bool:
    """Whether the first line is text and has a heading of a list of filings."""
    line = _first_line(source)
    return "\0" not in line and _known(line, _separator(line)) > 0


def read(source: SourceFile, batch_rows: int) -> Iterator[Rows]:
    """The rows below the header; row 1 is the header.

    A row with more cells than headings has slipped and is set aside; one with fewer lacks its
    last values; an empty one does not count. Raises ``DataError`` for a file that is not UTF-8.
    """
    separator = _separator(_first_line(source))
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    with source.open() as stream:
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        try:
            yield from _rows(csv.reader(lines, delimiter=separator), batch_rows)
        except UnicodeDecodeError as error:
            raise DataError(
                "is not UTF-8 text", where=source.name, do="save it as CSV UTF-8 and try again"
            ) from error
        except csv.Error as error:
            raise DataError(
                f"is no CSV file that can be read ({error})",
                where=source.name,
                do="look for a quotation mark that is not closed",
            ) from error


def _rows(reader: Iterator[list[str]], batch_rows: int) -> Iterator[Rows]:
    headings = tuple(next(reader, []))
    number, given = 1, False
    while (block := list(islice(reader, batch_rows))) or not given:
        numbered = [(at, row) for at, row in enumerate(block, start=number + 1) if any(row)]
        yield _block(headings, numbered)
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


def _first_line(source: SourceFile) -> str:
    return source.head().decode("utf-8-sig", errors="replace").partition("\n")[0]


def _separator(line: str) -> str:
    """The separator by which the line has most headings that are known."""
    return max(_SEPARATORS, key=lambda separator: _known(line, separator))


def _known(line: str, separator: str) -> int:
    headings = next(csv.reader([line.strip()], delimiter=separator), [])
    return sum(bool(column_of(heading)) for heading in headings)

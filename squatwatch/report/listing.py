"""Any listing in any of the formats that every listing takes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from rich import box
from rich.console import Console
from rich.table import Table

from squatwatch.report.plain import json_text, plain
from squatwatch.spreadsheets import csv_bytes, xlsx_bytes

ListingFormat = Literal["table", "json", "jsonl", "csv", "xlsx"]
LISTING_FORMATS: tuple[ListingFormat, ...] = get_args(ListingFormat)

Row = Mapping[str, Any]


def listing(
    rows: Sequence[Row],
    columns: Sequence[str],
    listing_format: ListingFormat,
    *,
    headings: Mapping[str, str] | None = None,
    terminal_width: int | None = None,
) -> bytes:
    r"""Rows as a file of the format, the columns in the order given.

    ``headings`` are shown instead of the names of columns, in tables only. A table has lines and
    fits a terminal of ``terminal_width``; without one it is plain text with a tab between cells.

    >>> listing([{"a": 1, "b": ["x", "y"]}], ("a", "b"), "jsonl")
    b'{"a": 1, "b": ["x", "y"]}\n'
    """
    picked = [{column: row.get(column) for column in columns} for row in rows]
    match listing_format:
        case "json":
            return (json_text(picked, indent=2) + "\n").encode()
        case "jsonl":
            return json_lines(picked)
        case "csv":
            return csv_bytes(columns, [_cells(row) for row in picked])
        case "xlsx":
            return xlsx_bytes(columns, [_cells(row) for row in picked])
        case "table":
            shown = [(headings or {}).get(column, column) for column in columns]
            cells = [list(_cells(row).values()) for row in picked]
            return _table(shown, cells, terminal_width).encode()


def json_lines(rows: Sequence[Row]) -> bytes:
    """One JSON object a line."""
    return "".join(json_text(row) + "\n" for row in rows).encode()


def _cells(row: Row) -> dict[str, str]:
    return {column: plain(cell_text(value)) for column, value in row.items()}


def cell_text(value: Any) -> str:
    """A value as the text of one cell; lists by ``;``, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ";".join(cell_text(item) for item in value)
    return str(value)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> str:
    if width is None:
        return "".join("\t".join(cells) + "\n" for cells in (headings, *rows))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for cells in rows:
        table.add_row(*cells)
    console = Console(
        width=width,
        file=io.StringIO(),
        markup=False,
        emoji=False,
        highlight=False,
        color_system=None,
    )
    console.print(table, markup=False)
    printed = console.file
    assert isinstance(printed, io.StringIO)  # noqa: S101 - the one made above
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()) + "\n"

"""Data sets of several tables that describe filings in parts, joined by number in flat memory.

The rows of one filing may stand anywhere in a table, and a table may be larger than memory. So the
rows of all tables are dealt out by number into buckets, and one bucket after another is joined.
What is small stays in memory; beyond that the buckets are files in a folder that is deleted at the
end, of our own naming.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from squatwatch.errors import DataError
from squatwatch.offices.batch import SetAside
from squatwatch.offices.files.source import OfficeFile
from squatwatch.schemas import FILING_SCHEMA

BUCKETS = 128
"""Parts that are joined one by one: 15 GB, as the tables of the USPTO have, give 120 MB each."""
IN_MEMORY = 64 * 1024**2
"""Bytes of rows that are held before they are dealt out to files."""

_BLOCK = 8 * 1024**2
"""Bytes of a file that are parsed at a time, and so the longest row."""
_CELL = 1024**2
"""Most letters of a cell: real ones have fewer than 100,000, an unclosed quote has no end."""

Tables = dict[str, pl.DataFrame]
"""Tables of one bucket by name; the number of the filing is the column ``KEY``."""

KEY = "number"
"""Column with the number of the filing."""
WRONG = "wrong"
"""Column with why a row cannot be used; null when it can."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a data set.

    ``key`` is the heading of the filing's number, ``known_by`` are headings that it has and
    ``columns`` those that are read, as far as they are there.
    """

    name: str
    key: str
    known_by: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How the tables of a data set are written; ``fallback`` is an encoding beside UTF-8."""

    separator: str = ","
    quotes: bool = True
    fallback: str = ""


def table_of(source: OfficeFile, tables: Iterable[Table], form: Form) -> Table | None:
    """The table that a file holds, by its headings."""
    headings = set(_headings(source, form))
    return next((one for one in tables if {one.key, *one.known_by} <= headings), None)


def rows_of(
    source: OfficeFile, table: Table, form: Form
) -> Iterator[tuple[pl.DataFrame, list[SetAside]]]:
    """The rows of a table in blocks, all columns as text, empty as null; and rows that slipped.

    The number stands in ``KEY``. Raises ``DataError`` for what cannot be read as such a table.
    """
    own = {_plain(heading): heading for heading in _headings(source, form, plain=False)}
    wanted = {own[name]: name for name in (table.key, *table.columns) if name in own}
    slipped: list[SetAside] = []

    def skip(row: Any) -> str:
        reason = f"it has {row.actual_columns} cells where the header has {row.expected_columns}"
        slipped.append(SetAside(source.name, f"row {row.number}", reason))
        return "skip"

    try:
        with source.open() as stream:
            for block in _blocks(stream, tuple(wanted), form, skip):
                frame = cast(pl.DataFrame, pl.from_arrow(block)).rename(wanted)
                yield _texts(frame, form, source).rename({table.key: KEY}), slipped
                slipped = []
    except pa.ArrowException as error:
        raise _unreadable(source, str(error).partition("(")[0].strip()[:80]) from error


class Buckets:
    """Rows of several tables, dealt out by the number of their filing.

    ``folder`` is an empty one, for what does not fit into memory.
    """

    def __init__(self, folder: Path, in_memory: int = IN_MEMORY) -> None:
        self._folder = folder
        self._in_memory = in_memory
        self._held: dict[str, list[pl.DataFrame]] = {}
        self._size = 0
        self._parts = 0

    def add(self, table: str, rows: pl.DataFrame) -> None:
        """Rows of a table; ``KEY`` is filled."""
        if rows.is_empty():
            return
        self._held.setdefault(table, []).append(rows)
        self._size += int(rows.estimated_size())
        if self._size > self._in_memory:
            self._deal_out()

    def joined(self) -> Iterator[Tables]:
        """The tables bucket by bucket: all rows of a filing come together, in their order."""
        if not self._parts:
            if self._held:
                yield {name: pl.concat(frames) for name, frames in self._held.items()}
            return
        self._deal_out()
        for bucket in range(BUCKETS):
            found = self._bucket(bucket)
            if found:
                yield found

    def _deal_out(self) -> None:
        """Write what is held to the files of its buckets."""
        for name, frames in self._held.items():
            dealt = pl.concat(frames).with_columns(bucket=pl.col(KEY).hash(0) % BUCKETS)
            for (bucket,), rows in dealt.partition_by("bucket", as_dict=True).items():
                path = self._folder / f"{bucket}-{name}-{self._parts:06}.arrow"
                rows.drop("bucket").write_ipc(path, compression="lz4")
            self._parts += 1
        self._held, self._size = {}, 0

    def _bucket(self, bucket: int) -> Tables:
        parts: dict[str, list[pl.DataFrame]] = {}
        for path in sorted(self._folder.glob(f"{bucket}-*.arrow")):
            rows = pl.read_ipc(path.read_bytes())
            parts.setdefault(path.name.split("-")[1], []).append(rows)
            path.unlink()
        return {name: pl.concat(frames) for name, frames in parts.items()}


def with_all_columns(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of ``FILING_SCHEMA`` and ``wrong``; absent text is null, an absent list empty."""
    columns = []
    for name, dtype in FILING_SCHEMA.items():
        absent = pl.lit([] if dtype.is_nested() else None, dtype=dtype)
        value = pl.col(name).cast(dtype) if name in frame.columns else absent
        columns.append((value.fill_null(absent) if dtype.is_nested() else value).alias(name))
    return frame.select(*columns, WRONG)


def wrong_date(column: str, day: pl.Expr) -> pl.Expr:
    """Why a row cannot be used: it has a date that is none; ``day`` is what was made of it."""
    given = pl.col(column).str.contains("[1-9]")
    reason = pl.format(f"its {column} '{{}}' is no date", pl.col(column).str.slice(0, 40))
    return pl.when(given & day.is_null()).then(reason)


def _blocks(stream: Any, columns: tuple[str, ...], form: Form, skip: Any) -> Iterator[Any]:
    reader = pacsv.open_csv(
        stream,
        read_options=pacsv.ReadOptions(block_size=_BLOCK, use_threads=False),
        parse_options=pacsv.ParseOptions(
            delimiter=form.separator,
            quote_char='"' if form.quotes else False,
            newlines_in_values=form.quotes,
            invalid_row_handler=skip,
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.binary()), include_columns=list(columns)
        ),
    )
    yield from reader


def _texts(frame: pl.DataFrame, form: Form, source: OfficeFile) -> pl.DataFrame:
    """Bytes as text; blanks around it stay, because some texts go on in the next row."""
    texts = pl.DataFrame([_decoded(column, form, source) for column in frame])
    if any((column.str.len_bytes() > _CELL).any() for column in texts):
        raise _unreadable(source, "a cell without end")
    every = pl.col(pl.String)
    return texts.with_columns(pl.when(every.str.strip_chars() != "").then(every).name.keep())


def _unreadable(source: OfficeFile, why: str) -> DataError:
    return DataError(
        f"is no table that can be read ({why})",
        where=source.name,
        do="look for a quotation mark that is not closed, or fetch it again",
    )


def _decoded(column: pl.Series, form: Form, source: OfficeFile) -> pl.Series:
    try:
        return column.cast(pl.String)
    except pl.exceptions.ComputeError as error:
        if not form.fallback:
            raise DataError(
                "is not UTF-8 text", where=source.name, do="fetch it again, or save it as UTF-8"
            ) from error
    values = [value if value is None else _text(value, form.fallback) for value in column]
    return pl.Series(column.name, values, dtype=pl.String)


def _text(value: bytes, fallback: str) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode(fallback, errors="replace")


def _headings(source: OfficeFile, form: Form, *, plain: bool = True) -> tuple[str, ...]:
    line = source.head().decode("utf-8-sig", errors="replace").partition("\n")[0].strip("\r")
    if "\0" in line:
        return ()
    found = line.split(form.separator)
    if form.quotes:
        found = [heading.strip().strip('"') for heading in found]
    return tuple(_plain(heading) for heading in found) if plain else tuple(found)


def _plain(heading: str) -> str:
    return heading.strip().lower()

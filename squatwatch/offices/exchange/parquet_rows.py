"""Rows of a Parquet file, with native lists and dates or with the cells of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from squatwatch.errors import DataError
from squatwatch.offices.exchange import written
from squatwatch.offices.exchange.headers import Own, column_of
from squatwatch.offices.exchange.rows import Rows
from squatwatch.offices.files.source import OfficeFile


def recognises(source: OfficeFile, own: Own = ()) -> bool:
    """Whether the file begins as Parquet does."""
    return source.head(4) == b"PAR1"


def read(source: OfficeFile, batch_rows: int, own: Own = ()) -> Iterator[Rows]:
    """The rows; row 1 is the first. Columns that no filing has are not unpacked."""
    try:
        with source.open() as stream:
            file: Any = pq.ParquetFile(stream if stream.seekable() else BytesIO(source.content()))
            yield from _rows(file, batch_rows, source.name, own)
    except (pa.ArrowException, OSError) as error:
        raise DataError(
            "is a damaged Parquet file or one cut short", where=source.name, do="fetch it again"
        ) from error


def _rows(file: Any, batch_rows: int, name: str, own: Own) -> Iterator[Rows]:
    schema = file.schema_arrow
    headings = tuple(str(heading) for heading in schema.names)
    known = [place for place, heading in enumerate(headings) if column_of(heading, own)]
    for place in known:
        _refuse_records(schema.field(place), name)
    wanted = [headings[place] for place in known]
    wrote = written.is_written(schema)
    number, given = 1, False
    for block in file.iter_batches(batch_size=batch_rows, columns=wanted):
        yield Rows(headings, _frame(block, known, number), wrote=wrote)
        number, given = number + block.num_rows, True
    if not given:
        yield Rows(headings, _frame(schema.empty_table().select(wanted), known, number))


def _frame(block: Any, known: list[int], number: int) -> pl.DataFrame:
    table = pa.table(block.columns, names=[str(place) for place in known])
    frame = cast(pl.DataFrame, pl.from_arrow(table))
    return frame.with_row_index("row", offset=number)


def _refuse_records(field: Any, name: str) -> None:
    """A list of records has fields we do not know; its parts belong in columns of their own."""
    kind = field.type
    is_list = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    if pa.types.is_nested(kind.value_type if is_list else kind):
        raise DataError(
            f"its column {field.name} holds records",
            where=name,
            do="write a text, or a list of texts, as docs/exchange.md says",
        )

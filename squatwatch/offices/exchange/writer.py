"""Writing exchange files: CSV, Parquet or JSON Lines, by the suffix of the name.

Parquet that is written and read again is the same to the letter (``written``); CSV and JSON Lines
are but for white space around values and for applicants and list values that are empty. CSV holds
lists as one cell and guards cells against being taken for formulas (``cells``); Parquet and JSON
Lines hold them as lists, goods as ``class:text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from squatwatch.errors import DataError
from squatwatch.offices.exchange import cells, written
from squatwatch.offices.exchange.headers import COLUMNS
from squatwatch.offices.frames import no_filings

_BY_BAR = ("applicants", "applicant_countries", "applicant_addresses", "goods")


def write_exchange(path: Path, batches: Iterable[pl.DataFrame], file_format: str = "") -> int:
    """Write batches of ``FILING_SCHEMA``; the number of filings written.

    The format is ``csv``, ``parquet`` or ``jsonl``, that of the suffix unless one is named. The
    file appears under its name when it is complete. Raises ``DataError`` for a suffix that names
    none, and for a folder that is missing.
    """
    write = _WRITERS.get(file_format or path.suffix.lower().removeprefix("."))
    if write is None:
        raise DataError(
            f"a file cannot be written as {path.suffix or 'nothing'}",
            where=str(path),
            do="name it .csv, .parquet or .jsonl",
        )
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as stream:
            count = write(stream, (_columns(batch) for batch in batches))
        unfinished.replace(path)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise DataError(what, where=str(path), do="check the folder") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _columns(batch: pl.DataFrame) -> pl.DataFrame:
    """A batch with the columns of the exchange file, lists as lists of text."""
    people = pl.col("applicants").list
    field = pl.element().struct.field
    goods = pl.format("{}:{}", field("nice_class").fill_null(0), field("text").fill_null(""))
    return batch.select(
        pl.exclude("applicants", "goods"),
        applicants=people.eval(field("name")),
        applicant_countries=people.eval(field("country")),
        applicant_addresses=people.eval(field("address")),
        goods=pl.col("goods").list.eval(goods),
    ).select(COLUMNS)


def _write_csv(stream: BinaryIO, batches: Iterator[pl.DataFrame]) -> int:
    count = 0
    stream.write((",".join(COLUMNS) + "\n").encode())
    for batch in batches:
        flat = batch.select(_cell(name, batch.schema[name]) for name in COLUMNS)
        flat.write_csv(stream, include_header=False, quote_style="always")
        count += batch.height
    return count


def _cell(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as cells of CSV."""
    value = pl.col(name)
    if isinstance(dtype, pl.List):
        separator = cells.PEOPLE if name in _BY_BAR else cells.LIST
        value = cells.join(value.cast(pl.List(pl.String)), separator)
    elif dtype == pl.Date:
        value = value.dt.to_string("%Y-%m-%d")
    return cells.guard(value).fill_null("")


def _write_jsonl(stream: BinaryIO, batches: Iterator[pl.DataFrame]) -> int:
    count = 0
    for batch in batches:
        batch.write_ndjson(stream)
        count += batch.height
    return count


def _write_parquet(stream: BinaryIO, batches: Iterator[pl.DataFrame]) -> int:
    schema: Any = _columns(no_filings()).to_arrow().schema.with_metadata(written.MARK)
    # In a folder by office, pyarrow wants the column to be of the type of the folders' names.
    schema = schema.set(0, pa.field(COLUMNS[0], pa.string()))
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_table(batch.to_arrow().cast(schema))
            count += batch.height
    return count


_WRITERS = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}
FILE_FORMATS = tuple(_WRITERS)
"""The formats that are written; each is the suffix of its files, too."""

"""The exchange file: filings as CSV, Parquet or JSON Lines (docs/exchange.md).

For an office without a reader, between installations, and as the partition of a cluster. Lists of
other origin are read as well, by their headings (``headers``) and words (``words``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import polars as pl

from squatwatch.offices.batch import BATCH_ROWS, Batch, SetAside
from squatwatch.offices.exchange import columns, csv_rows, jsonl_rows, parquet_rows
from squatwatch.offices.exchange.headers import Header, resolve
from squatwatch.offices.exchange.rows import Rows
from squatwatch.offices.source import SourceFile
from squatwatch.schemas import FILING_SCHEMA

_FORMATS = (parquet_rows, jsonl_rows, csv_rows)
_SHOWN = 5
"""Words of a note that are listed one by one."""


class ExchangeReader:
    """Reads exchange files, and lists whose headings say the same in other words."""

    name = "exchange"
    title = "squatwatch exchange file, or a list with a header row (CSV, Parquet, JSON Lines)"
    title_zh = "squatwatch 交换文件，或带标题行的商标申请清单（CSV、Parquet、JSON Lines）"

    def recognises(self, source: SourceFile) -> bool:
        """Whether it is Parquet, or text in which a heading of a list of filings stands first."""
        return any(form.recognises(source) for form in _FORMATS)

    def read(self, sources: Iterable[SourceFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The rows in their order; one that cannot be used is set aside with its number.

        Headings that no column answers to and words that no status answers to are told in the
        notes, each once a file.
        """
        for source in sources:
            form = next(form for form in _FORMATS if form.recognises(source))
            told: set[str] = set()
            for rows in form.read(source, batch_rows):
                header = resolve(rows.headings, source.name)
                yield _batch(rows, header, source.name, told)


def _batch(rows: Rows, header: Header, file: str, told: set[str]) -> Batch:
    """The rows of one batch, the usable ones as filings."""
    frame = columns.convert(rows.frame, header)
    bad = frame.filter(pl.col(columns.REASON).is_not_null())
    good = frame.filter(pl.col(columns.REASON).is_null()).select(*FILING_SCHEMA)
    aside = [
        (number, SetAside(file, f"row {number}", reason))
        for number, reason in chain(
            bad.select(columns.ROW, columns.REASON).iter_rows(), rows.set_aside
        )
    ]
    aside.sort(key=lambda numbered: numbered[0])
    return Batch(
        filings=good,
        set_aside=tuple(one for _, one in aside),
        notes=tuple(_notes(header, good, told)),
    )


def _notes(header: Header, filings: pl.DataFrame, told: set[str]) -> Iterator[str]:
    """What the reader of the file should know, and has not been told yet."""
    unread = filings.filter(
        (pl.col("status") == "unknown") & pl.col("status_raw").is_not_null()
    ).get_column("status_raw")
    for what, found in (
        ("columns not used", header.unknown),
        ("status words not known", tuple(unread.unique(maintain_order=True))),
    ):
        fresh = [one for one in found if f"{what} {one}" not in told]
        told.update(f"{what} {one}" for one in fresh)
        if fresh:
            more = f" and {len(fresh) - _SHOWN} more" if len(fresh) > _SHOWN else ""
            yield f"{what}: {', '.join(one[:40] for one in fresh[:_SHOWN])}{more}"

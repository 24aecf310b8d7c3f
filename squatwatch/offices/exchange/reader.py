"""The exchange file, and lists of other origin: filings as CSV, Parquet, JSON Lines, spreadsheets.

The exchange file (docs/exchange.md) is for an office without a reader, between installations, and
the partition of a cluster. Lists of other origin, such as the user's own exports from TMview and
the WIPO Global Brand Database, are read by their headings (``headers``), names of offices
(``office_names``) and words (``translated_words``) in nine languages. No real export of those two
sites was at hand: how they write is known from documentation and from the fields of their answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import ModuleType

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.batch import BATCH_ROWS, Batch, SetAside, experimental
from squatwatch.offices.exchange import (
    columns,
    csv_rows,
    date_order,
    jsonl_rows,
    parquet_rows,
    sheet_rows,
    written,
)
from squatwatch.offices.exchange.date_order import Orders
from squatwatch.offices.exchange.headers import COLUMNS, Header, own_headings, resolve
from squatwatch.offices.exchange.rows import Rows
from squatwatch.offices.files.source import OfficeFile
from squatwatch.schemas import FILING_SCHEMA

_OWN_FORMS = (parquet_rows, jsonl_rows)
"""What programs write; a file of these forms is an exchange file whatever its headings."""
_LIST_FORMS = (*_OWN_FORMS, csv_rows, sheet_rows)
_SHOWN = 5
"""Words of a note that are listed one by one."""


class ListReader:
    """Reads lists of filings by their headings: CSV, spreadsheets, Parquet, JSON Lines.

    Experimental: for exports of TMview and the WIPO Global Brand Database it was written from
    documentation. ``headings`` explains headings that nobody foresaw, ``office`` is that of rows
    that name none.
    """

    name = "list"
    title = (
        "TMview, WIPO Global Brand Database and other lists with a row of headings (CSV, XLSX, XLS)"
    )
    title_zh = "TMview、WIPO 全球品牌数据库等带标题行的商标清单（CSV、XLSX、XLS）"
    experimental = True

    def __init__(self, headings: Mapping[str, str] | None = None, office: str = "") -> None:
        self._own = own_headings(headings or {})
        self._office = office

    def recognises(self, source: OfficeFile) -> bool:
        """Whether a row near the beginning has headings of a list of filings.

        Among others of an archive it has to have all that is needed: data sets have tables that
        share a heading with lists.
        """
        form = next((form for form in _LIST_FORMS if form.recognises(source, self._own)), None)
        return form is not None and (not source.siblings or self._is_whole(form, source))

    def _is_whole(self, form: ModuleType, source: OfficeFile) -> bool:
        try:
            rows = next(iter(form.read(source, 1, self._own)))
            resolve(rows.headings, source.name, self._own, office=self._office)
        except (DataError, StopIteration):
            return False
        return True

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The rows in their order; one that cannot be used is set aside with its number.

        Headings that no column answers to, words that no status answers to and dates that may
        have the day or the month first are told in the notes, each once a file.
        """
        return experimental(
            batch for source in sources for batch in self._batches(source, batch_rows)
        )

    def _batches(self, source: OfficeFile, batch_rows: int) -> Iterator[Batch]:
        form = next(form for form in _LIST_FORMS if form.recognises(source, self._own))
        told: set[str] = set()
        orders: Orders | None = None
        for rows in form.read(source, batch_rows, self._own):
            if rows.wrote:
                yield _written_batch(rows, source.name)
                continue
            header = resolve(rows.headings, source.name, self._own, office=self._office)
            texts = columns.texts_of(rows.frame, header)
            if orders is None and date_order.undecided(texts, _dates_in(texts)):
                orders = self._orders(form, source, batch_rows)
            yield _batch(rows, texts, header, orders or Orders(), source.name, told, self._office)

    def _orders(self, form: ModuleType, source: OfficeFile, batch_rows: int) -> Orders:
        """The order of the dates, from all rows of the file."""
        frames = (
            columns.texts_of(
                rows.frame, resolve(rows.headings, source.name, self._own, office=self._office)
            )
            for rows in form.read(source, batch_rows, self._own)
        )
        return date_order.decide(frames, columns.DATES)


class ExchangeReader(ListReader):
    """Reads exchange files: Parquet, JSON Lines, and CSV under the columns' own names."""

    name = "exchange"
    title = "squatwatch exchange file (CSV, Parquet, JSON Lines)"
    title_zh = "squatwatch 交换文件（CSV、Parquet、JSON Lines）"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether it is Parquet or JSON Lines with a known heading, or CSV with our own."""
        if any(form.recognises(source) for form in _OWN_FORMS):
            return True
        return {"office", "application_number"} <= set(csv_rows.headings(source))

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The rows in their order; one that cannot be used is set aside with its number."""
        return (batch for source in sources for batch in self._batches(source, batch_rows))


def _dates_in(texts: pl.DataFrame) -> tuple[str, ...]:
    return tuple(name for name in columns.DATES if name in texts.columns)


def _batch(
    rows: Rows,
    texts: pl.DataFrame,
    header: Header,
    orders: Orders,
    file: str,
    told: set[str],
    office: str,
) -> Batch:
    """The rows of one batch, the usable ones as filings."""
    frame = columns.convert(texts, orders, office=office, complete=header.complete)
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
        notes=tuple(_notes(header, good, orders, told)),
    )


def _written_batch(rows: Rows, file: str) -> Batch:
    """The rows of one batch of a file that squatwatch wrote."""
    columns_of_rows = rows.frame.rename({str(at): name for at, name in enumerate(COLUMNS)})
    filings = written.filings(columns_of_rows, file)
    reasons = written.reasons(filings).alias(columns.REASON)
    bad = rows.frame.select(columns.ROW, reasons).drop_nulls()
    return Batch(
        filings=filings.filter(reasons.is_null()),
        set_aside=tuple(SetAside(file, f"row {row}", reason) for row, reason in bad.iter_rows()),
    )


def _notes(header: Header, filings: pl.DataFrame, orders: Orders, told: set[str]) -> Iterator[str]:
    """What the reader of the file should know, and has not been told yet."""
    told_unknown = (pl.col("status") == "unknown") & pl.col("status_raw").is_not_null()
    unread = filings.filter(told_unknown & (not header.complete)).get_column("status_raw")
    for what, found in (
        ("columns not used", header.unknown),
        ("status words not known", tuple(unread.unique(maintain_order=True))),
        (
            "nothing tells whether the day or the month stands first, read as day first",
            orders.guessed,
        ),
    ):
        fresh = [one for one in found if f"{what} {one}" not in told]
        told.update(f"{what} {one}" for one in fresh)
        if fresh:
            more = f" and {len(fresh) - _SHOWN} more" if len(fresh) > _SHOWN else ""
            yield f"{what}: {', '.join(one[:40] for one in fresh[:_SHOWN])}{more}"

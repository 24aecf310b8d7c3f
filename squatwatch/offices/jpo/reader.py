"""The standard data of the Japanese office (JPO): weekly zips of TSV tables, one kind of fact each.

Experimental: the columns are known from lists that users of the data published; no real file was
at hand. The weekly tables hold what changed in each of them, so every record is a part of a filing
and blanks nothing that is known.

Where sources disagree: some lists swap the descriptions of two tables. The titles of the
specification and WIPO's own collector agree that ``indct_use_t_art`` has the mark as displayed
and ``t_dsgnt_art`` its readings in katakana (称呼); so it is read here.

Applicants are given by code, and their names in a table of their own (``appl_reg_info``), holders
by number of registration; both tables are held in memory. An applicant whose code no table names
is left out. Dispositions are told by code, of which two are certain: A01, the registration, and
A02, the refusal; any other leaves the status unknown. Opposition runs from the gazette of the
registration, which is the publication here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.batch import BATCH_ROWS, Batch, SetAside, experimental
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.frames import DELETED_SCHEMA
from squatwatch.offices.jpo.tables import FORM, PEOPLE, TABLES, joined
from squatwatch.offices.tables import KEY, Buckets, Table, Tables, rows_of, table_of
from squatwatch.schemas import FILING_SCHEMA

_OFFICE = "JP"
_DELETED = "1"
"""``add_del_id`` of a row that is taken back."""
_RECORD = "t_basic_item_art"
"""The table whose row stands for the record itself."""
_NO_NUMBER = "its application number is not of ten digits"


class JpoReader:
    """Reads the TSV tables of the Japanese office."""

    name = "jpo-tsv"
    title = "JPO (Japan) standard data on trademarks (TSV tables)"
    title_zh = "日本特许厅商标标准数据（TSV 表）"
    experimental = True

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the headings are those of one of the tables."""
        return table_of(source, TABLES, FORM) is not None

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The filings of all tables together; a table that fails among others is set aside."""
        return experimental(_batches(sources, batch_rows))


def _batches(sources: Iterable[OfficeFile], batch_rows: int) -> Iterator[Batch]:
    people: dict[str, list[pl.DataFrame]] = {}
    with tempfile.TemporaryDirectory() as folder:
        buckets = Buckets(Path(folder))
        for source in sources:
            aside, gone = _collect(source, buckets, people)
            if aside or not gone.is_empty():
                yield Batch(deleted=gone, set_aside=tuple(aside))
        known = {name: pl.concat(frames) for name, frames in people.items()}
        for tables in buckets.joined():
            yield from _filings(tables, known, batch_rows)


def _collect(
    source: OfficeFile, buckets: Buckets, people: dict[str, list[pl.DataFrame]]
) -> tuple[list[SetAside], pl.DataFrame]:
    """Deal out the rows of a file; what was set aside, and the filings that were taken back."""
    aside: list[SetAside] = []
    gone = [pl.DataFrame(schema=DELETED_SCHEMA)]
    table = table_of(source, TABLES, FORM)
    assert table is not None, source.name  # noqa: S101 - only what is recognised is read
    try:
        for rows, slipped in rows_of(source, table, FORM):
            aside += slipped
            rows = rows.with_columns(pl.col(pl.String).str.strip_chars())
            if table.name in PEOPLE:
                people.setdefault(table.name, []).append(rows)
                continue
            rows, unusable = _numbered(rows, table, source)
            aside += unusable
            rows, taken_back = _kept(rows, table)
            gone.append(taken_back)
            buckets.add(table.name, rows)
    except DataError as error:
        if not source.siblings:
            raise
        aside.append(SetAside(source.name, "the rest of the file", error.what))
    return aside, pl.concat(gone)


def _numbered(
    rows: pl.DataFrame, table: Table, source: OfficeFile
) -> tuple[pl.DataFrame, list[SetAside]]:
    """The trademark rows with an application number, and why the others cannot be used."""
    if "yonpo_code" in rows.columns:
        rows = rows.filter(pl.col("yonpo_code").fill_null("4") == "4")
    rows = rows.with_columns(pl.col(KEY).str.replace_all("-", ""))
    good = pl.col(KEY).str.contains("^[0-9]{10}$").fill_null(value=False)
    bad = rows.filter(~good)[KEY].str.slice(0, 20)
    aside = [SetAside(source.name, f"number {one or 'missing'}", _NO_NUMBER) for one in bad]
    return rows.filter(good), aside


def _kept(rows: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that stand, and the filings whose record was taken back."""
    nothing = pl.DataFrame(schema=DELETED_SCHEMA)
    if "add_del_id" not in rows.columns:
        return rows, nothing
    away = (pl.col("add_del_id") == _DELETED).fill_null(value=False)
    if table.name == _RECORD:
        gone = rows.filter(away).select(office=pl.lit(_OFFICE), application_number=KEY)
        nothing = gone.unique(maintain_order=True)
    return rows.filter(~away), nothing


def _filings(tables: Tables, people: Tables, batch_rows: int) -> Iterator[Batch]:
    """The parts of filings of a bucket; those with an impossible date set aside."""
    frame = joined(tables, people)
    wrong = frame.filter(pl.col("wrong").is_not_null()).select("application_number", "wrong")
    aside = tuple(
        SetAside("jiken_c_t", f"number {number}", reason) for number, reason in wrong.iter_rows()
    )
    good = frame.filter(pl.col("wrong").is_null()).select(FILING_SCHEMA.names())
    for part in good.iter_slices(batch_rows):
        yield Batch(partial=part)
    if aside:
        yield Batch(set_aside=aside)

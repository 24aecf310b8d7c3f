"""The USPTO's Trademark Case Files Dataset: CSV tables, joined by serial number.

Experimental: the columns are known from documentation and public programs; no real file was at
hand. The tables come in one zip or in several. Where the cases, owners, classes and statements are
read together they make complete filings; fewer tables make parts of filings, which blank nothing
that is known. The data set is made once a year: it is history for a store, no daily source.

An impossible filing or publication date sets the case aside; an impossible date elsewhere is left
empty. Priorities are not read, nor are the design codes, which are the USPTO's own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.batch import BATCH_ROWS, Batch, SetAside, experimental
from squatwatch.offices.exchange.dates_read import as_dates
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.tables import (
    KEY,
    Buckets,
    Form,
    Table,
    Tables,
    rows_of,
    table_of,
    with_all_columns,
    wrong_date,
)  # fmt: skip
from squatwatch.offices.uspto.case_file_parts import classes, goods, owners, said
from squatwatch.offices.uspto.codes import kind_of_drawing, status_of_code, status_text
from squatwatch.schemas import FILING_SCHEMA

_FORM = Form(fallback="cp1252")
_TABLES = (
    Table(
        "case_file", "serial_no", ("filing_dt", "mark_id_char"),
        ("registration_no", "filing_dt", "publication_dt", "registration_dt", "cfh_status_cd",
         "mark_id_char", "mark_draw_cd", "draw_3d_cur_in", "ir_registration_no"),
    ),
    Table(
        "owner", "serial_no", ("own_name", "own_type_cd"),
        ("own_type_cd", "own_seq", "own_name", "own_addr_1", "own_addr_2", "own_addr_city",
         "own_addr_state_cd", "own_addr_postal", "own_addr_country_cd", "own_nalty_country_cd",
         "own_nalty_state_cd"),
    ),
    Table(
        "statement", "serial_no", ("statement_type_cd", "statement_text"),
        ("statement_type_cd", "statement_text"),
    ),
    Table("intl_class", "serial_no", ("intl_class_cd",), ("class_id", "intl_class_cd")),
    Table(
        "classification", "serial_no", ("class_id", "class_status_cd"),
        ("class_id", "class_status_cd"),
    ),
    Table(
        "attorney", "serial_no", ("attorney_name", "domestic_rep_name"),
        ("attorney_name", "domestic_rep_name"),
    ),
)  # fmt: skip
_COMPLETE = {"case_file", "owner", "statement", "intl_class"}
"""The tables that together make a complete filing."""
_CASE = "https://tsdr.uspto.gov/#caseNumber={}&caseType=SERIAL_NO&searchType=statusSearch"
_NEEDED = ("filing_dt", "publication_dt")
"""Dates on which judgement rests."""


class CaseFilesReader:
    """Reads the tables of the case files data set."""

    name = "uspto-case-files"
    title = "USPTO Trademark Case Files Dataset (CSV tables)"
    title_zh = "美国专利商标局商标案件数据集（CSV 表）"
    experimental = True

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the headings are those of one of the tables."""
        return table_of(source, _TABLES, _FORM) is not None

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The filings of all tables together; a table that fails among others is set aside."""
        return experimental(_batches(sources, batch_rows))


def _batches(sources: Iterable[OfficeFile], batch_rows: int) -> Iterator[Batch]:
    whole: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        buckets = Buckets(Path(folder))
        for source in sources:
            aside, failed = _collect(source, buckets)
            if not failed:
                whole.add(_table(source).name)
            if aside:
                yield Batch(set_aside=tuple(aside))
        complete = whole >= _COMPLETE
        for tables in buckets.joined():
            yield from _filings(tables, batch_rows, complete=complete)


def _table(source: OfficeFile) -> Table:
    found = table_of(source, _TABLES, _FORM)
    assert found is not None, source.name  # noqa: S101 - only what is recognised is read
    return found


def _collect(source: OfficeFile, buckets: Buckets) -> tuple[list[SetAside], bool]:
    """Deal out the rows of a file; what was set aside, and whether the file failed."""
    aside: list[SetAside] = []
    table = _table(source)
    try:
        for rows, slipped in rows_of(source, table, _FORM):
            rows = rows.with_columns(pl.col(KEY).str.strip_chars().str.zfill(8))
            good = pl.col(KEY).str.contains("^[0-9]{8}$").fill_null(value=False)
            aside += slipped
            aside += [
                SetAside(source.name, f"serial {number or 'missing'}", _NO_SERIAL)
                for number in rows.filter(~good)[KEY].str.slice(0, 20)
            ]
            buckets.add(table.name, rows.filter(good))
    except DataError as error:
        if not source.siblings:
            raise
        return [*aside, SetAside(source.name, "the rest of the file", error.what)], True
    return aside, False


_NO_SERIAL = "its serial number is not of eight digits"


def _filings(tables: Tables, batch_rows: int, *, complete: bool) -> Iterator[Batch]:
    """The filings of a bucket; those with an impossible date set aside."""
    frame = _joined(tables)
    wrong = frame.filter(pl.col("wrong").is_not_null()).select("application_number", "wrong")
    aside = tuple(
        SetAside("case_file", f"serial {number}", reason) for number, reason in wrong.iter_rows()
    )
    good = frame.filter(pl.col("wrong").is_null()).select(FILING_SCHEMA.names())
    if not complete:
        known = pl.when(pl.col("status") != "unknown").then("status")
        good = good.with_columns(known.alias("status"))
    for part in good.iter_slices(batch_rows):
        yield Batch(filings=part) if complete else Batch(partial=part)
    if aside:
        yield Batch(set_aside=aside)


def _joined(tables: Tables) -> pl.DataFrame:
    """One row a filing with the columns of ``FILING_SCHEMA`` and ``wrong``, the reason against."""
    numbers = pl.concat([table.select(KEY) for table in tables.values()]).unique().sort(KEY)
    frame = numbers.join(_cases(tables), on=KEY, how="left")
    for part in (
        said(tables, frame.select(KEY, "mark_text")),
        classes(tables),
        owners(tables),
        _attorneys(tables),
    ):
        frame = frame.join(part, on=KEY, how="left")
    frame = frame.join(goods(tables, frame.select(KEY, "classes")), on=KEY, how="left")
    overflow = pl.concat_str("mark_text", "overflow", ignore_nulls=True)
    frame = frame.with_columns(
        office=pl.lit("US"),
        application_number=pl.col(KEY),
        mark_text=pl.when(overflow != "").then(overflow.str.replace_all(r"\s+", " ")),
        status=pl.col("status").fill_null("unknown"),
        source_url=pl.format(_CASE, pl.col(KEY)),
    )
    return with_all_columns(frame)


def _cases(tables: Tables) -> pl.DataFrame:
    """The cases; of a serial number that comes twice the last."""
    empty = pl.DataFrame(schema=dict.fromkeys((KEY, *_TABLES[0].columns), pl.String))
    cases = pl.concat([tables.get("case_file", empty), empty], how="diagonal")
    cases = cases.unique(subset=KEY, keep="last")
    return cases.select(
        KEY,
        registration_number=_number("registration_no"),
        ir_number=_number("ir_registration_no"),
        mark_text=pl.col("mark_id_char"),
        mark_kind=pl.when(pl.col("draw_3d_cur_in").str.to_lowercase().is_in(["1", "t", "true"]))
        .then(pl.lit("3d"))
        .otherwise(_mapped("mark_draw_cd", lambda code: kind_of_drawing(code) or None)),
        filing_date=_date("filing_dt"),
        publication_date=_date("publication_dt"),
        registration_date=_date("registration_dt"),
        status=_mapped("cfh_status_cd", lambda code: status_of_code(_three(code))),
        status_raw=_mapped("cfh_status_cd", lambda code: status_text(_three(code))),
        wrong=pl.coalesce(wrong_date(column, _date(column)) for column in _NEEDED),
    )


def _attorneys(tables: Tables) -> pl.DataFrame:
    if "attorney" not in tables:
        return pl.DataFrame(schema={KEY: pl.String, "representative": pl.String})
    name = pl.coalesce("attorney_name", "domestic_rep_name")
    return tables["attorney"].unique(subset=KEY, keep="last").select(KEY, representative=name)


def _three(code: str) -> str:
    """A status code as the tables have it; numbers lose a decimal point."""
    return code.removesuffix(".0")


def _number(column: str) -> pl.Expr:
    """A number; zeros mean that there is none."""
    return pl.when(pl.col(column).str.contains("[1-9]")).then(column)


def _date(column: str) -> pl.Expr:
    return as_dates(pl.col(column), "month")


def _mapped(column: str, meaning: Callable[[str], str | None]) -> pl.Expr:
    """A column of codes as what they mean, each code looked up once."""

    def look_up(codes: pl.Series) -> pl.Series:
        distinct = codes.drop_nulls().unique()
        found = [meaning(code) for code in distinct]
        return codes.replace_strict(distinct, pl.Series(found, dtype=pl.String), default=None)

    return pl.col(column).map_batches(look_up, return_dtype=pl.String, is_elementwise=True)

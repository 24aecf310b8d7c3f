"""The applicants of EU trade marks, which the open data of the EUIPO keep in files of their own.

Experimental: the shape is that of the applicant files of other offices in the ST.66 family; no
real file of the EUIPO was at hand.

A trade mark's record names its applicants by keys only. The reader of ST.66 leaves such an
applicant without a name and keeps the key as its address (``euipo-applicant:12345``); this one
gives the names behind the keys, and no filings. The store brings them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.batch import BATCH_ROWS, Batch, SetAside, experimental
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.frames import APPLICANTS_SCHEMA
from squatwatch.offices.st66.dialects import dialect_of
from squatwatch.offices.st66.people import applicant
from squatwatch.offices.xml import opening, records, text_at

_OFFICE = "EM"
_KEY = dialect_of("", _OFFICE).applicant_key
"""How the reader of ST.66 writes a key, with a place for the identifier."""
_NAMES = {"ApplicantDetails", "ApplicantIdentifier"}

Row = tuple[str, ...]
"""An applicant by the columns of ``APPLICANTS_SCHEMA``."""


class EuipoApplicantsReader:
    """Reads the applicant files of the EUIPO."""

    name = "euipo-applicants"
    title = "EUIPO applicant files (XML): names for the keys in its open data"
    title_zh = "欧盟知识产权局申请人文件（XML）：开放数据中申请人编号对应的名称"
    experimental = True

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the file has identifiers of applicants and no trade mark."""
        names = set(opening(source).names)
        return names >= _NAMES and "TradeMark" not in names

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The applicants of the files; one without a name or an identifier is passed over.

        A malformed file among others of its archive is set aside.
        """
        return experimental(_gathered(_rows_of(sources), batch_rows))


def _rows_of(sources: Iterable[OfficeFile]) -> Iterator[Row | SetAside]:
    for source in sources:
        try:
            yield from _rows(source)
        except DataError as error:
            if not source.siblings:
                raise
            yield SetAside(source.name, "the rest of the file", error.what)


def _rows(source: OfficeFile) -> Iterator[Row]:
    for element in records(source, "{*}Applicant", clean=True):
        identifier, found = text_at(element, "ApplicantIdentifier"), applicant(element)
        if identifier and found.name:
            yield _OFFICE, _KEY.format(identifier), found.name, found.country, found.address


def _gathered(found: Iterator[Row | SetAside], batch_rows: int) -> Iterator[Batch]:
    """The rows as batches; those before a mistake are given out before it is raised."""
    rows: list[Row] = []
    set_aside: list[SetAside] = []
    try:
        for one in found:
            if isinstance(one, SetAside):
                set_aside.append(one)
                continue
            rows.append(one)
            if len(rows) >= batch_rows:
                yield _batch(rows, set_aside)
                rows, set_aside = [], []
    except DataError:
        yield _batch(rows, set_aside)
        raise
    yield _batch(rows, set_aside)


def _batch(rows: list[Row], set_aside: list[SetAside]) -> Batch:
    frame = pl.DataFrame(rows, schema=APPLICANTS_SCHEMA, orient="row")
    filled = pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep()
    return Batch(applicants=frame.with_columns(filled), set_aside=tuple(set_aside))

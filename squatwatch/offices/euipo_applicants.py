"""The applicants of EU trade marks, which the open data of the EUIPO keep in files of their own.

Experimental: the shape is that of the applicant files of other offices in the ST.66 family; no
real file of the EUIPO was at hand.

A trade mark's record names its applicants by keys only. The reader of ST.66 leaves such an
applicant without a name and keeps the key as its address (``euipo-applicant:12345``);
``with_names`` fills in what the applicant files say. This is no reader of filings, so it is not
in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.st66.dialects import dialect_of
from squatwatch.offices.st66.people import applicant
from squatwatch.offices.xml import opening, records, text_at
from squatwatch.schemas import APPLICANT_TYPE, FILING_SCHEMA

APPLICANTS_SCHEMA = pl.Schema(
    {
        "office": pl.String,
        "identifier": pl.String,
        "name": pl.String,
        "country": pl.String,
        "address": pl.String,
    }
)
"""A batch of applicants."""

_OFFICE = "EM"
_KEY = dialect_of("", _OFFICE).applicant_key
"""How the reader of ST.66 writes a key, with a place for the identifier."""
_NAMES = {"ApplicantDetails", "ApplicantIdentifier"}


def recognises(source: OfficeFile) -> bool:
    """Whether it is a file of applicants: it has identifiers of theirs and no trade mark."""
    names = set(opening(source).names)
    return names >= _NAMES and "TradeMark" not in names


def read_applicants(
    sources: Iterable[OfficeFile], batch_rows: int = 10_000
) -> Iterator[pl.DataFrame]:
    """The applicants of the files in batches of ``APPLICANTS_SCHEMA``; without a name, none.

    Raises ``DataError`` for a file that is not well-formed, after the batches before the mistake.
    """
    rows: list[tuple[str, ...]] = []
    try:
        for row in (row for source in sources for row in _rows(source)):
            rows.append(row)
            if len(rows) >= batch_rows:
                yield _frame(rows)
                rows = []
    except DataError:
        if rows:
            yield _frame(rows)
        raise
    if rows:
        yield _frame(rows)


def with_names(filings: pl.DataFrame, applicants: pl.DataFrame) -> pl.DataFrame:
    """Filings whose applicants have the names, countries and addresses that their keys stand for.

    ``filings`` are of ``FILING_SCHEMA``, ``applicants`` of ``APPLICANTS_SCHEMA``; of an identifier
    that comes twice the last counts. Applicants with a name, and keys that the applicants lack,
    stay as they are. The rows keep their order.
    """
    known = applicants.unique(subset=["office", "identifier"], keep="last").select(
        "office",
        key=pl.format(_KEY, pl.col("identifier")),
        found=pl.struct("name", "country", "address"),
    )
    people = (
        filings.select("office", person="applicants")
        .with_row_index("row")
        .explode("person")
        .filter(pl.col("person").is_not_null())
        .with_columns(key=_key())
        .join(known, on=["office", "key"], how="left", maintain_order="left")
    )
    named = pl.coalesce("found", "person").cast(APPLICANT_TYPE)
    filled = people.group_by("row", maintain_order=True).agg(applicants=named)
    empty = pl.lit([], dtype=FILING_SCHEMA["applicants"])
    return (
        filings.drop("applicants")
        .with_row_index("row")
        .join(filled, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("applicants").fill_null(empty))
        .select(filings.columns)
    )


def _key() -> pl.Expr:
    """The key of an applicant without a name; null for one that has one."""
    person = pl.col("person").struct
    return pl.when(person.field("name").is_null()).then(person.field("address"))


def _rows(source: OfficeFile) -> Iterator[tuple[str, ...]]:
    for element in records(source, "{*}Applicant", clean=True):
        identifier, found = text_at(element, "ApplicantIdentifier"), applicant(element)
        if identifier and found.name:
            yield _OFFICE, identifier, found.name, found.country, found.address


def _frame(rows: list[tuple[str, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=APPLICANTS_SCHEMA, orient="row")
    return frame.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)).name.keep())

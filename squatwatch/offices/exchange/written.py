"""Parquet that squatwatch wrote itself, read to the letter.

Lists of others are read with patience: white space goes, what is empty is nothing, a row without a
text is a slip. Of what squatwatch wrote that would lose something, so its Parquet bears a mark.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from squatwatch.errors import DataError
from squatwatch.model import MARK_KINDS, NICE_CLASSES, STATUSES
from squatwatch.offices.exchange.headers import COLUMNS
from squatwatch.schemas import APPLICANT_TYPE, FILING_SCHEMA, GOODS_TYPE

MARK = {b"squatwatch.exchange": b"1"}
"""What stands among the notes of a Parquet file that squatwatch wrote."""

_PEOPLE = {
    "name": "applicants",
    "country": "applicant_countries",
    "address": "applicant_addresses",
}
_GOODS = r"(?s)^([0-9]{1,4}):(.*)$"


def is_written(schema: Any) -> bool:
    """Whether an Arrow schema is that of a file written by ``write_exchange``."""
    marked = MARK.items() <= (schema.metadata or {}).items()
    return marked and tuple(schema.names) == COLUMNS


def filings(columns: pl.DataFrame, where: str) -> pl.DataFrame:
    """The columns of an exchange file (``COLUMNS``, in their order) as ``FILING_SCHEMA``.

    Raises ``DataError`` when they are not as they are written.
    """
    try:
        goods = pl.col("goods").list.eval(_goods(pl.element())).cast(pl.List(GOODS_TYPE))
        whole = columns.with_columns(goods, _applicants(columns))
        return whole.select(FILING_SCHEMA.names()).cast(FILING_SCHEMA)
    except pl.exceptions.PolarsError as error:
        raise DataError(
            "has other columns than squatwatch writes", where=where, do="export it again"
        ) from error


def reasons(frame: pl.DataFrame) -> pl.Series:
    """Why a filing cannot be taken, as squatwatch never writes it; null when it can."""
    kind, classes = pl.col("mark_kind"), pl.col("classes")
    return frame.select(
        pl.coalesce(
            _unless(pl.col("office").str.contains("^[A-Z]{2}$"), "its office is no code"),
            _unless(pl.col("application_number") != "", "it has no application number"),
            _unless(pl.col("status").is_in(STATUSES), "its status is no term of the columns"),
            _unless(kind.is_null() | kind.is_in(["", *MARK_KINDS]), "its mark_kind is no term"),
            _unless(
                classes.is_null() | classes.list.eval(pl.element().is_in(NICE_CLASSES)).list.all(),
                "it has a class that is no Nice class (1 to 45)",
            ),
        )
    ).to_series()


def _unless(condition: pl.Expr, reason: str) -> pl.Expr:
    return pl.when(~condition.fill_null(value=False)).then(pl.lit(reason))


def _goods(one: pl.Expr) -> pl.Expr:
    text = one.str.extract(_GOODS, 2).replace("", None)
    return pl.struct(nice_class=one.str.extract(_GOODS, 1).cast(pl.Int16), text=text)


def _applicants(columns: pl.DataFrame) -> pl.Series:
    """Names, countries and addresses, which stand by place, as lists of applicants."""
    lists = columns.select(**{part: pl.col(name) for part, name in _PEOPLE.items()})
    lengths = lists.select(pl.all().list.len())
    if lengths.select(pl.any_horizontal(pl.all().ne_missing(pl.col("name"))).any()).item():
        raise pl.exceptions.ShapeError("lists of applicants of unequal lengths")
    numbered = lists.with_row_index("row").filter(pl.col("name").list.len() > 0)
    people = numbered.explode(list(_PEOPLE))
    gathered = people.group_by("row", maintain_order=True).agg(applicants=pl.struct(list(_PEOPLE)))
    empty = pl.lit([], dtype=pl.List(APPLICANT_TYPE))
    found = (
        lists.with_row_index("row")
        .join(gathered, on="row", how="left", maintain_order="left")
        .select(pl.when(pl.col("name").is_not_null()).then(pl.col("applicants").fill_null(empty)))
    )
    return found.to_series().alias("applicants")

"""The cells of an exchange file or a list as filings, column by column.

Every column may come as text or, from Parquet, as the type it stands for. Nothing here goes row
by row: what is wrong with a row becomes a column of reasons. Under headings that are not spelt as
the columns' names (``Header.foreign``) lists may be written with ``;``, ``|`` or line breaks,
offices by name, and classes with words around them.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from squatwatch.model import MARK_KINDS, STATUSES
from squatwatch.offices import translated_words
from squatwatch.offices.exchange import cells, foreign, office_names
from squatwatch.offices.exchange.date_order import Order, Orders
from squatwatch.offices.exchange.dates_read import as_dates
from squatwatch.offices.exchange.headers import ST13, TEXTS, Header
from squatwatch.offices.exchange.people import applicants
from squatwatch.schemas import FILING_SCHEMA, GOODS_TYPE

ROW = "row"
"""Column with the number of the row in its file."""
REASON = "reason"
"""Column with what is wrong with the row; null when it can be used."""

DATES = tuple(name for name, dtype in FILING_SCHEMA.items() if dtype == pl.Date)
"""The columns that hold dates."""

_NICE = r"^0*(?:[1-9]|[1-3][0-9]|4[0-5])$"
_GOODS = r"(?s)^\s*(0?[0-9]|[1-3][0-9]|4[0-5])\s*:\s*(.*)$"
_PEOPLE = ("applicants", "applicant_countries", "applicant_addresses")


def texts_of(raw: pl.DataFrame, header: Header) -> pl.DataFrame:
    """One column for each that the file fills, as text, list of texts or, of dates, as text.

    ``raw`` has its columns named by their place in the file, and ``ROW``.
    """
    columns = {name: _merged(raw, name, header) for name in header.places}
    texts = raw.select(ROW, **columns)
    if {"office", "designations"} <= set(header.places) and _is_foreign("designations", header):
        texts = texts.with_columns(_designated(texts.schema["designations"]))
    return texts


def _is_foreign(name: str, header: Header) -> bool:
    return header.foreign.issuperset(header.places[name])


def _designated(dtype: pl.DataType) -> pl.Expr:
    """Designations of international registrations; TMview lists of others where they hold."""
    empty = pl.lit([], dtype=dtype)
    return (
        pl.when(pl.col("office") == "WO")
        .then("designations")
        .otherwise(empty)
        .alias("designations")
    )


def convert(
    texts: pl.DataFrame, orders: Orders, *, office: str = "", complete: bool = False
) -> pl.DataFrame:
    """The texts as rows with the columns of ``FILING_SCHEMA``, ``ROW`` and ``REASON``.

    ``office`` is that of rows that name none. In a ``complete`` file (``Header.complete``) what
    may look like a slip elsewhere is meant: a filing without a text, countries by place, a year of
    2500.
    """
    texts = _numbered(texts, office)
    if complete:
        orders = replace(orders, iso=True)
    frame = texts.select(
        ROW,
        *(_column(name, texts, orders) for name in FILING_SCHEMA if name != "applicants"),
        **{f"raw {name}": pl.col(name) for name in DATES if name in texts.columns},
        wrong_classes=_wrong_classes(texts),
    )
    people = applicants(texts, ROW, by_place=complete)
    frame = frame.join(people, on=ROW, how="left", maintain_order="left")
    empty = pl.lit([], dtype=FILING_SCHEMA["applicants"])
    reason = _reason(frame, orders, complete=complete).alias(REASON)
    frame = frame.with_columns(pl.col("applicants").fill_null(empty), reason)
    return frame.select(ROW, REASON, *FILING_SCHEMA)


def _merged(raw: pl.DataFrame, name: str, header: Header) -> pl.Expr:
    """The columns that feed one: lists are joined with equal values once, else the first wins."""
    places = header.places[name]
    if name in DATES:
        return pl.coalesce(_date_text(raw, str(place)) for place in places)
    if name in _PEOPLE or (name in FILING_SCHEMA and FILING_SCHEMA[name].is_nested()):
        lists = [_list(raw, place, name, header) for place in places]
        if len(lists) == 1:
            return lists[0]
        return pl.concat_list(lists).list.unique(maintain_order=True)
    return pl.coalesce(_value(raw, place, name, header) for place in places)


def _value(raw: pl.DataFrame, place: int, name: str, header: Header) -> pl.Expr:
    """One text of a column."""
    value = _text(raw, str(place))
    if name == "office":
        return office_names.codes(value)
    if place in header.foreign and name in ("image_url", "source_url"):
        return pl.when(value.str.contains(foreign.ADDRESS)).then(value)
    return value


def _text(raw: pl.DataFrame, source: str) -> pl.Expr:
    """A column as text; empty is null."""
    dtype, value = raw.schema[source], pl.col(source)
    if isinstance(dtype, pl.List):
        value = value.cast(pl.List(pl.String)).list.join("; ", ignore_nulls=True)
    elif dtype.is_float():
        whole = value.cast(pl.Int64, strict=False)
        value = pl.when(whole == value).then(whole.cast(pl.String)).otherwise(value.cast(pl.String))
    elif dtype != pl.String:
        value = value.cast(pl.String)
    value = value.str.strip_chars()
    return pl.when(value != "").then(value)


def _list(raw: pl.DataFrame, place: int, name: str, header: Header) -> pl.Expr:
    """A column as a list of texts, with every place kept."""
    source = str(place)
    dtype = raw.schema[source]
    if not isinstance(dtype, pl.List):
        value = _text(raw, source)
        if place in header.foreign:
            return foreign.listed(value, name)
        by_bar = name in _PEOPLE or name == "goods"
        return cells.split(value, cells.PEOPLE if by_bar else cells.LIST)
    value = pl.col(source)
    if dtype.inner.is_float():
        value = value.cast(pl.List(pl.Int64))
    texts = value.cast(pl.List(pl.String)).list.eval(pl.element().fill_null("").str.strip_chars())
    return texts.fill_null(pl.lit([], dtype=pl.List(pl.String)))


def _date_text(raw: pl.DataFrame, source: str) -> pl.Expr:
    """A column of dates as text; zeros, dashes and words such as ``n/a`` stand for no date."""
    if raw.schema[source].is_temporal():
        return pl.col(source).dt.to_string("%Y-%m-%d")
    value = _text(raw, source)
    return pl.when(value.str.contains(r"[^0\-/. ]") & ~value.str.contains(foreign.NOTHING)).then(
        value
    )


def _numbered(texts: pl.DataFrame, office: str) -> pl.DataFrame:
    """Rows with office and application number, from what else names them.

    A number of ST.13 begins with the code of the office. A row with the number of a registration
    alone is known by that; an international registration has one number for all.
    """
    absent = pl.lit(None, pl.String)

    def given(name: str) -> pl.Expr:
        return pl.col(name) if name in texts.columns else absent

    code = given(ST13).str.extract("^([A-Z]{2})[0-9]")
    texts = texts.with_columns(office=pl.coalesce(given("office"), code, pl.lit(office or None)))
    madrid = pl.col("office") == "WO"
    number = pl.coalesce(
        given("application_number"),
        pl.when(madrid).then(given("ir_number")),
        given("registration_number"),
        given("ir_number"),
        given(ST13),
    )
    texts = texts.with_columns(application_number=number)
    if "ir_number" in texts.columns:
        return texts
    registration = pl.coalesce(given("registration_number"), pl.col("application_number"))
    return texts.with_columns(ir_number=pl.when(madrid).then(registration))


def _column(name: str, texts: pl.DataFrame, orders: Orders) -> pl.Expr:
    """A column of ``FILING_SCHEMA`` from the texts of the file; absent ones null or empty."""
    dtype = FILING_SCHEMA[name]
    if name == "status":
        return _status(texts)
    if name == "status_raw":
        return _status_raw(texts)
    if name not in texts.columns:
        return pl.lit([] if dtype.is_nested() else None, dtype=dtype).alias(name)
    value = pl.col(name)
    if name == "mark_kind":
        return translated_words.known(value, "mark_kind", "other").alias(name)
    if name in DATES:
        return as_dates(value, orders.of(name), iso=orders.iso).alias(name)
    if name == "classes":
        return _classes(value)
    if name == "goods":
        return _goods(value)
    if dtype.is_nested():
        return value.list.filter(pl.element() != "")
    return value


def _codes(value: pl.Expr) -> pl.Expr:
    """Class codes one by one: other lists separate them by commas and blanks as well."""
    return value.list.join(";").str.extract_all(r"[^\s,;|、，；/]+")


def _classes(value: pl.Expr) -> pl.Expr:
    nice = _codes(value).list.filter(pl.element().str.contains(_NICE))
    return nice.cast(pl.List(pl.Int16)).list.unique(maintain_order=True)


def _wrong_classes(texts: pl.DataFrame) -> pl.Expr:
    if "classes" not in texts.columns:
        return pl.lit(None, dtype=pl.String)
    return _codes(pl.col("classes")).list.filter(~pl.element().str.contains(_NICE)).list.first()


def _goods(value: pl.Expr) -> pl.Expr:
    """``9:shoes`` as class and text; a text without a class has class 0."""
    one = pl.element()
    goods = pl.struct(
        nice_class=one.str.extract(_GOODS, 1).cast(pl.Int16).fill_null(0),
        text=pl.coalesce(one.str.extract(_GOODS, 2), one).replace("", None),
    )
    return value.list.filter(one != "").list.eval(goods).cast(pl.List(GOODS_TYPE))


def _status(texts: pl.DataFrame) -> pl.Expr:
    """The status of the model; where the file gives none, the one its own words tell."""
    given = [pl.col(name) for name in ("status", "status_raw") if name in texts.columns]
    told = pl.coalesce(*given, pl.lit(None, pl.String))
    known = translated_words.known(told, "status", "unknown")
    return known.fill_null("unknown").alias("status")


def _status_raw(texts: pl.DataFrame) -> pl.Expr:
    """The office's words: as given, or the status where it is not a term of the model."""
    raw = pl.lit(None, dtype=pl.String)
    if "status" in texts.columns:
        raw = pl.when(~pl.col("status").is_in(STATUSES)).then("status")
    if "status_raw" in texts.columns:
        raw = pl.coalesce("status_raw", raw)
    return raw.alias("status_raw")


def _reason(frame: pl.DataFrame, orders: Orders, *, complete: bool) -> pl.Expr:
    """Why a row cannot be used; the first reason found."""
    shown = pl.col("office").str.slice(0, 20)
    office = pl.format("office '{}' is no code of two letters (ISO 3166-1, or EM, WO ...)", shown)
    wrong_class = pl.format(
        "class '{}' is no Nice class (1 to 45)", pl.col("wrong_classes").str.slice(0, 20)
    )
    return pl.coalesce(
        pl.when(pl.col("office").is_null()).then(pl.lit("it names no office")),
        pl.when(~pl.col("office").str.contains("^[A-Z]{2}$")).then(office),
        pl.when(pl.col("application_number").is_null()).then(
            pl.lit("it has no application number")
        ),
        pl.when(_wordless() & (not complete)).then(pl.lit("it has no text at all")),
        pl.when(pl.col("wrong_classes").is_not_null()).then(wrong_class),
        *(_wrong_date(name, orders.of(name)) for name in DATES if f"raw {name}" in frame.columns),
    )


def _wordless() -> pl.Expr:
    """No text to match, although the mark is not said to be one of another kind than words."""
    no_text = pl.all_horizontal(
        pl.col(name).list.len() == 0 if FILING_SCHEMA[name].is_nested() else pl.col(name).is_null()
        for name in TEXTS
    )
    kinds = [kind for kind in MARK_KINDS if kind not in ("word", "combined", "other")]
    return no_text & ~pl.col("mark_kind").is_in(kinds).fill_null(value=False)


def _wrong_date(name: str, order: Order) -> pl.Expr:
    raw = pl.col(f"raw {name}")
    wrong = raw.is_not_null() & pl.col(name).is_null()
    why = "" if order != "both" else "; the column has days first and months first"
    what = pl.format(f"{name} '{{}}' is no date (YYYY-MM-DD){why}", raw.str.slice(0, 40))
    return pl.when(wrong).then(what)

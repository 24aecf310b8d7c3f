"""The cells of an exchange file as filings, column by column.

Every column may come as text or, from Parquet, as the type it stands for. Nothing here goes row
by row: what is wrong with a row becomes a column of reasons.
"""

from __future__ import annotations

import polars as pl

from squatwatch.model import MARK_KINDS, STATUSES
from squatwatch.offices import words
from squatwatch.offices.exchange import cells
from squatwatch.offices.exchange.headers import TEXTS, Header
from squatwatch.offices.exchange.people import applicants
from squatwatch.schemas import FILING_SCHEMA, GOODS_TYPE

ROW = "row"
"""Column with the number of the row in its file."""
REASON = "reason"
"""Column with what is wrong with the row; null when it can be used."""

_NICE = r"^0*(?:[1-9]|[1-3][0-9]|4[0-5])$"
_GOODS = r"(?s)^\s*(0?[0-9]|[1-3][0-9]|4[0-5])\s*:\s*(.*)$"


def convert(raw: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Rows with the columns of ``FILING_SCHEMA``, ``ROW`` and ``REASON``.

    ``raw`` has its columns named by their place in the file, and ``ROW``.
    """
    texts = _texts(raw, header)
    frame = texts.select(
        ROW,
        *(_column(name, texts) for name in FILING_SCHEMA if name != "applicants"),
        **{f"raw {name}": pl.col(name) for name in _DATES if name in texts.columns},
        wrong_classes=_wrong_classes(texts),
    )
    frame = frame.join(applicants(texts, ROW), on=ROW, how="left", maintain_order="left")
    empty = pl.lit([], dtype=FILING_SCHEMA["applicants"])
    frame = frame.with_columns(pl.col("applicants").fill_null(empty), _reason(frame).alias(REASON))
    return frame.select(ROW, REASON, *FILING_SCHEMA)


_DATES = tuple(name for name, dtype in FILING_SCHEMA.items() if dtype == pl.Date)
_PEOPLE = ("applicants", "applicant_countries", "applicant_addresses")


def _texts(raw: pl.DataFrame, header: Header) -> pl.DataFrame:
    """One column for each that the file fills, as text, list of texts or date."""
    columns = {name: _merged(raw, name, places) for name, places in header.places.items()}
    return raw.select(ROW, **columns)


def _merged(raw: pl.DataFrame, name: str, places: tuple[int, ...]) -> pl.Expr:
    """The columns that feed one: lists are joined with equal values once, else the first wins."""
    sources = [str(place) for place in places]
    if name in _DATES:
        return pl.coalesce(_date_text(raw, source) for source in sources)
    if name in _PEOPLE or name == "goods":
        lists = [_list(raw, source, cells.PEOPLE) for source in sources]
    elif FILING_SCHEMA[name].is_nested():
        lists = [_list(raw, source, cells.LIST) for source in sources]
    else:
        return pl.coalesce(_text(raw, source) for source in sources)
    if len(lists) == 1:
        return lists[0]
    return pl.concat_list(lists).list.unique(maintain_order=True)


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


def _list(raw: pl.DataFrame, source: str, separator: str) -> pl.Expr:
    """A column as a list of texts, with every place kept."""
    dtype = raw.schema[source]
    if not isinstance(dtype, pl.List):
        return cells.split(_text(raw, source), separator)
    value = pl.col(source)
    if dtype.inner.is_float():
        value = value.cast(pl.List(pl.Int64))
    texts = value.cast(pl.List(pl.String)).list.eval(pl.element().fill_null("").str.strip_chars())
    return texts.fill_null(pl.lit([], dtype=pl.List(pl.String)))


def _date_text(raw: pl.DataFrame, source: str) -> pl.Expr:
    """A column of dates as ISO text; zeros stand for no date."""
    if raw.schema[source].is_temporal():
        return pl.col(source).dt.to_string("%Y-%m-%d")
    value = _text(raw, source)
    return pl.when(value.str.contains(r"[^0\-/. ]")).then(value)


def _column(name: str, texts: pl.DataFrame) -> pl.Expr:
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
        return words.known(value, "mark_kind", "other").alias(name)
    if name == "office":
        return value.str.to_uppercase()
    if name in _DATES:
        return _date(value)
    if name == "classes":
        return _classes(value)
    if name == "goods":
        return _goods(value)
    if dtype.is_nested():
        return value.list.filter(pl.element() != "")
    return value


def _date(value: pl.Expr) -> pl.Expr:
    """ISO dates, with or without hyphens, a time behind them left out."""
    return pl.coalesce(
        value.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        pl.when(value.str.len_chars() == 8).then(value.str.to_date("%Y%m%d", strict=False)),
    )


def _codes(value: pl.Expr) -> pl.Expr:
    """Class codes one by one: other lists separate them by commas and blanks as well."""
    return value.list.join(";").str.extract_all(r"[^\s,;|]+")


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
        text=pl.coalesce(one.str.extract(_GOODS, 2), one),
    )
    return value.list.filter(one != "").list.eval(goods).cast(pl.List(GOODS_TYPE))


def _status(texts: pl.DataFrame) -> pl.Expr:
    """The status of the model; where the file gives none, the one its own words tell."""
    given = [pl.col(name) for name in ("status", "status_raw") if name in texts.columns]
    known = words.known(pl.coalesce(*given, pl.lit(None, pl.String)), "status", "unknown")
    return known.fill_null("unknown").alias("status")


def _status_raw(texts: pl.DataFrame) -> pl.Expr:
    """The office's words: as given, or the status where it is not a term of the model."""
    raw = pl.lit(None, dtype=pl.String)
    if "status" in texts.columns:
        raw = pl.when(~pl.col("status").is_in(STATUSES)).then("status")
    if "status_raw" in texts.columns:
        raw = pl.coalesce("status_raw", raw)
    return raw.alias("status_raw")


def _reason(frame: pl.DataFrame) -> pl.Expr:
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
        pl.when(_wordless()).then(pl.lit("it has no text at all")),
        pl.when(pl.col("wrong_classes").is_not_null()).then(wrong_class),
        *(_wrong_date(name) for name in _DATES if f"raw {name}" in frame.columns),
    )


def _wordless() -> pl.Expr:
    """No text to match, although the mark is not said to be one of another kind than words."""
    no_text = pl.all_horizontal(
        pl.col(name).list.len() == 0 if FILING_SCHEMA[name].is_nested() else pl.col(name).is_null()
        for name in TEXTS
    )
    kinds = [kind for kind in MARK_KINDS if kind not in ("word", "combined", "other")]
    return no_text & ~pl.col("mark_kind").is_in(kinds).fill_null(value=False)


def _wrong_date(name: str) -> pl.Expr:
    raw = pl.col(f"raw {name}")
    wrong = raw.is_not_null() & pl.col(name).is_null()
    what = pl.format(f"{name} '{{}}' is no date (YYYY-MM-DD)", raw.str.slice(0, 40))
    return pl.when(wrong).then(what)

"""Dates of lists as columns: ISO, compact, days or months first, with names of months.

Years of the Buddhist era, as Thai lists write them, are 543 ahead of the common era.
"""

from __future__ import annotations

import polars as pl

from squatwatch.offices.exchange.date_order import NUMBERS, Order

_YEAR_FIRST = r"^\s*([0-9]{4})\s*[\-/.年]\s*([0-9]{1,2})\s*[\-/.月]\s*([0-9]{1,2})"
_NUMBERS = NUMBERS.replace("[0-9]{4}", "([0-9]{4})")
_DAY_MONTH = r"^\s*([0-9]{1,2})[\s.\-]*([a-z]{3})[a-z]*[\s.,\-]*([0-9]{4})"
_MONTH_DAY = r"^\s*([a-z]{3})[a-z]*[\s.]+([0-9]{1,2})[\s.,]+([0-9]{4})"
_SERIAL = r"^[1-9][0-9]{4}$"
"""A day as spreadsheets count it: 5 digits are the years 1927 to 2173."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BUDDHIST_FROM = 2400
_BUDDHIST_AHEAD = 543


def as_dates(text: pl.Expr, order: Order, *, iso: bool = False) -> pl.Expr:
    """Texts as dates; null for what is no date, and for what the order does not decide.

    With ``iso`` a date in the form of ISO 8601 is of the common era whatever its year.
    """
    small = text.str.to_lowercase()
    return pl.coalesce(
        *([text.str.to_date("%Y-%m-%d", strict=False)] if iso else []),
        _numbers_of(text, _YEAR_FIRST, "ymd"),
        pl.when(text.str.contains(r"^\s*[0-9]{8}\s*$")).then(
            text.str.strip_chars().str.to_date("%Y%m%d", strict=False)
        ),
        _by_order(text, order),
        _numbers_of(small, _DAY_MONTH, "dmy"),
        _numbers_of(small, _MONTH_DAY, "mdy"),
        pl.when(text.str.contains(_SERIAL)).then(
            pl.date(1899, 12, 30) + pl.duration(days=text.cast(pl.Int32, strict=False))
        ),
    )


def _by_order(text: pl.Expr, order: Order) -> pl.Expr:
    day_first, month_first = _numbers_of(text, _NUMBERS, "dmy"), _numbers_of(text, _NUMBERS, "mdy")
    if order == "day":
        return day_first
    if order == "month":
        return month_first
    same = day_first == month_first
    only_one = day_first.is_null() | month_first.is_null() | same
    return pl.when(only_one).then(pl.coalesce(day_first, month_first))


def _numbers_of(text: pl.Expr, pattern: str, parts: str) -> pl.Expr:
    """The three groups of a pattern as year, month and day; null where they are no date."""
    found = {part: text.str.extract(pattern, at) for at, part in enumerate(parts, start=1)}
    month = found["m"].replace({name: str(at) for at, name in enumerate(_MONTHS, start=1)})
    year = found["y"].cast(pl.Int32, strict=False)
    common = pl.when(year >= _BUDDHIST_FROM).then(year - _BUDDHIST_AHEAD).otherwise(year)
    iso = pl.concat_str(
        common.cast(pl.String), month.str.zfill(2), found["d"].str.zfill(2), separator="-"
    )
    return iso.str.to_date("%Y-%m-%d", strict=False)

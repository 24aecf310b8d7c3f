"""The keys of many filings at once: office and application number in its plain form."""

from __future__ import annotations

import polars as pl

from squatwatch.model import application_key

KEY = ("office", "application_key")
"""What a filing is known by in the store."""


def application_keys(numbers: pl.Series) -> pl.Series:
    """``model.application_key`` of every number of a column, as columns.

    >>> application_keys(pl.Series(["M 2012 00091", "40/2019/0000011"])).to_list()
    ['M201200091', '4020190000011']
    """
    plain = numbers.str.replace_all("[^0-9A-Za-z]+", "").str.to_uppercase()
    foreign = numbers.str.contains(r"[^\x00-\x7F]")
    if foreign.any():
        # Hardly any number has such a character, and what is a letter depends on the version of
        # Unicode: Python decides for these alone.
        others = [application_key(number) for number in numbers.filter(foreign)]
        plain = plain.scatter(foreign.arg_true(), pl.Series(others, dtype=pl.String))
    return plain.alias("application_key")


def keyed(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the key of its ``application_number`` beside it."""
    return frame.with_columns(application_keys(frame["application_number"]))

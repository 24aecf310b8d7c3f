"""Words for a status or a kind of mark in the languages of lists, beside those of ``words``.

The words stand in ``reference/status_translations.csv``. Where both tables have a word, that of
``words`` counts; the tables agree, which a test holds them to.
"""

from __future__ import annotations

from functools import cache
from typing import cast

import polars as pl

from squatwatch import reference
from squatwatch.model import Status
from squatwatch.offices import words
from squatwatch.offices.words import Field, plain


@cache
def meanings(field: Field) -> dict[str, str]:
    """Word, as ``plain`` writes it, to term of the model."""
    rows = reference.table("status_translations").filter(pl.col("field") == field)
    translated = {plain(word): value for word, value in rows.select("word", "value").iter_rows()}
    return translated | words.meanings(field)


def status_of(text: str) -> Status:
    """The status that a text tells in any of the languages, else ``unknown``.

    >>> status_of("Terdaftar"), status_of("Cấp  bằng"), status_of("no status")
    ('registered', 'registered', 'unknown')
    """
    return cast(Status, meanings("status").get(plain(text), "unknown"))


def known(text: pl.Expr, field: Field, default: str) -> pl.Expr:
    """The column form: null stays null, an unknown word is ``default``."""
    table = meanings(field)
    plain_text = text.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    found = plain_text.replace_strict(
        list(table), list(table.values()), default=default, return_dtype=pl.String
    )
    return pl.when(text.is_not_null()).then(found)

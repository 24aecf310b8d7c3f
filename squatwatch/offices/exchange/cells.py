r"""Lists in one cell, and cells that no spreadsheet takes for a formula.

A list is written with a separator; in its values a backslash stands before each separator and
each backslash, so that ``a;b`` and ``c`` make ``a\;b;c``. Any other backslash is read as itself.
White space around a value does not count.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break. Such
a cell is written with an apostrophe in front, and so is one that already begins with apostrophes
and such a sign; reading takes exactly one apostrophe away again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

LIST = ";"
"""Separator of lists."""
PEOPLE = "|"
"""Separator of applicants, of what goes with them, and of goods."""

_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"


def join(values: pl.Expr, separator: str) -> pl.Expr:
    """Lists of text as cells; an empty list is an empty cell."""
    escaped = pl.element().fill_null("").str.replace_all(rf"([\\{separator}])", r"\$1")
    return values.list.eval(escaped).list.join(separator)


def join_values(values: Sequence[str], separator: str) -> str:
    r"""One list as a cell.

    >>> print(join_values(["a;b", "c"], ";"))
    a\;b;c
    """
    return separator.join(re.sub(rf"([\\{separator}])", r"\\\1", value) for value in values)


def split(cell: pl.Expr, separator: str) -> pl.Expr:
    """Cells as lists of text with every place kept, also empty ones; null is an empty list."""
    places = (pl.lit(separator) + cell).str.extract_all(
        rf"(?s)[{separator}](?:\\.|[^\\{separator}]|\\$)*"
    )
    value = pl.element().str.slice(1).str.replace_all(rf"\\([\\{separator}])", "$1")
    lists = places.list.eval(value.str.strip_chars())
    empty = pl.lit([], dtype=pl.List(pl.String))
    return pl.when(cell.is_null() | (cell == "")).then(empty).otherwise(lists)


def guard(cell: pl.Expr) -> pl.Expr:
    """Cells that a spreadsheet takes for text."""
    return cell.str.replace(rf"^('*{_FORMULA})", "'$1")


def unguard(cell: pl.Expr) -> pl.Expr:
    """Cells as they were before ``guard``."""
    return cell.str.replace(rf"^'('*{_FORMULA})", "$1")

"""Cells as other lists write them: several values in one, words around numbers."""

from __future__ import annotations

import polars as pl

from squatwatch.offices.exchange import office_names

ADDRESS = r"^(?i:https?|ftp|file)://"
"""How the address of a page or picture begins; other cells hold the picture itself, or its name."""
NOTHING = r"^(?i:n\.?/?a\.?|none|null|nan|nil|unknown|[–—]+|无|暂无)$"
"""Words for "no date"."""

_LIST = r"[;|\n\r；]"
_CODES = ("designations", "vienna_codes", "similar_groups")
"""Columns of codes, which may stand between commas and blanks as well."""
_CLASS_WORDS = (
    r"(?i)ncl\s*\(?[0-9]{1,2}(?:-[0-9]{4})?\)?|"
    r"\b(?:classe?s?|clases?|klassen?|kelas|nh[oó]m|класс(?:ы|ов)?|мкту|cl|int|ic|nice)\b\.?|"
    r"[第类類:.()\[\]]"
)


def listed(value: pl.Expr, column: str) -> pl.Expr:
    """Cells as lists; null is an empty list."""
    if column == "classes":
        value = value.str.replace_all(_CLASS_WORDS, " ")
    if column == "designations":
        return _offices(value)
    separators = r"[;|\n\r；,，、\s]" if column in _CODES else _LIST
    parts = _parts(value, separators)
    if column == "applicant_countries":
        return parts.list.eval(office_names.codes(pl.element()))
    return parts


def _offices(value: pl.Expr) -> pl.Expr:
    """Offices by code or name; what is neither is left out, as the rest of a name with a comma."""
    parts = _parts(value, r"[;|\n\r；,，、]")
    found = parts.list.eval(office_names.codes(pl.element()))
    return found.list.filter(pl.element().str.contains("^[A-Z]{2}$"))


def _parts(value: pl.Expr, separators: str) -> pl.Expr:
    marked = value.str.replace_all(separators, "\x1f")
    parts = marked.str.split("\x1f").list.eval(pl.element().str.strip_chars())
    empty = pl.lit([], dtype=pl.List(pl.String))
    return pl.when(value.is_null()).then(empty).otherwise(parts)

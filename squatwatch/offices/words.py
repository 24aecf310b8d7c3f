"""The words in which offices tell a status or a kind of mark, as terms of the model.

The words stand in ``reference/status_words.csv``. A text is looked up whole, never by a word in
it: "not registered" must not become ``registered``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

import polars as pl

from squatwatch import reference
from squatwatch.model import MARK_KINDS, STATUSES, MarkKind, Status

Field = Literal["status", "mark_kind"]


@cache
def meanings(field: Field) -> dict[str, str]:
    """Word, as ``plain`` writes it, to term of the model; the terms stand for themselves."""
    rows = reference.table("status_words").filter(pl.col("field") == field)
    terms = STATUSES if field == "status" else MARK_KINDS
    words = {plain(word): value for word, value in rows.select("word", "value").iter_rows()}
    return words | {term: term for term in terms}


def plain(text: str) -> str:
    """A word in small letters and with single spaces.

    >>> plain(" Application  published")
    'application published'
    """
    return " ".join(text.lower().split())


def status_of(text: str) -> Status:
    """The status that a text tells; ``unknown`` when the table does not have it."""
    return cast(Status, meanings("status").get(plain(text), "unknown"))


def mark_kind_of(text: str, *, with_words: bool = False) -> MarkKind | Literal[""]:
    """The kind of mark that a text tells: ``other`` when unknown, empty for an empty text.

    A figurative mark ``with_words`` is ``combined``; the EUIPO has no word of its own for it.
    """
    if not plain(text):
        return ""
    kind = cast(MarkKind, meanings("mark_kind").get(plain(text), "other"))
    return "combined" if kind == "figurative" and with_words else kind


def mark_kind_in(text: str) -> MarkKind | Literal[""]:
    """The kind of mark that one part of a text in brackets tells; empty when none is known.

    >>> mark_kind_in("(彩色)(立體)"), mark_kind_in("(彩色)(平面)")
    ('3d', '')
    """
    parts = (plain(part) for part in re.split(r"[()（）,;、\s]+", text))
    found = (meanings("mark_kind").get(part, "") for part in parts if part)
    return cast(MarkKind | Literal[""], next(filter(None, found), ""))


def known(text: pl.Expr, field: Field, default: str) -> pl.Expr:
    """The column form of the look-ups above: null stays null, an unknown word is ``default``."""
    words = meanings(field)
    plain_text = text.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    found = plain_text.replace_strict(
        list(words), list(words.values()), default=default, return_dtype=pl.String
    )
    return pl.when(text.is_not_null()).then(found)

"""Offices and countries told by a name in one of nine languages, or by a code.

The names stand in ``reference/office_codes.csv`` (English and Chinese) and, for other languages
and usual short forms, in ``reference/office_names.csv``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import polars as pl

from squatwatch import reference

_BESIDE = re.compile(
    r"^(?:\(([A-Z]{2})\)|([A-Z]{2})\s*[-–—:(/])\s*\S|^.*\S\s*[-–—:(/]\s*\(?([A-Z]{2})\)?$"
)
"""A code beside its name: ``EM - European Union``, ``Viet Nam (VN)``."""
_COLLECTION = re.compile(r"^([A-Z]{2})TM$")
"""A collection of the WIPO Global Brand Database: ``VNTM``."""


@lru_cache(maxsize=4096)
def code_of(text: str) -> str:
    """The code of an office or a country that a text tells, or an empty text.

    Capital letters alone are a code only where an office has it.

    >>> code_of("Viet Nam"), code_of("Indonésie"), code_of("EM - European Union"), code_of("XX")
    ('VN', 'ID', 'EM', '')
    """
    stripped = text.strip()
    if stripped.upper() in _codes():
        return stripped.upper()
    plain = _plain(stripped)
    found = _names().get(plain) or _bare_names().get(_bare(plain), "")
    return found or _by_code(stripped)


def codes(texts: pl.Expr) -> pl.Expr:
    """A column of names as a column of codes; a text that is none stays, in capitals."""
    return texts.map_batches(_coded, return_dtype=pl.String, is_elementwise=True)


def _coded(texts: pl.Series) -> pl.Series:
    distinct = texts.drop_nulls().unique()
    found = [code_of(text) or text.upper() for text in distinct]
    return texts.replace_strict(distinct, found, return_dtype=pl.String)


def _by_code(text: str) -> str:
    """The code that stands beside a name or in the name of a collection."""
    beside, collection = _BESIDE.match(text), _COLLECTION.match(text)
    candidates = (
        *(beside.groups() if beside else ()),
        *(collection.groups() if collection else ()),
    )
    return next((code for code in candidates if code in _codes()), "")


@cache
def _codes() -> frozenset[str]:
    return frozenset(reference.table("office_codes")["code"])


@cache
def _names() -> dict[str, str]:
    own = reference.table("office_codes")
    more = reference.table("office_names").select("name", "code")
    pairs = [*more.iter_rows()]
    for language in ("name_en", "name_zh"):
        pairs += own.select(language, "code").iter_rows()
    return {_plain(name): code for name, code in pairs}


@cache
def _bare_names() -> dict[str, str]:
    """The names without accents, as some lists have them; not the short ones, which would clash."""
    return {bare: code for name, code in _names().items() if len(bare := _bare(name)) > 3}


def _plain(text: str) -> str:
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(words.split())


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))

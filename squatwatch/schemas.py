"""The columns that batches of the nouns have, and the way from a row to the noun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

import polars as pl

from squatwatch.model import Applicant, Filing, Goods

APPLICANT_TYPE = pl.Struct({"name": pl.String, "country": pl.String, "address": pl.String})
GOODS_TYPE = pl.Struct({"nice_class": pl.Int16, "text": pl.String})

_FILING_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "office": pl.String,
    "application_number": pl.String,
    "registration_number": pl.String,
    "ir_number": pl.String,
    "mark_text": pl.String,
    "mark_kind": pl.String,
    "transliteration": pl.List(pl.String),
    "translation": pl.List(pl.String),
    "pseudo_marks": pl.List(pl.String),
    "description": pl.String,
    "office_reading": pl.List(pl.String),
    "classes": pl.List(pl.Int16),
    "goods": pl.List(GOODS_TYPE),
    "similar_groups": pl.List(pl.String),
    "applicants": pl.List(APPLICANT_TYPE),
    "representative": pl.String,
    "filing_date": pl.Date,
    "priority_date": pl.Date,
    "publication_date": pl.Date,
    "registration_date": pl.Date,
    "expiry_date": pl.Date,
    "opposition_start": pl.Date,
    "opposition_end": pl.Date,
    "designations": pl.List(pl.String),
    "status": pl.String,
    "status_raw": pl.String,
    "vienna_codes": pl.List(pl.String),
    "image_url": pl.String,
    "source_url": pl.String,
}
FILING_SCHEMA = pl.Schema(_FILING_COLUMNS)
"""A batch of filings. Absent text is null, an absent list is empty, ``status`` is never null."""

FORM_SCHEMA = pl.Schema(
    {
        "brand_id": pl.String,
        "name": pl.String,
        "form": pl.String,
        "kind": pl.String,
        "weight": pl.Float64,
        "script": pl.String,
        "source": pl.String,
        "part": pl.String,
    }
)
"""A batch of forms, one row a brand and form."""

HIT_SCHEMA = pl.Schema(
    {
        "form": pl.UInt32,
        "text": pl.UInt32,
        "unit": pl.String,
        "relation": pl.String,
        "edits": pl.UInt8,
    }
)
"""A batch of hits: row numbers of the form and of the text, the unit, how they agree."""

BRAND_HIT_SCHEMA = pl.Schema(
    {
        "brand_id": pl.String,
        "office": pl.String,
        "application_key": pl.String,
        "form": pl.String,
        "spelled": pl.String,
        "form_kind": pl.String,
        "form_weight": pl.Float64,
        "form_part": pl.String,
        "script": pl.String,
        "unit": pl.String,
        "whole": pl.String,
        "unit_source": pl.String,
        "relation": pl.String,
        "edits": pl.UInt8,
        "similarity": pl.Float64,
        "share": pl.Float64,
    }
)
"""A batch of hits of brands on filings: the form (``spelled``: as it is compared), the unit and
the ``whole`` text that it stands in, how they agree, how near."""


def by_itself(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with texts of their own.

    A frame that was filtered keeps all the texts of what it was filtered from in memory.

    >>> by_itself(pl.DataFrame({"mark": ["HUAWAI"]})).item()
    'HUAWAI'
    """
    copied = pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
    assert isinstance(copied, pl.DataFrame)  # noqa: S101 - a table of columns is always a frame
    return copied.cast(rows.schema)


def filing_of(row: Mapping[str, Any]) -> Filing:
    """A row of a batch (``FILING_SCHEMA``; more keys may stand in it) as the noun."""
    known = {item.name: _plain(row.get(item.name), item.default) for item in fields(Filing)}
    known["goods"] = tuple(Goods(**item) for item in row.get("goods") or ())
    known["applicants"] = tuple(
        Applicant(**{key: value or "" for key, value in item.items()})
        for item in row.get("applicants") or ()
    )
    return Filing(**known)


def _plain(value: Any, default: Any) -> Any:
    if value is None:
        return default
    return tuple(value) if isinstance(value, list) else value


def frame_of(filings: Iterable[Filing]) -> pl.DataFrame:
    """Filings as a batch (``FILING_SCHEMA``), with null for what a noun has as an empty text.

    >>> frame_of([Filing("EM", "018222474")])["registration_number"].to_list()
    [None]
    """
    return pl.DataFrame([_absent(asdict(one)) for one in filings], schema=FILING_SCHEMA)


def _absent(value: Any) -> Any:
    """A noun's plain values with null for absent text."""
    if isinstance(value, dict):
        return {name: _absent(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_absent(item) for item in value]
    return None if value == "" else value

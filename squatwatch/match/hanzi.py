"""The channel hanzi: the characters of a form stand as a run in a text."""

from __future__ import annotations

import polars as pl

from squatwatch.match.inside import contained
from squatwatch.match.units import Units
from squatwatch.text.han import han_fold


def hanzi_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Forms in characters (``form``) and where they stand: ``form, text, unit, edits``."""
    in_characters = units.texts.filter(pl.col("words").str.contains(r"\p{Han}"))
    folded_texts = _folded(in_characters, "words")
    folded_forms = _folded(forms.select("form").unique(), "form")
    long_forms = folded_forms.filter(pl.col("folded").str.len_chars() > 1)
    runs = contained(long_forms["folded"].unique(), folded_texts, folded="folded").rename(
        {"form": "folded"}
    )
    single = folded_forms.filter(pl.col("folded").str.len_chars() == 1)
    return pl.concat(
        [
            runs.join(long_forms, on="folded").select("form", "text", "unit", "edits"),
            _whole_texts(single, folded_texts),
        ]
    )


def _whole_texts(forms: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Forms of one character are looked for as whole texts only."""
    wholes = texts.select(
        "text", unit="whole", folded=pl.col("folded").str.replace_all(" ", "", literal=True)
    )
    return forms.join(wholes, on="folded").select(
        "form", "text", "unit", edits=pl.lit(0, dtype=pl.UInt8)
    )


def _folded(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    folded = pl.Series("folded", [han_fold(text) for text in frame[column]], dtype=pl.String)
    return frame.with_columns(folded)

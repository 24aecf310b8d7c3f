"""The channels spelling (Latin) and script (Cyrillic, kana, Hangul, Thai ...): few edits apart."""

from __future__ import annotations

import polars as pl

from squatwatch.match.limits import script_limits
from squatwatch.match.near import near
from squatwatch.match.units import Units
from squatwatch.text.letters import LetterStrings


def spelling_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Forms (``form``, ``script``) and the units near them: ``form, text, unit, edits``."""
    strings = LetterStrings()
    spelled_forms = _spelled(forms, "form", strings)
    spelled_units = _spelled(units.distinct.to_frame("unit"), "unit", strings)
    found = [
        _near_units(part, str(script), spelled_units)
        for (script,), part in spelled_forms.group_by("script")
    ]
    pairs = pl.concat([_NO_PAIRS, *found])
    anywhere = pairs.filter(~pl.col("only_whole")).join(units.postings, on="unit")
    wholes = units.texts.select("text", unit="whole")
    as_whole = pairs.filter("only_whole").join(wholes, on="unit")
    return pl.concat([anywhere, as_whole]).select("form", "text", "unit", "edits")


_NO_PAIRS = pl.DataFrame(
    schema={"form": pl.String, "unit": pl.String, "edits": pl.UInt8, "only_whole": pl.Boolean}
)


def _spelled(frame: pl.DataFrame, column: str, strings: LetterStrings) -> pl.DataFrame:
    """The frame with ``spelled``: the column as one character a letter."""
    ascii_only = pl.col(column).str.contains(r"^[\x00-\x7F]*$")
    plain = frame.filter(ascii_only).with_columns(spelled=pl.col(column))
    other = frame.filter(~ascii_only)
    spelled = pl.Series("spelled", [strings(text) for text in other[column]], dtype=pl.String)
    return pl.concat([plain, other.with_columns(spelled)])


def _near_units(forms: pl.DataFrame, script: str, units: pl.DataFrame) -> pl.DataFrame:
    limits = script_limits(script)
    pairs = near(forms["spelled"], units["spelled"], limits.edits)
    only_whole = pl.col("left").str.len_chars() < limits.shorter_only_whole
    return (
        pairs.with_columns(only_whole=only_whole)
        .join(forms.select("form", "spelled"), left_on="left", right_on="spelled")
        .join(units, left_on="right", right_on="spelled")
        .select("form", "unit", "edits", "only_whole")
    )

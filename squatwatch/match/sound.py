"""The channel sound: forms and units whose sound folds are equal or nearly so."""

from __future__ import annotations

import polars as pl

from squatwatch.match.limits import sound_edits
from squatwatch.match.near import near
from squatwatch.match.units import Units
from squatwatch.text.letters import LetterStrings
from squatwatch.text.sound import sound_fold


def sound_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Latin forms (``form``) and the units that sound like them: ``form, text, unit, edits``."""
    strings = LetterStrings()
    folded_forms = _folded(forms["form"].unique(), "form", strings)
    folded_units = _folded(units.distinct, "unit", strings)
    return (
        near(folded_forms["folded"], folded_units["folded"], sound_edits)
        .join(folded_forms, left_on="left", right_on="folded")
        .join(folded_units, left_on="right", right_on="folded")
        .join(units.postings, on="unit")
        .select("form", "text", "unit", "edits")
    )


def _folded(texts: pl.Series, name: str, strings: LetterStrings) -> pl.DataFrame:
    folded = [strings(sound_fold(text)) for text in texts]
    return pl.DataFrame({name: texts, "folded": pl.Series(folded, dtype=pl.String)})

"""The channel sound: forms and units whose sound folds are equal or nearly so."""

from __future__ import annotations

import polars as pl

from squatwatch.match.limits import sound_edits
from squatwatch.match.small.near import near
from squatwatch.match.small.units import Units
from squatwatch.text.sound import sound_fold


def sound_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Latin forms (``form``) and the units that sound like them: ``form, text, unit, edits``."""
    folded_forms = _folded(forms["form"].unique(), "form")
    folded_units = _folded(units.postings["spelled"].unique(), "spelled")
    return (
        near(folded_forms["folded"], folded_units["folded"], sound_edits)
        .join(folded_forms, left_on="left", right_on="folded")
        .join(folded_units, left_on="right", right_on="folded")
        .join(units.postings, on="spelled")
        .select("form", "text", "unit", "edits")
    )


def _folded(spelled: pl.Series, name: str) -> pl.DataFrame:
    folded = pl.Series([sound_fold(text) for text in spelled], dtype=pl.String)
    return pl.DataFrame({name: spelled, "folded": folded})

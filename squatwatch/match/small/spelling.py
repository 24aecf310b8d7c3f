"""The channels spelling (Latin) and script (Cyrillic, kana, Hangul, Thai ...): few edits apart."""

from __future__ import annotations

import polars as pl

from squatwatch.match.limits import ScriptLimits, script_limits
from squatwatch.match.small.near import near
from squatwatch.match.small.units import FOUND_SCHEMA, Units


def spelling_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Forms (``form``, ``script``) and the units near them: ``form, text, unit, edits``."""
    spelled = forms.with_columns(
        spelled=pl.Series([units.strings(form) for form in forms["form"]], dtype=pl.String)
    )
    found = [
        _near_units(part, script_limits(str(script)), units)
        for (script,), part in spelled.group_by("script")
    ]
    return pl.concat([pl.DataFrame(schema=FOUND_SCHEMA), *found])


def _near_units(forms: pl.DataFrame, limits: ScriptLimits, units: Units) -> pl.DataFrame:
    short = pl.col("spelled").str.len_chars() < limits.shorter_only_whole
    anywhere = _near_those(forms.filter(~short), limits, units.postings)
    as_whole = _near_those(forms.filter(short), limits, units.wholes)
    return pl.concat([anywhere, as_whole])


def _near_those(forms: pl.DataFrame, limits: ScriptLimits, postings: pl.DataFrame) -> pl.DataFrame:
    return (
        near(forms["spelled"], postings["spelled"], limits.edits)
        .join(forms.select("form", "spelled"), left_on="left", right_on="spelled")
        .join(postings, left_on="right", right_on="spelled")
        .select(FOUND_SCHEMA.names())
    )

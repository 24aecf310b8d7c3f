"""How near a form and a unit are: a number in [0, 1] that ranks hits."""

from __future__ import annotations

import polars as pl

from squatwatch.text.similarity import sound_similarity


def with_similarity(hits: pl.DataFrame) -> pl.DataFrame:
    """The hits with ``similarity`` and ``share``.

    ``share`` is the part of the whole text that the form makes up, in (0, 1]. ``similarity`` is
    1 for equality; edits take away from it, confusable letters less and first letters more
    (``text.similarity``), and so does what the unit has beyond the form. Columns needed:
    ``spelled`` (the form), ``unit``, ``whole`` (the joined text), ``relation``, ``edits``.
    """
    form_length = pl.col("spelled").str.len_chars()
    unit_length = pl.col("unit").str.len_chars()
    # The square root: half of a word is still more than half of a resemblance.
    covered = (form_length / pl.max_horizontal(form_length, unit_length)).sqrt()
    stands_inside = (pl.col("edits") == 0) & pl.col("relation").is_in(["inside", "hanzi"])
    similarity = pl.when(stands_inside).then(covered).otherwise(pl.col("likeness"))
    share = (form_length / pl.col("whole").str.len_chars()).clip(0, 1)
    return (
        hits.join(_likeness(hits.filter(~stands_inside)), on=["spelled", "unit"], how="left")
        .with_columns(similarity=similarity, share=share)
        .drop("likeness")
    )


def _likeness(hits: pl.DataFrame) -> pl.DataFrame:
    """Every distinct pair of form and unit with its likeness: ``spelled, unit, likeness``."""
    pairs = hits.select("spelled", "unit").unique()
    likeness = [sound_similarity(spelled, unit) for spelled, unit in pairs.iter_rows()]
    return pairs.with_columns(likeness=pl.Series(likeness, dtype=pl.Float64))

"""How near a form and a unit are: a number in [0, 1] that ranks hits."""

from __future__ import annotations

import polars as pl

SOUND_SHARE = 0.85
"""What two texts that only sound alike are worth beside two that are spelled alike; not fitted."""


def with_similarity(hits: pl.DataFrame) -> pl.DataFrame:
    """The hits with ``similarity`` and ``share``.

    ``share`` is the part of the whole text that the form makes up, in (0, 1]. ``similarity`` is
    1 for equality, less by the edits as a part of the form, by the part of the unit that the form
    leaves over, and when the two only sound alike. Columns needed: ``spelled`` (the form),
    ``unit``, ``whole`` (the joined text), ``relation``, ``edits``.
    """
    form_length = pl.col("spelled").str.len_chars()
    unit_length = pl.col("unit").str.len_chars()
    edits = pl.col("edits").cast(pl.Float64)
    closeness = (1 - edits / form_length).clip(0, 1)
    # The square root: half of a word is still more than half of a resemblance.
    covered = (form_length / pl.max_horizontal(form_length, unit_length)).sqrt()
    similarity = (
        pl.when(pl.col("relation") == "sound")
        .then(closeness * SOUND_SHARE)
        .when(pl.col("relation").is_in(["inside", "hanzi"]))
        .then(closeness * covered)
        .otherwise(closeness)
    )
    share = (form_length / pl.col("whole").str.len_chars()).clip(0, 1)
    return hits.with_columns(similarity=similarity, share=share)

"""How near a form and a unit are: a number in [0, 1] that ranks hits."""

from __future__ import annotations

import polars as pl

from squatwatch.match.likeness import likenesses


def with_similarity(hits: pl.DataFrame) -> pl.DataFrame:
    """The hits with ``similarity`` and ``share``.

    ``share`` is the part of the whole text that the form makes up, in (0, 1]. ``similarity`` is
    1 for equality; edits take away from it, confusable letters less and first letters more
    (``text.similarity``), and so does what the unit has beyond the form. Columns needed:
    ``spelled`` (the form), ``unit``, ``whole`` (the joined text), ``relation``, ``edits``.
    """
    form_length = pl.col("spelled").str.len_chars()
    share = (form_length / pl.col("whole").str.len_chars()).clip(0, 1)
    return hits.with_columns(similarity=_similarity(hits), share=share)


def _similarity(hits: pl.DataFrame) -> pl.Series:
    """What stands inside a unit, by how much of the unit it is; else the likeness of the two."""
    form_length = pl.col("spelled").str.len_chars()
    unit_length = pl.col("unit").str.len_chars()
    # The square root: half of a word is still more than half of a resemblance.
    covered = (form_length / pl.max_horizontal(form_length, unit_length)).sqrt()
    stands_inside = (pl.col("edits") == 0) & pl.col("relation").is_in(["inside", "hanzi"])
    spelled, unit = hits["spelled"], hits["unit"]
    others = hits.select(pl.arg_where(~stands_inside)).to_series()
    likeness = pl.Series(likenesses(spelled.gather(others), unit.gather(others)))
    return hits.select(covered).to_series().scatter(others, likeness)

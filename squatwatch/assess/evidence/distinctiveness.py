"""How likely two strangers hit on the same string: its length, and whether it is a word."""

from __future__ import annotations

from functools import cache

import polars as pl

from squatwatch import reference
from squatwatch.assess.evidence.rows import evidence_rows

LONG_FORM = 8
"""Letters from which agreement by chance is rare: of forms so long 1 % are near a common word."""


def length(hits: pl.DataFrame) -> pl.DataFrame:
    """Short forms agree by chance; long ones do not."""
    letters = pl.col("spelled").str.len_chars()
    in_letters = (
        pl.when(letters <= 2).then(pl.lit("form.one-two-letters"))
        .when(letters == 3).then(pl.lit("form.three-letters"))
        .when(letters == 4).then(pl.lit("form.four-letters"))
        .when(letters == 5).then(pl.lit("form.five-letters"))
        .when(letters >= LONG_FORM).then(pl.lit("form.long"))
    )  # fmt: skip
    in_characters = (
        pl.when(letters == 1).then(pl.lit("form.one-character"))
        .when(letters == 2).then(pl.lit("form.two-characters"))
        .when(letters >= 4).then(pl.lit("form.long"))
    )  # fmt: skip
    code = pl.when(pl.col("script") == "han").then(in_characters).otherwise(in_letters)
    return evidence_rows(hits, code, "form", letters.alias("letters"))


def common_word(hits: pl.DataFrame) -> pl.DataFrame:
    """A form that is an ordinary word, or a unit that is one and differs from the form."""
    words = hits.filter(pl.col("script") == "latin").join(
        common_words(), left_on="unit", right_on="word"
    )
    same = words.filter(pl.col("unit") == pl.col("spelled"))
    tier = pl.col("tier")
    how_common = (
        pl.when(tier <= 20).then(pl.lit("word.very-common"))
        .when(tier <= 40).then(pl.lit("word.common"))
        .otherwise(pl.lit("word.known"))
    )  # fmt: skip
    other = words.filter(pl.col("unit") != pl.col("spelled"))
    return pl.concat(
        [
            evidence_rows(same, how_common, "unit", "tier"),
            evidence_rows(other, "word.other-than-form", "unit", "form", "tier"),
        ]
    )


@cache
def common_words() -> pl.DataFrame:
    """``word``, ``tier`` (10 the most common) of common English words."""
    return reference.table("common_words").with_columns(pl.col("tier").cast(pl.Int16))

"""How likely two strangers hit on the same string: its length, and whether it is a word."""

from __future__ import annotations

from functools import cache

import polars as pl

from squatwatch import reference
from squatwatch.assess.evidence.rows import evidence_rows

LONG_FORM = 8
"""Letters from which agreement by chance is rare: of forms so long 1 % are near a common word."""


def latin_letters() -> pl.Expr:
    """How long a form is, in letters of the Latin alphabet; of characters, their number.

    A jamo says as much as a letter; a kana, or a Thai or Devanagari sign, about a syllable.
    """
    signs = pl.col("spelled").str.len_chars()
    jamo = pl.col("spelled").str.normalize("NFD").str.len_chars()
    syllabic = pl.col("script").is_in(["kana", "thai", "devanagari"])
    of_hangul = pl.col("script") == "hangul"
    return pl.when(of_hangul).then(jamo).when(syllabic).then(2 * signs).otherwise(signs)


def length(hits: pl.DataFrame) -> pl.DataFrame:
    """Short forms agree by chance; long ones do not."""
    letters = latin_letters()
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

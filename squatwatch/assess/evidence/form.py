"""What the form is: whose spelling, how sure, which part of the name, how long."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family
from squatwatch.model import FORM_KINDS

LONG_FORM = 8
"""Letters from which agreement by chance is rare: of forms so long 1 % are near a common word."""
VERY_LONG_FORM = 10
"""Letters from which even two edits leave most of a form."""

OWNERS_OWN = frozenset({"official-latin", "official-other", "hanzi", "trad", "shinjitai"})
"""Kinds of form that are the owner's own writing, whatever the shape of the characters."""
_KINDS = {
    "pinyin": "form.pinyin",
    "pinyin-polyphone": "form.pinyin",
    "pinyin-u": "form.pinyin",
    "initials": "form.initials",
    "translation": "form.translation",
    "translation-part": "form.translation-part",
    "wade-giles": "form.romanization",
    "postal": "form.romanization",
    "jyutping": "form.romanization",
    "hk-romanization": "form.romanization",
    "hokkien": "form.romanization",
    "teochew": "form.romanization",
    "hakka": "form.romanization",
    "sino-viet": "form.romanization",
}


def kind() -> Family:
    """Whose spelling it is: the owner's own is not told, others are by the system they follow."""
    codes = {
        name: _KINDS.get(name, "form.rendering") for name in FORM_KINDS if name not in OWNERS_OWN
    }
    code = pl.col("form_kind").replace_strict(codes, default=None, return_dtype=pl.String)
    return Family("form-kind", code, (pl.col("form"), pl.col("form_kind").alias("kind")))


def doubt() -> Family:
    """A rendering that is one of several possible counts less: by log2 of its weight."""
    code = pl.when(pl.col("form_weight") < 1).then(pl.lit("form.derived"))
    values = (pl.col("form"), pl.col("form_weight").alias("weight"))
    return Family("form-doubt", code, values, times=pl.col("form_weight").log(2))


def part() -> Family:
    """A form of the place or the generic part of a name is anybody's."""
    codes = {"place": "form.place", "generic": "form.generic"}
    code = pl.col("form_part").replace_strict(codes, default=None, return_dtype=pl.String)
    return Family("form-part", code, (pl.col("form"), pl.col("form_part").alias("part")))


def length() -> Family:
    """Short forms agree by chance, long ones do not; near agreement is chance for longer."""
    letters = latin_letters()
    exact = (
        pl.when(letters <= 2).then(pl.lit("form.one-two-letters"))
        .when(letters == 3).then(pl.lit("form.three-letters"))
        .when(letters == 4).then(pl.lit("form.four-letters"))
        .when(letters == 5).then(pl.lit("form.five-letters"))
        .when(letters >= LONG_FORM).then(pl.lit("form.long"))
    )  # fmt: skip
    near = (
        pl.when(letters <= 5).then(pl.lit("near.five-letters"))
        .when(letters >= VERY_LONG_FORM).then(pl.lit("near.very-long"))
        .when(letters >= LONG_FORM).then(pl.lit("near.long"))
    )  # fmt: skip
    characters = (
        pl.when(letters == 1).then(pl.lit("form.one-character"))
        .when(letters == 2).then(pl.lit("form.two-characters"))
        .when(letters >= 4).then(pl.lit("form.long"))
    )  # fmt: skip
    code = (
        pl.when(pl.col("script") == "han").then(characters)
        .when(is_exact()).then(exact)
        .otherwise(near)
    )  # fmt: skip
    return Family("form-length", code, (pl.col("form"), letters.alias("letters")))


def is_exact() -> pl.Expr:
    """Whether form and unit are the same to the letter, characters to their folded shape."""
    same = (pl.col("unit") == pl.col("spelled")) | (pl.col("relation") == "hanzi")
    return (pl.col("edits") == 0) & same


def latin_letters() -> pl.Expr:
    """How long a form is, in letters of the Latin alphabet; of characters, their number.

    A jamo says as much as a letter; a kana, or a Thai or Devanagari sign, about a syllable.
    """
    signs = pl.col("spelled").str.len_chars()
    jamo = pl.col("spelled").str.normalize("NFD").str.len_chars()
    syllabic = pl.col("script").is_in(["kana", "thai", "devanagari"])
    of_hangul = pl.col("script") == "hangul"
    return pl.when(of_hangul).then(jamo).when(syllabic).then(2 * signs).otherwise(signs)

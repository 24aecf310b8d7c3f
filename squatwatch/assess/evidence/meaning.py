"""Whether the record's translation of the mark is what the brand's name means."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family
from squatwatch.assess.evidence.form import is_exact

BY_SOUND = (
    "pinyin", "pinyin-polyphone", "pinyin-u", "initials", "wade-giles", "postal", "jyutping",
    "hk-romanization", "hokkien", "teochew", "hakka", "sino-viet", "palladius", "katakana",
    "onyomi", "hangul-mandarin", "hangul-sino", "thai", "arabic", "devanagari",
)  # fmt: skip
"""Kinds of form that keep the sound of characters and lose them: many names sound alike."""


def meaning() -> Family:
    """What the mark is said to mean is what the characters of the brand mean, or it is not.

    One syllable stands for many characters, so a romanized mark may be another word altogether,
    and so may a mark that is only near a form. The translation in the record tells them apart,
    where it has one.
    """
    by_sound = pl.col("form_kind").is_in(BY_SOUND) | (pl.col("edits") > 0)
    agrees = pl.col("means_the_brand")
    told = pl.col("translation").list.len() > 0
    code = (
        pl.when(pl.col("unit_source").is_in(["translation", "description"])).then(None)
        .when(told & agrees).then(pl.lit("meaning.agrees"))
        .when(told & by_sound).then(pl.lit("meaning.differs"))
    )  # fmt: skip
    return Family("meaning", code, (pl.col("form"), pl.col("translation")))


def means_the_brand() -> pl.Expr:
    """Of the hits of a brand on a filing, whether some form of it stands in the translation.

    One that only keeps the sound does not count: a record may repeat there how the mark is read.
    """
    in_translation = is_exact() & (pl.col("unit_source") == "translation")
    return (in_translation & ~pl.col("form_kind").is_in(BY_SOUND)).any()

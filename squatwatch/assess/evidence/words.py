"""Whether the unit is a word that anybody may use: of English, or of a language of the office."""

from __future__ import annotations

from functools import cache

import polars as pl

from squatwatch import reference
from squatwatch.assess.evidence.family import Family
from squatwatch.text.bulk import normalize_all

COMMON_ZIPF = 4.5
"""Frequency (powers of ten a thousand million words) from which a word is a common one."""
NEWS_ZIPF = 4.1
"""Frequency below which what is spelled like a brand may be that brand: the lists are made of
news too, and coined names of the watch list reach 4.05 in them."""
_LOCAL_SCHEMA = pl.Schema({"word": pl.String(), "language": pl.String(), "zipf": pl.Float64()})


def word() -> Family:
    """A form that is an English word, or a unit that is one and differs from the form."""
    tier, same = pl.col("unit_tier"), pl.col("unit") == pl.col("spelled")
    code = (
        pl.when(tier.is_null()).then(None)
        .when(~same).then(pl.lit("word.other-than-form"))
        .when(tier <= 20).then(pl.lit("word.very-common"))
        .when(tier <= 40).then(pl.lit("word.common"))
        .otherwise(pl.lit("word.known"))
    )  # fmt: skip
    return Family("word", code, (pl.col("unit"), pl.col("form"), tier.alias("tier")))


def local_word() -> Family:
    """The same in a language of the office, where English says nothing."""
    language, same = pl.col("unit_language"), pl.col("unit") == pl.col("spelled")
    code = (
        pl.when(language.is_null() | pl.col("unit_tier").is_not_null()).then(None)
        .when(~same).then(pl.lit("word.local-other-than-form"))
        .when(pl.col("unit_zipf") >= COMMON_ZIPF).then(pl.lit("word.local-common"))
        .otherwise(pl.lit("word.local"))
    )  # fmt: skip
    return Family("local-word", code, (pl.col("unit"), pl.col("form"), language.alias("language")))


def with_words(hits: pl.DataFrame) -> pl.DataFrame:
    """The hits with what is known of their units as words.

    ``unit_tier`` (of English, 10 the most common), ``unit_language`` and ``unit_zipf`` (of the
    language of the office in which the word is most frequent); null for no word, and for a unit
    that is the form itself and so rare a word that it may be the name in the news.
    """
    latin = pl.col("script") == "latin"
    units = hits.filter(latin).select("unit", "office").unique()
    known = units.join(common_words(), left_on="unit", right_on="word", how="left")
    there = office_languages().join(units, on="office", how="semi")["language"].unique().sort()
    words = pl.concat([pl.DataFrame(schema=_LOCAL_SCHEMA), *map(local_words, there)])
    local = (
        units.join(words, left_on="unit", right_on="word")
        .join(office_languages(), on=["office", "language"], how="semi")
        .sort("unit", "office", "zipf", "language", descending=[False, False, True, False])
        .unique(subset=["unit", "office"], keep="first", maintain_order=True)
        .rename({"language": "unit_language", "zipf": "unit_zipf"})
    )
    told = known.rename({"tier": "unit_tier"}).join(local, on=["unit", "office"], how="left")
    joined = hits.join(told, on=["unit", "office"], how="left", maintain_order="left")
    own = (pl.col("unit") != pl.col("spelled")) | (pl.col("unit_zipf") >= NEWS_ZIPF)
    return joined.with_columns(
        pl.when(latin).then(pl.col("unit_tier")).alias("unit_tier"),
        *(pl.when(latin & own).then(name).alias(name) for name in ("unit_language", "unit_zipf")),
    )


@cache
def common_words() -> pl.DataFrame:
    """``word``, ``tier`` (10 the most common) of common English words."""
    return reference.table("common_words").with_columns(pl.col("tier").cast(pl.Int16))


@cache
def office_languages() -> pl.DataFrame:
    """``office``, ``language``: those in which people at the place of an office read marks."""
    table = reference.table("office_languages").select("office", "languages")
    return table.select("office", language=pl.col("languages").str.split(";")).explode("language")


@cache
def local_words(language: str) -> pl.DataFrame:
    """``word`` (as units are compared), ``language``, ``zipf``: its more frequent words.

    From the lists of the package wordfreq, which it installs and which are not ours
    (docs/adr/0014-share-alike-dictionaries.md).
    """
    from wordfreq import get_frequency_dict  # its lists are read only where there are hits

    frequencies = get_frequency_dict(language, wordlist="small")
    told = pl.DataFrame(
        {"word": list(frequencies), "frequency": list(frequencies.values())},
        schema={"word": pl.String, "frequency": pl.Float64},
    )
    return (
        told.with_columns(word=_in_plain_letters(told["word"]))
        .filter(pl.col("word").str.contains("^[a-z]+$"))
        # The lists have frequencies in hundredths of a power of ten.
        .with_columns(language=pl.lit(language), zipf=(pl.col("frequency").log(10) + 9).round(2))
        .group_by("word", "language")
        .agg(pl.col("zipf").max())
    )


def _in_plain_letters(words: pl.Series) -> pl.Series:
    """Latin words as units are normalised: an ı without its dot is an i, a crossed ł an l."""
    bare = words.str.normalize("NFKD").str.replace_all(r"\p{M}|[^\p{L}\p{N}]", "")
    others = bare.filter(bare.str.contains(r"^\p{Latin}*[^\x00-\x7F]\p{Latin}*$")).unique()
    return bare.replace(others, normalize_all(others, with_legal_form=True))

"""The words of generated filings: common English words, coinages, Chinese names in pinyin.

A word is a number, and the number spells it, so that millions are drawn and spelled by column.
"""

from __future__ import annotations

import random
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.matching.fixed_set import common_syllables
from squatwatch import reference

Numbers = NDArray[np.uint32]

SEED = 20260117
COMMON = 0.60
PINYIN = 0.06
"""Shares of the words that are common English words and pinyin; the others are coined."""
COINAGES = 12_000_000
NAMES = 2_000_000
FIRST_COINAGE = 1 << 20
FIRST_NAME = 1 << 28
"""Numbers from 1 are common words; from here on, coinages and Chinese names."""

_ONSETS = [*"bcdfghjklmnprstvwxz" * 2, "br", "cl", "cr", "dr", "fl", "gr", "pl", "st", "tr"]
_NUCLEI = [*"aeiou" * 3, "ia", "ea", "io", "ou"]
_CODAS = [*[""] * 8, "n", "r", "s", "l", "x", "m"]


def drawn(count: int, chance: np.random.Generator) -> Numbers:
    """Numbers of ``count`` words: the common words by a Zipf-like law, the others more evenly."""
    kind = chance.random(count)
    rank = chance.random(count)
    # A power of an even draw favours small numbers, as a Zipf-like law does; the tenth flattens
    # its head, or one word would be a twentieth of all.
    common = 1 + ((0.1 + 0.9 * rank) ** 4 * len(common_words())).astype(np.uint32)
    coined = FIRST_COINAGE + (rank**3 * COINAGES).astype(np.uint32)
    named = FIRST_NAME + (rank**3 * NAMES).astype(np.uint32)
    picked = np.where(kind < COMMON, common, np.where(kind < COMMON + PINYIN, named, coined))
    return picked.astype(np.uint32)


def spelled(numbers: Numbers) -> pl.Series:
    """The words of the numbers, in their order; null for 0."""
    distinct, places = np.unique(numbers, return_inverse=True)
    first_coinage, first_name = np.searchsorted(distinct, [FIRST_COINAGE, FIRST_NAME])
    known = pl.concat([pl.Series([None], dtype=pl.String), common_words()])
    words = pl.concat(
        [
            known.gather(distinct[:first_coinage]),
            _coinages(distinct[first_coinage:first_name]),
            _names(distinct[first_name:]),
        ]
    )
    return words.gather(places)


@cache
def common_words() -> pl.Series:
    """Common English words, roughly the most common first: by tier, shortness and chance."""
    rows = reference.table("common_words").filter(~pl.col("word").is_in(_suffixes().implode()))
    chance = random.Random(SEED)  # noqa: S311
    noise = pl.Series("noise", [chance.random() * 30 for _ in range(rows.height)])
    place = pl.col("tier").cast(pl.Int64) + 2 * pl.col("word").str.len_chars() + noise
    return rows.sort(place)["word"]


@cache
def _suffixes() -> pl.Series:
    """The words of company suffixes: a generated mark ends in none, so it is normalised already."""
    return reference.table("company_suffixes")["suffix"].str.split(" ").explode().unique()


def _coinages(numbers: Numbers) -> pl.Series:
    """Two or three syllables of consonants and vowels."""
    parts = [_ONSETS, _NUCLEI, _CODAS, _ONSETS, _NUCLEI, _CODAS]
    two = [_part(numbers, place, part) for place, part in enumerate(parts)]
    three = [_part(numbers, len(parts) + place, part) for place, part in enumerate(parts[:2])]
    has_third = pl.Series("has_third", _mixed(numbers, 99) % 8 == 0)
    third = pl.when("has_third").then(pl.concat_str([part.name for part in three]))
    word = pl.concat_str(*(part.name for part in two), third.otherwise(pl.lit("")))
    words = pl.DataFrame([*two, *three, has_third]).select(word=word)["word"]
    return words.zip_with(~words.is_in(_suffixes().implode()), words + "k")


def _names(numbers: Numbers) -> pl.Series:
    """Two or three syllables of Mandarin."""
    syllables = sorted(common_syllables().elements())
    three = [_part(numbers, place, syllables) for place in range(3)]
    has_third = pl.Series("has_third", _mixed(numbers, 99) % 6 == 0)
    third = pl.when("has_third").then("2").otherwise(pl.lit(""))
    word = pl.concat_str("0", "1", third).str.replace_all("ü", "u", literal=True)
    return pl.DataFrame([*three, has_third]).select(word=word)["word"]


def _part(numbers: Numbers, place: int, choices: list[str]) -> pl.Series:
    drawn_rows = _mixed(numbers, place) % np.uint64(len(choices))
    return pl.Series(str(place), choices, dtype=pl.String).gather(drawn_rows)


def _mixed(numbers: Numbers, place: int) -> NDArray[np.uint64]:
    """The number and the place, mixed to 64 even bits (splitmix64; Steele and others 2014)."""
    bits = (numbers.astype(np.uint64) << np.uint64(8)) + np.uint64(place)
    bits = bits * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))

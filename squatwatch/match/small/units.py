"""Units: what of a text is compared with a form, made once for many texts."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from squatwatch.match.limits import UNIT_WORDS
from squatwatch.text.letters import LetterStrings

FOUND_SCHEMA = pl.Schema(
    {"form": pl.String, "text": pl.UInt32, "unit": pl.String, "edits": pl.UInt8}
)
"""What a channel finds: the form, the row of the text, the unit, the edits."""


@dataclass(frozen=True, slots=True)
class Units:
    """The texts of a batch and what is compared of them.

    ``texts``: ``text`` (row number), ``words`` (normalised), ``whole`` (joined); empty ones are
    left out. ``postings``: ``text``, ``unit``, ``spelled`` for every distinct unit of a text;
    ``wholes`` and ``words`` alike for whole texts and for single words. ``spelled`` is
    the unit as one character a letter, made by ``strings``: only strings of one maker compare.
    """

    texts: pl.DataFrame
    postings: pl.DataFrame
    wholes: pl.DataFrame
    words: pl.DataFrame
    strings: LetterStrings


def units_of(texts: pl.Series) -> Units:
    """The units of normalised texts: runs of up to four words joined, and whole texts joined."""
    strings = LetterStrings()
    frame = (
        pl.DataFrame({"words": texts})
        .with_row_index("text")
        .filter(pl.col("words").str.len_bytes() > 0)
        .with_columns(whole=pl.col("words").str.replace_all(" ", "", literal=True))
    )
    word = _words(frame, strings)
    wholes = word.group_by("text", maintain_order=True).agg(
        pl.col("unit").str.join(""), pl.col("spelled").str.join("")
    )
    postings = pl.concat([*_runs(word), wholes]).unique(maintain_order=True)
    return Units(frame, postings, wholes, word.unique(maintain_order=True), strings)


def _words(texts: pl.DataFrame, strings: LetterStrings) -> pl.DataFrame:
    """The words of the texts, in order: ``text, unit, spelled``."""
    word = texts.select("text", unit=pl.col("words").str.split(" ")).explode("unit")
    distinct = word["unit"].unique()
    spelled = pl.Series([strings(unit) for unit in distinct], dtype=pl.String)
    return word.join(
        pl.DataFrame({"unit": distinct, "spelled": spelled}),
        on="unit", how="left", maintain_order="left",
    )  # fmt: skip


def _runs(word: pl.DataFrame) -> list[pl.DataFrame]:
    """Runs of one to four words. The words of a text stand one below the other, in order."""
    return [_runs_of(word, length) for length in range(1, UNIT_WORDS + 1)]


def _runs_of(word: pl.DataFrame, length: int) -> pl.DataFrame:
    last = length - 1
    ends_in_same_text = pl.col("text").shift(-last) == pl.col("text")
    joined = {
        name: pl.concat_str([pl.col(name).shift(-offset) for offset in range(length)])
        for name in ("unit", "spelled")
    }
    return word.select("text", kept=ends_in_same_text, **joined).filter("kept").drop("kept")

"""Units: what of a text is compared with a form, made once for many texts."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from squatwatch.match.limits import UNIT_WORDS


@dataclass(frozen=True, slots=True)
class Units:
    """The texts of a batch and what is compared of them.

    ``texts``: ``text`` (row number), ``words`` (normalised), ``whole`` (joined); empty ones are
    left out. ``postings``: ``text``, ``unit`` for every distinct unit of a text. ``words``:
    ``text``, ``unit`` for its single words.
    """

    texts: pl.DataFrame
    postings: pl.DataFrame
    words: pl.DataFrame

    @property
    def distinct(self) -> pl.Series:
        """Every distinct unit."""
        return self.postings["unit"].unique()


def units_of(texts: pl.Series) -> Units:
    """The units of normalised texts: runs of up to four words joined, and whole texts joined."""
    frame = (
        pl.DataFrame({"words": texts})
        .with_row_index("text")
        .filter(pl.col("words").str.len_bytes() > 0)
        .with_columns(whole=pl.col("words").str.replace_all(" ", "", literal=True))
    )
    word = frame.select("text", unit=pl.col("words").str.split(" ")).explode("unit")
    wholes = frame.select("text", unit="whole")
    postings = pl.concat([*_runs(word), wholes]).unique(maintain_order=True)
    return Units(frame, postings, word.unique(maintain_order=True))


def _runs(word: pl.DataFrame) -> list[pl.DataFrame]:
    """Runs of one to four words. The words of a text stand one below the other, in order."""
    return [_runs_of(word, length) for length in range(1, UNIT_WORDS + 1)]


def _runs_of(word: pl.DataFrame, length: int) -> pl.DataFrame:
    last = length - 1
    parts = [pl.col("unit").shift(-offset) for offset in range(length)]
    ends_in_same_text = pl.col("text").shift(-last) == pl.col("text")
    return (
        word.select("text", unit=pl.concat_str(parts), kept=ends_in_same_text)
        .filter("kept")
        .drop("kept")
    )

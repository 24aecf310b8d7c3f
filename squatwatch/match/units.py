"""Units of many texts: every distinct word once, and each text as the rows of its words.

A unit is a run of up to four words joined, or the whole text joined. Single words are compared
once for all the texts that have them; longer runs are laid out one after the other when they are
compared, and are never strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.lettering import spelled
from squatwatch.match.ragged import Codes, Ragged, Starts, starts_of

Rows = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Units:
    """Normalised texts as rows of words.

    ``points`` and ``letters``: the code points and the letters of the distinct words (one object
    where they are the same); ``texts``: for each text the rows of its words in order.

    >>> units = Units.of(pl.Series(["super xiaomi", "", "xiaomi"]))
    >>> units.words.to_list(), units.texts.values.tolist(), units.texts.starts.tolist()
    (['super', 'xiaomi'], [0, 1, 1], [0, 2, 2, 3])
    """

    points: Ragged
    letters: Ragged
    texts: Ragged

    @classmethod
    def of(cls, texts: pl.Series) -> Self:
        """The units of normalised texts, words parted by single spaces; empty ones have none."""
        parted = texts.str.split(" ")
        each = parted.explode(empty_as_null=True).to_frame("word")
        words = each["word"].unique(maintain_order=True).drop_nulls()
        words = words.filter(words != "")
        rows = each.join(
            words.to_frame("word").with_row_index("row"),
            on="word", how="left", maintain_order="left",
        )["row"].drop_nulls()  # fmt: skip
        lengths = parted.list.len().to_numpy() - (texts == "").to_numpy()
        starts = starts_of(lengths.astype(np.int64))
        return cls.of_points(Ragged.of_points(words), Ragged(rows.to_numpy(), starts))

    @classmethod
    def of_points(cls, points: Ragged, texts: Ragged) -> Self:
        """The units of texts that are rows of distinct words already."""
        return cls(points, spelled(points), texts)

    @property
    def words(self) -> pl.Series:
        """The distinct words as strings."""
        return self.points.strings()

    def __len__(self) -> int:
        """How many texts."""
        return len(self.texts)

    def part(self, texts: NDArray[np.integer]) -> Units:
        """Some of the texts, with all words."""
        if len(texts) == len(self):
            return self
        return Units(self.points, self.letters, self.texts.taken(texts))

    def words_of(self, text: int) -> list[str]:
        """The words of one text."""
        words: list[str] = self.points.strings(self.texts.row(text)).to_list()
        return words

    def joined_lengths(self) -> NDArray[np.int64]:
        """How many letters each text has."""
        lengths = np.zeros(len(self), dtype=np.int64)
        _add_lengths(self.texts.values, self.texts.starts, self.letters.starts, lengths)
        return lengths

    def joined(self, words: Ragged) -> Ragged:
        """The texts joined, of words given as ``letters``, ``points`` or a fold of them."""
        lengths = np.zeros(len(self), dtype=np.int64)
        _add_lengths(self.texts.values, self.texts.starts, words.starts, lengths)
        starts = starts_of(lengths)
        values = np.empty(int(starts[-1]), dtype=np.uint32)
        _join(self.texts.values, self.texts.starts, words.values, words.starts, starts, values)
        return Ragged(values, starts)


@compiled
def _add_lengths(
    texts: Rows, text_starts: Starts, word_starts: Starts, lengths: NDArray[np.int64]
) -> None:
    """Fill in how many letters each text has."""
    for text in range(len(lengths)):
        for place in range(text_starts[text], text_starts[text + 1]):
            word = texts[place]
            lengths[text] += word_starts[word + 1] - word_starts[word]


@compiled
def _join(
    texts: Rows, text_starts: Starts, values: Codes, word_starts: Starts, starts: Starts,
    joined: Codes,
) -> None:  # fmt: skip
    for text in range(len(starts) - 1):
        end = starts[text]
        for place in range(text_starts[text], text_starts[text + 1]):
            word = texts[place]
            for letter in range(word_starts[word], word_starts[word + 1]):
                joined[end] = values[letter]
                end += 1

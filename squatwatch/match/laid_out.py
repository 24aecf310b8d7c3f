"""What of texts is compared: words, runs of words laid out, whole texts; all, or what may be near.

A single word is compared once for all texts that have it. A run of two to four words, or a whole
text of more, is laid out as a row of its own letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.folding import sound_folded
from squatwatch.match.limits import UNIT_WORDS
from squatwatch.match.ragged import Codes, Ragged, Starts, starts_of
from squatwatch.match.sieve import Sets, Sets3, Sieve, letter_sets, passes, sets_of
from squatwatch.match.units import Units

Rows = NDArray[np.uint32]

_NEAR, _MAY_SOUND = 1, 2


class Words(NamedTuple):
    """Some distinct words: their rows in the units, their letters."""

    rows: Rows
    letters: Ragged


class Runs(NamedTuple):
    """Runs of words: their letters, the text, its first word, how many words."""

    letters: Ragged
    text: Rows
    first: Rows
    words: Rows


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What is compared of texts.

    ``words`` and ``runs`` by spelling and sound, ``ending`` words by their ends, ``texts`` (rows)
    for what stands inside.
    """

    words: Words
    runs: Runs
    ending: Words
    texts: NDArray[np.intp]

    @classmethod
    def of(cls, units: Units, longest: int) -> Self:
        """All of it; runs of ``longest`` letters or less."""
        words = Words(np.arange(len(units.letters), dtype=np.uint32), units.letters)
        runs = _runs(units, _picked(units, longest))
        return cls(words, runs, words, np.arange(len(units)))

    @classmethod
    def sifted(cls, units: Units, longest: int, sieve: Sieve) -> Self:
        """What may be near any of the forms of the sieve."""
        sets, lengths = sets_of(units.letters), units.letters.lengths
        folded = sound_folded(units.letters)
        sounds = letter_sets(folded)
        near = _passing(sets.spelled, sets.spelled, lengths, *sieve.spelled)
        near |= _passing(sounds, sounds, folded.lengths, *sieve.sounding)
        at_ends = _passing(sets.spelled, sets.spelled, lengths, *sieve.ending)
        return cls(
            _words(units, near),
            _runs(units, _sifted(units, _picked(units, longest), sets, sieve)),
            _words(units, at_ends),
            _texts(units, sets, sieve),
        )


class Picked(NamedTuple):
    """Runs before their letters are laid out: the text, its first word, how many words."""

    text: Rows
    first: Rows
    words: Rows


def _words(units: Units, kept: NDArray[np.bool_]) -> Words:
    rows = np.flatnonzero(kept).astype(np.uint32)
    return Words(rows, units.letters.taken(rows))


def _texts(units: Units, sets: Sets3, sieve: Sieve) -> NDArray[np.intp]:
    """The texts that may hold a form.

    What stands inside is compared by code points: where letters are other things, their sets say
    nothing of it.
    """
    if units.letters is not units.points:
        return np.arange(len(units))
    held = np.zeros(len(units), dtype=np.uint64)
    lengths = np.zeros(len(units), dtype=np.int64)
    _gather(
        units.texts.values, units.texts.starts, sets.spelled, units.letters.starts, held, lengths
    )
    return np.flatnonzero(_passing(held, held, lengths, *sieve.inside))


def _picked(units: Units, longest: int) -> Picked:
    """All runs of two to four words, and whole texts of more, that are not too long."""
    words = units.texts.lengths
    most = sum(np.maximum(words - size + 1, 0).sum() for size in range(2, UNIT_WORDS + 1))
    room = int(most + (words > UNIT_WORDS).sum())
    picked = Picked._make(np.empty(room, dtype=np.uint32) for _ in range(3))
    count = _pick(units.texts.values, units.texts.starts, units.letters.starts, longest, *picked)
    return Picked._make(part[:count] for part in picked)


def _sifted(units: Units, picked: Picked, sets: Sets3, sieve: Sieve) -> Picked:
    """The runs that may be near: first by what is known of their words, then by their folds."""
    texts, letters = units.texts, units.letters
    kept = np.zeros(len(picked.text), dtype=np.uint8)
    asked: tuple[Any, ...] = (*picked, *sets, *sieve.spelled, *sieve.may_sound, kept)
    _sift(texts.values, texts.starts, letters.starts, *asked)
    near = kept == _NEAR
    doubtful = np.flatnonzero(kept == _MAY_SOUND)
    folded = sound_folded(_runs(units, Picked._make(part[doubtful] for part in picked)).letters)
    sounds = letter_sets(folded)
    near[doubtful[_passing(sounds, sounds, folded.lengths, *sieve.sounding)]] = True
    return Picked._make(part[near] for part in picked)


def _runs(units: Units, picked: Picked) -> Runs:
    """The runs with their letters."""
    texts, letters = units.texts, units.letters
    lengths = np.zeros(len(picked.text), dtype=np.int64)
    _measure(texts.values, texts.starts, letters.starts, *picked, lengths)
    starts = starts_of(lengths)
    values = np.empty(int(starts[-1]), dtype=np.uint32)
    _lay_out(texts.values, texts.starts, letters.values, letters.starts, *picked, starts, values)
    return Runs(Ragged(values, starts), *picked)


@compiled
def _passing(
    held: Sets, certain: Sets, lengths: NDArray[np.int64], letters: Sets,
    edits: NDArray[np.int64], least: NDArray[np.int64], most: NDArray[np.int64],
    others: NDArray[np.bool_],
) -> NDArray[np.bool_]:  # fmt: skip
    """Which units pass."""
    kept = np.zeros(len(held), dtype=np.bool_)
    for row in range(len(held)):
        kept[row] = passes(
            held[row], certain[row], lengths[row], letters, edits, least, most, others
        )
    return kept


@compiled
def _gather(
    texts: Rows, text_starts: Starts, sets: Sets, word_starts: Starts, held: Sets,
    lengths: NDArray[np.int64],
) -> None:  # fmt: skip
    """The letters that each text has, and how many."""
    for text in range(len(held)):
        for place in range(text_starts[text], text_starts[text + 1]):
            word = texts[place]
            held[text] |= sets[word]
            lengths[text] += word_starts[word + 1] - word_starts[word]


@compiled
def _pick(
    texts: Rows, text_starts: Starts, word_starts: Starts, longest: int, out_text: Rows,
    out_first: Rows, out_words: Rows,
) -> int:  # fmt: skip
    """Pick the runs; how many they are."""
    count = 0
    for text in range(len(text_starts) - 1):
        begin, end = text_starts[text], text_starts[text + 1]
        for first in range(begin, end - 1):
            length = 0
            # From the first word on a run may be the whole text; from others four words end it.
            stop = end if first == begin else min(end, first + UNIT_WORDS)
            for last in range(first, stop):
                length += word_starts[texts[last] + 1] - word_starts[texts[last]]
                if length > longest:
                    break
                words = last - first + 1
                if words > 1 and (words <= UNIT_WORDS or last == end - 1):
                    out_text[count] = text
                    out_first[count] = first - begin
                    out_words[count] = words
                    count += 1
    return count


@compiled
def _sift(
    texts: Rows, text_starts: Starts, word_starts: Starts, of_text: Rows, first: Rows,
    words: Rows, spelled: Sets, possible: Sets, certain: Sets,
    near_letters: Sets, near_edits: NDArray[np.int64], near_least: NDArray[np.int64],
    near_most: NDArray[np.int64], near_others: NDArray[np.bool_],
    sound_letters: Sets, sound_edits: NDArray[np.int64], sound_least: NDArray[np.int64],
    sound_most: NDArray[np.int64], sound_others: NDArray[np.bool_], kept: NDArray[np.uint8],
) -> None:  # fmt: skip
    """Mark the runs that may be near by spelling, and those that may be by sound."""
    for run in range(len(of_text)):
        length = 0
        held, may_sound, sounds = np.uint64(0), np.uint64(0), np.uint64(0)
        begin = text_starts[of_text[run]] + first[run]
        for place in range(begin, begin + words[run]):
            word = texts[place]
            length += word_starts[word + 1] - word_starts[word]
            held |= spelled[word]
            may_sound |= possible[word]
            sounds |= certain[word]
        if passes(held, held, length, near_letters, near_edits, near_least, near_most, near_others):
            kept[run] = _NEAR
        elif passes(
            may_sound, sounds, length, sound_letters, sound_edits, sound_least, sound_most,
            sound_others,
        ):  # fmt: skip
            kept[run] = _MAY_SOUND


@compiled
def _measure(
    texts: Rows, text_starts: Starts, word_starts: Starts, of_text: Rows, first: Rows,
    words: Rows, lengths: NDArray[np.int64],
) -> None:  # fmt: skip
    """The letters of each run."""
    for run in range(len(of_text)):
        begin = text_starts[of_text[run]] + first[run]
        for place in range(begin, begin + words[run]):
            lengths[run] += word_starts[texts[place] + 1] - word_starts[texts[place]]


@compiled
def _lay_out(
    texts: Rows, text_starts: Starts, values: Codes, word_starts: Starts, of_text: Rows,
    first: Rows, words: Rows, starts: Starts, out: Codes,
) -> None:  # fmt: skip
    """Write the letters of the runs one after the other."""
    for run in range(len(of_text)):
        end = starts[run]
        begin = text_starts[of_text[run]] + first[run]
        for place in range(begin, begin + words[run]):
            for letter in range(word_starts[texts[place]], word_starts[texts[place] + 1]):
                out[end] = values[letter]
                end += 1

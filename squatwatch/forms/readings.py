"""How a name is read in Mandarin: the owner's word first, known names, surnames, then words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, pinyin

from squatwatch.forms.pieces import Piece, pieces_of
from squatwatch.forms.syllables import known_syllables

READINGS_A_NAME = 4
SECOND_READING_WEIGHT = 0.6
"""Of a reading with one character read otherwise; a proposal, not fitted."""

_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name.

    ``syllables``: Hanyu Pinyin in small letters with ü, no tones; what is no character stands as
    it is. ``tones``: 1 to 5 (5 the light tone), 0 for what is no character. ``weight``: 1 for the
    likeliest reading, less for others. ``source``: where it comes from, and which characters were
    left out because they have no reading.
    """

    syllables: tuple[str, ...]
    tones: tuple[int, ...]
    weight: float
    source: str


def readings_of(name: str, override: str = "") -> tuple[Reading, ...]:
    """The readings of a name, the likeliest first, at most four; none where nothing is readable.

    ``override`` is the owner's own pinyin, syllables parted by spaces, tones or none; it is left
    aside when it has no syllable of Mandarin. A second reading reads one character otherwise,
    wherever it stands in the name.

    >>> readings_of("美的")[0].syllables, readings_of("美的")[0].tones
    (('mei', 'di'), (3, 4))
    >>> [(" ".join(reading.syllables), reading.weight) for reading in readings_of("曾小厨")]
    [('zeng xiao chu', 1.0), ('ceng xiao chu', 0.6)]
    """
    pieces = pieces_of(name)
    given = _given(override, pieces)
    best = [given, pieces] if given else [pieces]
    candidates = [*best, *(() if given else _second(pieces))]
    readings: dict[tuple[str, ...], Reading] = {}
    for place, candidate in enumerate(candidates):
        reading = _reading(candidate, SECOND_READING_WEIGHT if place else 1.0)
        if any(reading.tones):
            readings.setdefault(reading.syllables, reading)
    return tuple(readings.values())[:READINGS_A_NAME]


def _second(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The name with one character read otherwise; the same character changes everywhere."""
    changing = {(piece.text, other) for piece in pieces for other in piece.others}
    for text, other in sorted(changing, key=lambda change: _order(pieces, *change)):
        changed = Piece(text, other, f"second reading of {text}")
        yield [changed if piece.text == text and piece.others else piece for piece in pieces]


def _order(pieces: Sequence[Piece], text: str, other: str) -> tuple[int, int]:
    """First readings before rarer ones, then from left to right."""
    for place, piece in enumerate(pieces):
        if piece.text == text and other in piece.others:
            return piece.others.index(other), place
    raise AssertionError("a second reading belongs to a piece")


def _reading(pieces: Sequence[Piece], weight: float) -> Reading:
    heard = [parted(piece) for piece in pieces if piece.said]
    sources = dict.fromkeys(piece.source for piece in pieces if piece.said and piece.source)
    left_out = "".join(piece.text for piece in pieces if not piece.said)
    told = [*sources, f"without a reading, left out: {left_out}"] if left_out else list(sources)
    return Reading(
        tuple(syllable for syllable, _ in heard),
        tuple(tone for _, tone in heard),
        weight,
        "; ".join(told),
    )


def parted(piece: Piece) -> tuple[str, int]:
    """The syllable and the tone of a piece; what is no character has tone 0.

    >>> parted(Piece("绿", "lü4", "")), parted(Piece("58", "58", ""))
    (('lü', 4), ('58', 0))
    """
    if piece.said == piece.text:
        return piece.said, 0
    return piece.said[:-1], int(piece.said[-1])


def _given(override: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The owner's pinyin as pieces; empty when it has no syllable of Mandarin."""
    words = [_plain(word) for word in override.lower().replace("'", " ").split()]
    if not any(word.rstrip("12345") in known_syllables() for word in words):
        return []
    texts = [piece.text for piece in pieces]
    if len(texts) != len(words):
        texts = [""] * len(words)
    return [_given_piece(word, text) for word, text in zip(words, texts, strict=True)]


def _given_piece(word: str, text: str) -> Piece:
    syllable = word.rstrip("12345")
    if syllable not in known_syllables():
        return Piece(word, word, "owner's pinyin")
    toned = word if word != syllable else syllable + _tone(syllable, text)
    return Piece(text, toned, "owner's pinyin")


def _plain(word: str) -> str:
    """A syllable with its tone as a digit: wáng as wang2, lv4 and lu:4 as lü4."""
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(_TONE_MARKS[mark] for mark in apart if mark in _TONE_MARKS)
    bare = "".join(letter for letter in apart if letter not in _TONE_MARKS)
    with_u = unicodedata.normalize("NFC", bare).replace("u:", "ü").replace("v", "ü")
    return with_u + tone


@lru_cache(maxsize=4096)
def _tone(syllable: str, text: str) -> str:
    """The tone in which a character has a syllable; the first where that is not known."""
    heard = pinyin(text, style=Style.TONE3, heteronym=True, v_to_u=True) if text else []
    tones = [said[-1] for said in heard[0] if said[:-1] == syllable] if heard else []
    return tones[0] if tones else "1"

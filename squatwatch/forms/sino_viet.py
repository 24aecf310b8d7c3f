"""Sino-Vietnamese: the Vietnamese reading of the characters, with its tones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin

from squatwatch import reference
from squatwatch.forms.by_character import Options, Piece, pieces_of, ranked, spellings_of
from squatwatch.forms.name import Made, Name

WEIGHT = 0.75
"""A proposal, not fitted."""
MOST = 4
READINGS = 3
"""The most readings of one character that are used."""


def sino_viet_forms(name: Name) -> Iterator[Made]:
    """The Vietnamese reading of a name, in capitals with spaces; each once, whatever its tones.

    Readings that go with the character's Mandarin reading in this name come first. Source: the
    data of hanviet-pinyin-words (MIT), by the traditional form.

    >>> [made.form for made in sino_viet_forms(Name("王老吉"))]
    ['VƯƠNG LÃO CÁT']
    """
    mandarin = _mandarin(name)

    def options(piece: Piece) -> Options:
        return _options_of(piece.characters, mandarin.get(piece.given, ""))

    seen: set[str] = set()
    for syllables, share in spellings_of(name, options, MOST):
        form = " ".join(syllables).upper()
        if (key := without_marks(form)) not in seen:
            seen.add(key)
            yield Made(form, "sino-viet", WEIGHT * share, "hanviet-pinyin-words: Vietnamese")


def _mandarin(name: Name) -> dict[str, str]:
    """The Mandarin readings of the characters of a name; with tones where they are known."""
    reading = name.readings[0] if name.readings else None
    if reading is not None and len(reading.syllables) == len(name.text):
        tones = reading.tones
        digits = (str(tone) if tone else "" for tone in tones)
        toned = (sound + digit for sound, digit in zip(reading.syllables, digits, strict=True))
        return dict(zip(name.text, toned, strict=True))
    characters = [piece.given for piece in pieces_of(name) if piece.is_character]
    return {character: _usual_mandarin(character) for character in characters}


@lru_cache(maxsize=16_384)
def _usual_mandarin(character: str) -> str:
    return lazy_pinyin(character, style=Style.TONE3, v_to_u=True)[0]


@lru_cache(maxsize=16_384)
def _options_of(characters: tuple[str, ...], mandarin: str) -> Options:
    readings = [reading for character in characters for reading in _readings(character, mandarin)]
    plain: dict[str, str] = {}
    for reading in readings:
        plain.setdefault(without_marks(reading), reading)
    return ranked(list(plain.values())[:READINGS])


def _readings(character: str, mandarin: str) -> list[str]:
    """The readings of a character: those of its Mandarin reading, of the syllable, then others."""
    found = _table().get(character, ())
    toneless = mandarin.rstrip("012345")

    def distance(pinyin: str) -> int:
        if not pinyin or pinyin == mandarin:
            return 0
        return 1 if pinyin.rstrip("012345") == toneless else 2

    ordered = sorted(found, key=lambda row: distance(row[0]))
    return [reading for _, readings in ordered for reading in readings]


@cache
def _table() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The rows of each character: Mandarin reading, Vietnamese readings."""
    rows: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for character, pinyin, readings in reference.table("sino_vietnamese").rows():
        rows.setdefault(character, []).append((pinyin, tuple(readings.split())))
    return {character: tuple(found) for character, found in rows.items()}


@lru_cache(maxsize=16_384)
def without_marks(text: str) -> str:
    """Latin text without tone and vowel marks, đ as d, in small letters.

    >>> without_marks("ĐƯỜNG")
    'duong'
    """
    parts = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(mark for mark in parts if not unicodedata.combining(mark))

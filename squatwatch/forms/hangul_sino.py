"""Hangul by the Korean reading of the characters (Sino-Korean)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from squatwatch import reference
from squatwatch.forms.by_character import Options, Piece, ranked, spellings_of
from squatwatch.forms.name import Made, Name

WEIGHT = 0.75
"""A proposal, not fitted."""
MOST = 4

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _CODAS = 21, 28
_NIEUN, _RIEUL, _IEUNG = 2, 5, 11
_AFTER_Y = frozenset({2, 3, 6, 7, 12, 17, 20})
"""ㅑ ㅒ ㅕ ㅖ ㅛ ㅠ ㅣ."""


def hangul_sino_forms(name: Name) -> Iterator[Made]:
    """The Korean reading of a name, joined; the initial sound law at its beginning.

    The law also within the name as an alternate, and not at all. Source: Unihan kHangul of the
    traditional form; 한글 맞춤법, sections 10 to 12.

    >>> [made.form for made in hangul_sino_forms(Name("王老吉"))]
    ['왕로길', '왕노길']
    """
    seen: set[str] = set()
    for syllables, share in spellings_of(name, _options, MOST):
        form = "".join(_after_vowels(syllables))
        if form not in seen:
            seen.add(form)
            yield Made(form, "hangul-sino", WEIGHT * share, "Unihan kHangul: Korean reading")


def _options(piece: Piece) -> Options:
    return _options_of(piece.characters, piece.begins)


@lru_cache(maxsize=16_384)
def _options_of(characters: tuple[str, ...], begins: bool) -> Options:
    readings = [reading for character in characters for reading in _readings(character)]
    lawful = [initial_sound(reading) for reading in readings]
    if begins:
        return ranked([*lawful, *readings])
    return ranked([both for pair in zip(readings, lawful, strict=True) for both in pair])


@cache
def _table() -> dict[str, tuple[str, ...]]:
    rows = reference.table("sino_korean").rows()
    return {character: tuple(readings.split()) for character, readings in rows}


def _readings(character: str) -> list[str]:
    """The readings of a character without those that only the initial sound law makes of others."""
    readings = _table().get(character, ())
    made = {initial_sound(reading) for reading in readings if initial_sound(reading) != reading}
    return [reading for reading in readings if reading not in made]


def initial_sound(syllable: str) -> str:
    """A syllable as it sounds at the beginning of a word (두음법칙).

    >>> initial_sound("로"), initial_sound("리"), initial_sound("녀"), initial_sound("왕")
    ('노', '이', '여', '왕')
    """
    onset, vowel, coda = _parts(syllable)
    if onset == _RIEUL:
        onset = _IEUNG if vowel in _AFTER_Y else _NIEUN
    elif onset == _NIEUN and vowel in _AFTER_Y:
        onset = _IEUNG
    else:
        return syllable
    return chr(_FIRST + (onset * _VOWELS + vowel) * _CODAS + coda)


def _parts(syllable: str) -> tuple[int, int, int]:
    if len(syllable) != 1 or not _FIRST <= ord(syllable) <= _LAST:
        return -1, -1, -1
    rest, coda = divmod(ord(syllable) - _FIRST, _CODAS)
    return (*divmod(rest, _VOWELS), coda)


def _after_vowels(syllables: tuple[str, ...]) -> Iterator[str]:
    """렬 and 률 are 열 and 율 after a vowel or ㄴ (한글 맞춤법, section 11)."""
    open_before = False
    for syllable in syllables:
        shown = initial_sound(syllable) if open_before and syllable in "렬률" else syllable
        open_before = _parts(shown)[2] in (0, 4)
        yield shown

"""Katakana by the Japanese reading of the characters (on'yomi)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from squatwatch import reference
from squatwatch.forms.by_character import Options, Piece, ranked, spellings_of
from squatwatch.forms.name import Made, Name

WEIGHT = 0.75
"""A proposal, not fitted."""
MOST = 6
READINGS = 3
"""The most readings of one character that are used."""


def onyomi_forms(name: Name) -> Iterator[Made]:
    """The on'yomi of a name, joined, kan'on and go'on as alternates.

    Source: Unihan kJapaneseOn of the traditional form.

    >>> [made.form for made in onyomi_forms(Name("同仁堂"))][:2]
    ['ドウジンドウ', 'ドウジントウ']
    """
    for syllables, share in spellings_of(name, _options, MOST):
        form = "".join(syllables)
        yield Made(form, "onyomi", WEIGHT * share, "Unihan kJapaneseOn: Japanese reading")


def _options(piece: Piece) -> Options:
    return _options_of(piece.characters)


@lru_cache(maxsize=16_384)
def _options_of(characters: tuple[str, ...]) -> Options:
    table = _table()
    return ranked([kana for character in characters for kana in table.get(character, ())])


@cache
def _table() -> dict[str, tuple[str, ...]]:
    usual = dict(reference.table("onyomi_first").rows())
    found: dict[str, tuple[str, ...]] = {}
    for character, cell in reference.table("onyomi").rows():
        first = [usual[character]] if character in usual else []
        found[character] = tuple(dict.fromkeys([*first, *cell.split()]))[:READINGS]
    return found

"""The letters that edits are counted in.

A letter is a code point in Latin and Cyrillic, a jamo in Hangul, a kana with its marks, a
grapheme cluster in Thai and Devanagari. Arabic has lost its vowel signs in normalising.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import regex

_CLUSTER = regex.compile(r"\X")
_CLUSTERED = regex.compile(
    r"[\p{Script=Thai}\p{Script=Devanagari}\p{Script=Hiragana}\p{Script=Katakana}]"
)
_HANGUL = regex.compile(r"\p{Script=Hangul}")
_PRIVATE_USE = range(0xF0000, 0x10FFFE)


def letters(text: str) -> tuple[str, ...]:
    """The letters of a normalised text without spaces.

    >>> letters("mi"), letters("한"), len(letters("กี่"))
    (('m', 'i'), ('ᄒ', 'ᅡ', 'ᆫ'), 1)
    """
    if text.isascii():
        return tuple(text)
    return tuple(letter for cluster in _CLUSTER.findall(text) for letter in _letters_of(cluster))


def _letters_of(cluster: str) -> Iterable[str]:
    """The letters of one grapheme cluster."""
    if _HANGUL.match(cluster):
        return unicodedata.normalize("NFD", cluster)
    return (cluster,) if _CLUSTERED.match(cluster) else cluster


class LetterStrings:
    """Texts as strings of one character a letter, so that fast string code counts letters.

    A grapheme cluster of several code points is given a private character, the same for the
    same cluster within one object; strings of different objects are not comparable.

    >>> strings = LetterStrings()
    >>> len(strings("กี่")), strings("mi"), strings("กี่") == strings("กี่")
    (1, 'mi', True)
    """

    def __init__(self) -> None:
        self._private: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """The text, one character a letter."""
        if text.isascii():
            return text
        return "".join(self._character(letter) for letter in letters(text))

    def _character(self, letter: str) -> str:
        if len(letter) == 1:
            return letter
        known = self._private.get(letter)
        if known is None:
            known = chr(_PRIVATE_USE[len(self._private)])
            self._private[letter] = known
        return known

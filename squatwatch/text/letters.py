"""The letters that edits are counted in.

A letter is a code point in Latin and Cyrillic, a jamo in Hangul, a kana with its marks, a
grapheme cluster in Thai and Devanagari. Arabic has lost its vowel signs in normalising.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from zlib import crc32

import regex

_CLUSTER = regex.compile(r"\X")
_CLUSTERED = regex.compile(
    r"[\p{Script=Thai}\p{Script=Devanagari}\p{Script=Hiragana}\p{Script=Katakana}]"
)
_HANGUL = regex.compile(r"\p{Script=Hangul}")
_PRIVATE_USE = range(0xF0000, 0x10FFFE)
_UNASSIGNED = range(0x40000, 0xE0000)
"""Planes 4 to 13 hold no character (Unicode 16)."""

_APART = regex.compile(r"[\p{Hangul}\p{Thai}\p{Devanagari}\p{M}]")


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


def letter_string(text: str) -> str:
    """A text as one character a letter, the same for the same letter wherever it is made.

    A letter of several code points is given a character that Unicode leaves unassigned, by its
    checksum. Two such letters may share one, once in 655,360 pairs: what agrees on them must be
    looked at once more (``letters``).

    >>> len(letter_string("กี่")), letter_string("mi")
    (1, 'mi')
    """
    if text.isascii():
        return text
    return "".join(
        letter if len(letter) == 1 else chr(_UNASSIGNED[crc32(letter.encode()) % len(_UNASSIGNED)])
        for letter in letters(text)
    )


def is_apart(character: str) -> bool:
    """Whether letters may be other things than code points where this character stands.

    >>> is_apart("m"), is_apart("한"), is_apart("ก")
    (False, True, True)
    """
    return _APART.match(character) is not None


def may_be_shared(letter: int) -> bool:
    """Whether ``letter_string`` may have given this code point to several letters."""
    return letter in _UNASSIGNED


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

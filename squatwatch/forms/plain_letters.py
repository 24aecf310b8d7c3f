"""Other scripts letter by letter in Latin: Cyrillic, Hangul, kana, Arabic, Thai.

By ``plain_letters.csv`` and, turned round, ``sound_kana.csv``; in the spelling that lies nearest to
pinyin where a script leaves a choice. Each function takes a normalised text without spaces and
gives one candidate or two, the likelier first; a letter that no table has is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from squatwatch import reference
from squatwatch.model import Script
from squatwatch.text.letters import letters

_PINYIN_LIKE = (("shi", "xi"), ("sh", "xi"), ("chi", "qi"), ("fu", "hu"), ("r", "l"))
_HEPBURN = {"ʃ": "sh", "tʃ": "ch", "dʒ": "j", "r": "r", "j": "y"}
"""The letters of sounds that are not their own; where two sounds have one kana, these are read."""
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_NOT_READ = re.compile("[ーッ]")
_ARABIC_VOWEL = re.compile("[اأإآىةعوي]")
_GLIDES = {"و": ("w", "o", "u"), "ي": ("y", "i", "i"), "ی": ("y", "i", "i")}
"""Before a vowel (and first), between a vowel and a consonant, behind a consonant."""

_THAI_UNHEARD = re.compile("[ก-ฮ][ิุ]?์|[่-๋]|ห(?=[งญนมยรลว])")
_THAI_VOWELS = tuple(
    (re.compile(thai), latin)
    for thai, latin in (
        ("(?<![ะ-ฺเ-ไ])([ก-ฮ])([กงนม])(?![ะ-ฺ])", r"\1o\2"),
        ("เ([ก-ฮ])ียว", r"\1iao"),
        ("เ([ก-ฮ])ีย", r"\1ia"),
        ("เ([ก-ฮ])า", r"\1ao"),
        ("เ([ก-ฮ])อ", r"\1e"),
        ("เ([ก-ฮ])ิ", r"\1e"),
        ("ัว|(?<=[ก-ฮ])ว(?=[งนม])", "ua"),
        ("([เแโใไ])([ก-ฮ])", r"\2\1"),
        ("(?<=[เแโใไะ-ู])ว", "u"),
        ("(?<=[เแโใไะ-ู])ย", "i"),
        ("(?<=[ก-ฮ])อ", "o"),
    )
)
"""Thai vowels that stand around their consonant, in this order; the rest letter by letter."""


@cache
def _table(script: Script, part: str = "letter") -> dict[str, str]:
    """The letters of a script, or one kind of jamo, with their Latin letters."""
    rows = reference.table("plain_letters").iter_rows()
    return {native: latin for of, kind, latin, native in rows if (of, kind) == (script, part)}


def cyrillic_letters(text: str) -> tuple[str, ...]:
    """Cyrillic as Russian reads it.

    >>> cyrillic_letters("хуавэй")
    ('huavei',)
    """
    table = _table("cyrillic")
    return ("".join(table.get(letter, "") for letter in text),)


def hangul_letters(text: str) -> tuple[str, ...]:
    """Hangul by the Revised Romanization, without the changes between syllables."""
    parts = ("first-jamo", "vowel-jamo", "last-jamo")
    table = {jamo: latin for part in parts for jamo, latin in _table("hangul", part).items()}
    return ("".join(table.get(jamo, "") for jamo in letters(text)),)


def katakana_only(text: str) -> str:
    """Kana in katakana, without long marks and held stops.

    >>> katakana_only("らーめん")
    'ラメン'
    """
    return _NOT_READ.sub("", text.translate(_KATAKANA))


def kana_letters(text: str) -> tuple[str, ...]:
    """Kana with the letters of pinyin for the same sounds, and by Hepburn's romanization."""
    table, longest = _kana(), 3
    left, hepburn = katakana_only(text), ""
    while left:
        run = next((left[:i] for i in range(longest, 0, -1) if left[:i] in table), left[0])
        left, hepburn = left[len(run) :], hepburn + table.get(run, "")
    pinyin = hepburn
    for japanese, chinese in _PINYIN_LIKE:
        pinyin = pinyin.replace(japanese, chinese)
    return pinyin, hepburn


@cache
def _kana() -> dict[str, str]:
    """Kana of ``sound_kana.csv`` with their Latin letters; the first sound of a kana counts."""
    table: dict[str, str] = {}
    rows = reference.table("sound_kana").rows()
    rows = [row for row in rows if row[0].isascii() or row[0] in _HEPBURN]
    for sound, alone, *syllables in sorted(rows, key=lambda row: row[0] not in _HEPBURN):
        first = "" if sound == "vowel" else _HEPBURN.get(sound, sound)
        for kana, vowel in zip(syllables, "aiueo", strict=True):
            table.setdefault(kana, first + vowel)
        small = first if len(first) > 1 or first == "j" else f"{first}y"
        for kana, vowel in zip("ャュョ", "auo", strict=True):
            table.setdefault(syllables[1] + kana, small + vowel)
        table.setdefault(alone, first)
    return {**table, "ン": "n"}


def arabic_letters(text: str) -> tuple[str, ...]:
    """Arabic as the press writes foreign names: و and ي are vowels where no vowel follows."""
    table = _table("arabic")
    latin, place = "", 0
    while place < len(text):
        run = text[place : place + 2] if text[place : place + 2] in table else text[place]
        latin += _glide(text, place) if run in _GLIDES else table.get(run, "")
        place += len(run)
    return (latin,)


def _glide(text: str, place: int) -> str:
    before_vowel, last, behind_consonant = _GLIDES[text[place]]
    if place and not _ARABIC_VOWEL.match(text[place - 1]):
        return behind_consonant
    followed = bool(_ARABIC_VOWEL.match(text, place + 1))
    return before_vowel if followed or not place else last


def thai_letters(text: str) -> tuple[str, ...]:
    """Thai with the letters of pinyin for the same sounds, without tones and silent letters.

    >>> thai_letters("เทมู"), thai_letters("กุ้ยโจว")
    (('temu',), ('guijou',))
    """
    text = _THAI_UNHEARD.sub("", text)
    for pattern, latin in _THAI_VOWELS:
        text = pattern.sub(latin, text)
    table = _table("thai")
    return ("".join(letter if letter.isascii() else table.get(letter, "") for letter in text),)


LETTER_BY_LETTER: dict[Script, Callable[[str], tuple[str, ...]]] = {
    "cyrillic": cyrillic_letters,
    "hangul": hangul_letters,
    "kana": kana_letters,
    "arabic": arabic_letters,
    "thai": thai_letters,
}

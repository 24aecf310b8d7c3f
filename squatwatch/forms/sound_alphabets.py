"""Sounds of a Latin mark in scripts that are written letter by letter.

Cyrillic, Arabic and Devanagari: consonants by ``sound_letters.csv``, vowels by their place. Each
function takes sounds (``latin_sounds``) and says whether the usual or the other spelling is
meant; the other writes out what the usual one contracts or leaves out.
"""

from __future__ import annotations

from functools import cache

from squatwatch import reference
from squatwatch.forms.latin_sounds import VOWELS, Sounds

HUSHING = frozenset({"ʃ", "tʃ", "ʒ", "dʒ"})
PALATAL = HUSHING | {"ɕ"}

_SOFT = {"a": "Я", "u": "Ю", "e": "Е", "i": "И", "i:": "И", "u:": "Ю"}
_CYRILLIC_VOWELS = {
    "a": "А", "a:": "А", "æ": "А", "ʌ": "А", "e": "Е", "i": "И", "i:": "И",
    "o": "О", "o:": "О", "u": "У", "u:": "У", "er": "ЕР",
}  # fmt: skip
_ARABIC_FIRST = {"i": "إي", "e": "إ", "er": "إر", "o": "أو", "u": "أو"}
_ARABIC_VOWELS = {"i": "ي", "e": "ي", "er": "ر", "o": "و", "u": "و"}
_MATRAS = {"a": "ा", "æ": "ै", "ʌ": "", "e": "े", "i": "ी", "o": "ो", "u": "ू", "er": "र"}
_INDEPENDENT = {
    "a": "आ", "æ": "ए", "ʌ": "अ", "e": "ए", "i": "ई", "o": "ओ", "u": "ऊ", "er": "अर",
}  # fmt: skip
_SHORT = {"ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ"}
_VIRAMA = "्"
_ANUSVARA = "ं"


@cache
def consonants(script: str) -> dict[str, str]:
    """The consonant sounds of one column of ``sound_letters.csv``.

    >>> consonants("cyrillic")["ʃ"]
    'Ш'
    """
    return dict(reference.table("sound_letters").select("sound", script).iter_rows())


def _near(sounds: Sounds, place: int) -> str:
    """The sound at a place; empty outside."""
    return sounds[place] if 0 <= place < len(sounds) else ""


def cyrillic(sounds: Sounds, *, other: bool = False) -> str:
    """Sounds in Cyrillic; the other spelling has И, not Й, behind a vowel.

    >>> cyrillic(("ʃ", "e", "i", "n")), cyrillic(("ʃ", "e", "i", "n"), other=True)
    ('ШЕЙН', 'ШЕИН')
    """
    return "".join(_cyrillic(sounds, place, other) for place in range(len(sounds)))


def _cyrillic(sounds: Sounds, place: int, other: bool) -> str:
    sound, before, after = sounds[place], _near(sounds, place - 1), _near(sounds, place + 1)
    if before == "j" and sound in _SOFT and _near(sounds, place - 2) not in HUSHING:
        return _SOFT[sound]
    if sound == "j" and (after in _SOFT or before in HUSHING):
        return ""
    if sound in VOWELS:
        if sound == "i" and before in VOWELS and not other:
            return "Й"
        written = _CYRILLIC_VOWELS[sound]
        return written if before else written.replace("Е", "Э")
    if sound == "ŋ" and after in ("k", "g"):
        return "Н"
    return consonants("cyrillic").get(sound, "")


def arabic(sounds: Sounds, *, other: bool = False) -> str:
    """Sounds in Arabic; the other spelling writes the short e of a closed syllable.

    >>> arabic(("a", "ŋ", "k", "er")), arabic(("h", "u", "a", "w", "e", "i"))
    ('أنكر', 'هواوي')
    """
    return "".join(_arabic(sounds, place, other) for place in range(len(sounds)))


def _arabic(sounds: Sounds, place: int, other: bool) -> str:
    sound, before, after = sounds[place], _near(sounds, place - 1), _near(sounds, place + 1)
    if sound in VOWELS:
        return _arabic_vowel(sounds, place, other)
    if sound == before or (sound == "j" and before in PALATAL):
        return ""
    if sound == "ŋ" and after in ("k", "g"):
        return "ن"
    return consonants("arabic").get(sound, "")


def _arabic_vowel(sounds: Sounds, place: int, other: bool) -> str:
    sound, before, after = sounds[place], _near(sounds, place - 1), _near(sounds, place + 1)
    plain = sound.removesuffix(":")
    if not before:
        return _ARABIC_FIRST.get(plain, "أ")
    if plain == "i" and before == "i:":
        return "إ"
    if (sound, after) in (("e", "i"), ("o", "u")):
        return ""
    if sound == "e" and not other and _is_closed(sounds, place):
        return ""
    return _ARABIC_VOWELS.get(plain, "ا")


def _is_closed(sounds: Sounds, place: int) -> bool:
    """Whether the vowel here stands before one consonant at the end, or before two."""
    after, next_after = _near(sounds, place + 1), _near(sounds, place + 2)
    return bool(after) and after not in VOWELS and next_after not in VOWELS | {"j", "w"}


def devanagari(sounds: Sounds, *, other: bool = False) -> str:
    """Sounds in Devanagari; the other spelling has the dental त द for the retroflex ट ड.

    >>> devanagari(("æ", "ŋ", "k", "er")), devanagari(("h", "u", "a", "w", "e", "i"))
    ('एंकर', 'हुआवेई')
    """
    written = "".join(_devanagari(sounds, place) for place in range(len(sounds)))
    return written.replace("ट", "त").replace("ड", "द") if other else written


def _devanagari(sounds: Sounds, place: int) -> str:
    sound, before, after = sounds[place], _near(sounds, place - 1), _near(sounds, place + 1)
    if sound in VOWELS:
        return _devanagari_vowel(sounds, place)
    if sound == "q" or (sound == "j" and before in PALATAL):
        return ""
    if sound in ("n", "ŋ") and before in VOWELS and after and after not in VOWELS | {"j", "w"}:
        return _ANUSVARA
    letter = consonants("devanagari").get(sound, "")
    follows = after not in VOWELS and after not in ("", "q")
    joins = follows and not (after == "j" and sound in PALATAL)
    return letter + (_VIRAMA if joins else "")


def _devanagari_vowel(sounds: Sounds, place: int) -> str:
    sound, before, after = sounds[place], _near(sounds, place - 1), _near(sounds, place + 1)
    letters = _INDEPENDENT if before in VOWELS or not before else _MATRAS
    letter = letters[sound.removesuffix(":")]
    short = (after in VOWELS and sound in ("i", "u")) or _is_closed(sounds, place)
    return _SHORT.get(letter, letter) if short and not sound.endswith(":") else letter

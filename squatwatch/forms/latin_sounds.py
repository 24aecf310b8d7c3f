"""How a Latin mark is read aloud: its letters as sounds (reference/latin_sounds.csv)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from squatwatch import reference

Reading = Literal["plain", "english"]
Sounds = tuple[str, ...]

VOWELS = frozenset({"a", "e", "i", "o", "u", "a:", "i:", "o:", "u:", "æ", "ʌ", "er"})
"""Sounds that carry a syllable; ``er`` is the weak ending of ANKER."""


@lru_cache(maxsize=16_384)
def sounds_of(word: str, reading: Reading) -> Sounds:
    """The sounds of one word in small letters a to z; other characters are left out.

    >>> sounds_of("anker", "plain"), sounds_of("anker", "english")
    (('a', 'ŋ', 'k', 'er'), ('æ', 'ŋ', 'k', 'er'))
    >>> sounds_of("shein", "plain"), sounds_of("shein", "english")
    (('ʃ', 'e', 'i', 'n'), ('ʃ', 'i:', 'i', 'n'))
    """
    pattern, sounds = _rules(reading)
    found = (sounds[match.lastindex or 0] for match in pattern.finditer(word))
    return tuple(sound for group in found for sound in group)


@cache
def _rules(reading: Reading) -> tuple[re.Pattern[str], tuple[Sounds, ...]]:
    """The patterns of a reading as one, a group each, and the sounds of each group."""
    rows = reference.table("latin_sounds").rows()
    used = [row for row in rows if row[0] == "plain" or reading == "english"]
    pattern = re.compile("|".join(f"({spelling})" for _, spelling, _ in used))
    return pattern, ((), *(tuple(sounds.split()) for _, _, sounds in used))

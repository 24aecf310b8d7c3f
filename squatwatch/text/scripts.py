"""Which script a text is written in."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex

from squatwatch.model import Script

_SCRIPT_OF_CHARACTER: tuple[tuple[Script, regex.Pattern[str]], ...] = (
    ("latin", regex.compile(r"\p{Script=Latin}")),
    ("han", regex.compile(r"\p{Script=Han}")),
    # The prolonged sound mark is used by both kana scripts and belongs to neither.
    ("kana", regex.compile(r"[\p{Script=Hiragana}\p{Script=Katakana}ー]")),
    ("hangul", regex.compile(r"\p{Script=Hangul}")),
    ("cyrillic", regex.compile(r"\p{Script=Cyrillic}")),
    ("thai", regex.compile(r"\p{Script=Thai}")),
    ("arabic", regex.compile(r"\p{Script=Arabic}")),
    ("devanagari", regex.compile(r"\p{Script=Devanagari}")),
    ("greek", regex.compile(r"\p{Script=Greek}")),
)
_ALPHABETS: frozenset[Script] = frozenset({"latin", "cyrillic", "greek"})


@lru_cache(maxsize=65_536)
def script_of_character(character: str) -> Script | None:
    """The script of one character; None for digits, punctuation and marks, which have none."""
    for script, pattern in _SCRIPT_OF_CHARACTER:
        if pattern.match(character):
            return script
    return "other" if character.isalpha() else None


def is_alphabet(script: Script) -> bool:
    """Whether look-alike letters are shared with this script: Latin, Cyrillic, Greek."""
    return script in _ALPHABETS


def scripts_in(text: str) -> Counter[Script]:
    """How many characters of each script a text has."""
    found = (script_of_character(character) for character in text)
    return Counter(script for script in found if script is not None)


def script_of(text: str) -> Script:
    """The script of a name: the most frequent; any kana makes it kana; no letter counts as Latin.

    >>> script_of("华为"), script_of("お茶"), script_of("ЛАБУБУ"), script_of("360")
    ('han', 'kana', 'cyrillic', 'latin')
    """
    counts = scripts_in(text)
    if not counts:
        return "latin"
    if counts["kana"]:
        return "kana"
    return counts.most_common(1)[0][0]

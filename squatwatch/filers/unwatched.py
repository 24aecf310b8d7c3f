"""Marks that look like Chinese brands which nobody watches here: a hint for who keeps the list.

The rule looks at marks alone, never at who filed them. A mark looks like one

- when it has two or more characters in a run and is filed where characters are not how marks are
  commonly written (``OF_CHARACTERS`` has the offices where they are), or
- when it is pinyin from end to end, two syllables or more and ``LEAST_LETTERS``, neither ordinary
  English words nor a place; and either at least one syllable has a shape that other languages
  hardly have (zh-, xia-, qian-, -iang, -uo), or it is three words or more of one syllable each.

It says nothing about anybody's right: many such marks are their applicants' own.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import regex

from squatwatch import reference
from squatwatch.filers.places import in_letters
from squatwatch.forms.syllables import known_syllables
from squatwatch.text.normalize import normalize
from squatwatch.text.scripts import scripts_in

Look = Literal["characters", "pinyin", ""]

OF_CHARACTERS = frozenset({"CN", "HK", "JP", "MO", "SG", "TW"})
"""Offices where marks in characters are everyday: there they say nothing about a mark."""

LEAST_LETTERS = 5
"""Letters below which a word is pinyin by chance more often than not."""

_CHARACTERS = regex.compile(r"\p{Han}{2,}")
_TELLING = regex.compile(r"zh.+|[xq](?:i[aenou].*|uan|un)|.*(?:i[ao]ng|iao|uang|uai|eng|iu|uo)")
"""Syllables that words of other languages hardly have; que, xi and the like are left out."""
SYLLABLES_APART = 3
"""Words of one syllable each from which a mark is Chinese by its rhythm: LAO GAN MA."""


@lru_cache(maxsize=65_536)
def look(mark: str, office: str = "") -> Look:
    """By what a mark looks like a Chinese brand; empty where it does not.

    >>> look("桂花楼", "DE"), look("桂花楼", "TW"), look("GUI HUA LOU", "DE"), look("XIANGYUAN")
    ('characters', '', 'pinyin', 'pinyin')
    >>> [look(mark) for mark in ("Banana", "Milan", "Aqua Unique", "Nordlicht", "桂")]
    ['', '', '', '', '']
    """
    if office not in OF_CHARACTERS and _CHARACTERS.search(mark):
        return "" if scripts_in(mark)["kana"] else "characters"
    words = normalize(mark).split()
    return "pinyin" if words and _is_pinyin(words) else ""


def _is_pinyin(words: list[str]) -> bool:
    joined = "".join(words)
    if len(joined) < LEAST_LETTERS or joined in _ordinary() or joined in in_letters():
        return False
    if " ".join(words) in in_letters() or all(word in _ordinary() for word in words):
        return False
    cut = [_cut(word) for word in words]
    syllables = [syllable for of_word in cut for syllable in of_word]
    if not all(cut) or len(syllables) < 2:
        return False
    apart = len(words) == len(syllables) >= SYLLABLES_APART
    return apart or any(map(_TELLING.fullmatch, syllables))


@lru_cache(maxsize=65_536)
def _cut(word: str) -> tuple[str, ...]:
    """A word as syllables of pinyin, as few as may be; empty where some of it is none."""
    known = known_syllables()
    best: list[tuple[str, ...] | None] = [(), *(None for _ in word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before, so_far = best[start], best[end]
            if before is None or word[start:end] not in known:
                continue
            if so_far is None or len(before) + 1 < len(so_far):
                best[end] = (*before, word[start:end])
    return best[-1] or ()


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(reference.table("common_words")["word"])

"""How much a form says by itself: a short, ordinary or shared form needs more evidence.

The value multiplies nothing by itself; below ``NEEDS_MORE`` a hit needs something beside the mark
(the characters in the same mark, the same class, a filer seen elsewhere). The owner's fame is no
part of it, and word frequency is not used: lists of frequent words are full of brands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from squatwatch import reference
from squatwatch.forms.parts import is_generic, is_place
from squatwatch.model import Script
from squatwatch.text.letters import letters
from squatwatch.text.normalize import joined, normalize

NEEDS_MORE = 0.5

COMMON_TIER = 40
COMMON_WORD = 0.3
RARER_WORD = 0.6
PLACE_OR_GENERIC = 0.3
"""Factors: proposals, not fitted (notes on forms, section 6)."""

Steps = tuple[tuple[int, float], ...]

_LETTERS: Steps = ((0, 0.0), (4, 0.3), (5, 0.6), (6, 0.8), (8, 1.0))
_KANA: Steps = ((0, 0.0), (3, 0.3), (4, 0.6), (5, 0.8), (6, 1.0))
_SYLLABLES: Steps = ((0, 0.0), (2, 0.5), (3, 0.8), (4, 1.0))
_STEPS: dict[Script, Steps] = {
    "han": _SYLLABLES,
    "hangul": _SYLLABLES,
    "devanagari": _SYLLABLES,
    "kana": _KANA,
}
"""From which length on a form has which value. A letter of these scripts says about a syllable."""


@dataclass(frozen=True, slots=True)
class Distinctiveness:
    """A value in [0, 1], 1 for a form that is nobody else's, and what took from it."""

    value: float
    reasons: tuple[str, ...] = ()

    @property
    def needs_more(self) -> bool:
        """Whether a hit on the form needs more evidence than the form itself."""
        return self.value < NEEDS_MORE


def distinctiveness(
    form: str, script: Script, *, brands: int = 1, classes: Collection[int] = ()
) -> Distinctiveness:
    """How distinctive a form is; ``brands`` is how many watched brands have it.

    By its length (letters: 0 up to three, 1 from eight; characters and syllables: 0 for one, 1
    from four), less for an ordinary English word, a place or a generic word, or a word for the
    goods of the brand's ``classes`` (Nice), and divided by the brands that share it. An empty form
    has 0.

    >>> distinctiveness("WANGLAOJI", "latin").value, distinctiveness("LI", "latin").value
    (1.0, 0.0)
    >>> distinctiveness("PHOENIX", "latin")
    Distinctiveness(value=0.24, reasons=('7 letters', 'ordinary word'))
    >>> distinctiveness("啤酒", "han").needs_more
    True
    >>> distinctiveness("LUBRICANTS", "latin", classes=[4]).reasons
    ('ordinary word', 'a word for the goods of class 4')
    """
    text = joined(normalize(form))
    factors = [_length(text, script), *_ordinary(form, text, script)]
    factors += [
        (PLACE_OR_GENERIC, f"a word for the goods of class {number}")
        for number in sorted(classes)
        if _names_the_goods(text, script, number)
    ]
    if brands > 1:
        factors.append((1 / brands, f"shared by {brands} watched brands"))
    value = 1.0
    for factor, _ in factors:
        value *= factor
    return Distinctiveness(round(value, 4), tuple(why for factor, why in factors if factor < 1))


def _length(text: str, script: Script) -> tuple[float, str]:
    """The factor of the length, and the length in words."""
    count = len(text) if script == "hangul" else len(letters(text))
    steps = _STEPS.get(script, _LETTERS)
    place = bisect_right([least for least, _ in steps], count) - 1
    return steps[place][1], f"{count} {'characters' if script in _STEPS else 'letters'}"


def _ordinary(form: str, text: str, script: Script) -> list[tuple[float, str]]:
    """The factors of what the form says beside being a name."""
    factors = []
    tier = _word_tiers().get(text) if script == "latin" else None
    if tier is not None:
        common = tier <= COMMON_TIER
        factors.append(
            (COMMON_WORD, "ordinary word") if common else (RARER_WORD, "rather rare word")
        )
    if _is_place(form, text, script) or (script == "han" and is_generic(text)):
        factors.append((PLACE_OR_GENERIC, "place or generic word"))
    return factors


def _is_place(form: str, text: str, script: Script) -> bool:
    if script == "han":
        return is_place(text)
    return script == "latin" and (text in _latin_places() or normalize(form) in _latin_places())


def _names_the_goods(text: str, script: Script, nice_class: int) -> bool:
    """Whether a text is a word of the title of a class."""
    english, chinese = _class_titles()[nice_class]
    if script == "han":
        return len(text) > 1 and text in chinese
    return text in english or f"{text}s" in english


@cache
def _class_titles() -> dict[int, tuple[frozenset[str], str]]:
    """Words of the short titles of the classes in English, and the titles in Chinese."""
    rows = reference.table("nice_classes").select("class", "title_en", "title_zh").iter_rows()
    return {int(row[0]): (frozenset(normalize(row[1]).split()), row[2]) for row in rows}


@cache
def _word_tiers() -> dict[str, int]:
    """English words and how common they are: 10 the most, 50 the least."""
    rows = reference.table("common_words").select("word", "tier").iter_rows()
    return {word: int(tier) for word, tier in rows}


@cache
def _latin_places() -> frozenset[str]:
    """Names of places in English or pinyin, normalised, with and without spaces."""
    names = reference.table("places")["name_en"]
    return frozenset((*names, *map(joined, names)))

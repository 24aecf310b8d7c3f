"""The parts of a name in characters: place, distinctive and generic words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import regex

from squatwatch import reference
from squatwatch.model import FormPart
from squatwatch.text.han import han_fold

MOST_PLACES = 2
"""中国北京..., 贵州仁怀...: no more stand first than a country or province and a town."""
MOST_GENERICS = 3
"""生物 + 科技 + 有限公司: further trade and company words are read as the name's own."""

_HAN = regex.compile(r"\p{Script=Han}")
_BETWEEN = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
_ADMINISTRATIVE = ("特别行政区", "自治区", "省", "市", "县")

Cuts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a name, as it is written there, and what it is in the name."""

    text: str
    part: FormPart


@lru_cache(maxsize=65_536)
def parts_of(text: str) -> tuple[Part, ...]:
    """The whole name first; then its parts in their order, where it has more than one.

    Places are read at the beginning, products, trades and company words at the end, by
    ``place_parts.csv`` and ``generic_parts.csv``; what stands between is distinctive. As little
    as possible is left between, but never a single character: it stays with its neighbour, which
    is then neither place nor generic (汾酒, 云南红). A name that is nothing but place and generic
    has no distinctive part (青岛啤酒): the place is the brand. Traditional characters are read as
    simplified ones. A text without characters has no parts but the whole.

    >>> [(part.text, part.part) for part in parts_of("北京同仁堂")]
    [('北京同仁堂', 'whole'), ('北京', 'place'), ('同仁堂', 'distinctive')]
    >>> [part.part for part in parts_of("青島啤酒")], [part.part for part in parts_of("汾酒")]
    (['whole', 'place', 'generic'], ['whole'])
    """
    whole = Part(text, "whole")
    if not _HAN.search(text):
        return (whole,)
    parts = _cut(text, *_best_cuts(han_fold(text)))
    return (whole, *parts) if len(parts) > 1 else (whole,)


def is_place(text: str) -> bool:
    """Whether a text in characters is a place of ``place_parts.csv``, with or without 省, 市, 县.

    >>> is_place("貴州"), is_place("青岛市"), is_place("茅台")
    (True, True, False)
    """
    folded = han_fold(text)
    return bool(folded) and len(folded) in _place_ends(folded, 0)


def is_generic(text: str) -> bool:
    """Whether a text in characters is a word of ``generic_parts.csv``.

    >>> is_generic("啤酒"), is_generic("华为")
    (True, False)
    """
    return han_fold(text) in _generic_words()


@cache
def _place_names() -> frozenset[str]:
    return frozenset(reference.table("place_parts")["name_zh"])


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(reference.table("generic_parts")["word"])


@cache
def _longest(words: frozenset[str]) -> int:
    return max(map(len, words))


def _best_cuts(folded: str) -> tuple[Cuts, Cuts]:
    """Where places end and where generic words start: the least left between, in the fewest cuts.

    Of two that leave as much, the one that keeps the place.
    """
    candidates = [
        (starts[0] - ends[-1], len(ends) + len(starts), -ends[-1], ends, starts)
        for ends in _place_cuts(folded, (0,))
        for starts in _generic_cuts(folded, (len(folded),), ends[-1])
        if not _is_single(folded[ends[-1] : starts[0]]) or len(ends) == len(starts) == 1
    ]
    return min(candidates)[3:]


def _is_single(between: str) -> bool:
    """Whether this is one character, with or without what parts words."""
    return sum(character.isalnum() for character in between) == 1


def _place_cuts(folded: str, ends: Cuts) -> Iterator[Cuts]:
    """The ways to read places at the beginning: 0 and where each of them ends."""
    yield ends
    if len(ends) <= MOST_PLACES:
        for end in _place_ends(folded, ends[-1]):
            yield from _place_cuts(folded, (*ends, end))


def _place_ends(folded: str, start: int) -> Iterator[int]:
    """Where a place that starts here may end, alone and with 省, 市 or 县."""
    names = _place_names()
    for end in range(start + 2, min(len(folded), start + _longest(names)) + 1):
        if folded[start:end] in names:
            yield end
            yield from (end + len(word) for word in _ADMINISTRATIVE if folded.startswith(word, end))


def _generic_cuts(folded: str, starts: Cuts, after: int) -> Iterator[Cuts]:
    """The ways to read generic words at the end: where each starts, and the length."""
    yield starts
    if len(starts) <= MOST_GENERICS:
        words, end = _generic_words(), starts[0]
        for start in range(max(after, end - _longest(words)), end):
            if folded[start:end] in words:
                yield from _generic_cuts(folded, (start, *starts), after)


def _cut(text: str, ends: Cuts, starts: Cuts) -> list[Part]:
    """The text cut at these places, without what parts words; empty runs left out."""
    runs: list[tuple[int, int, FormPart]] = [
        *((start, end, "place") for start, end in pairwise(ends)),
        (ends[-1], starts[0], "distinctive"),
        *((start, end, "generic") for start, end in pairwise(starts)),
    ]
    parts = (Part(_BETWEEN.sub("", text[start:end]), part) for start, end, part in runs)
    return [part for part in parts if part.text]

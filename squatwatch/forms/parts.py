"""The parts of a name in characters: place, distinctive and generic words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from squatwatch import reference
from squatwatch.model import FormPart
from squatwatch.text.han import han_fold
from squatwatch.text.scripts import script_of

MOST_PLACES = 2
"""中国北京..., 四川成都...: more places than a country or province and a town do not stand first."""
MOST_GENERICS = 3
"""生物 + 科技 + 有限公司: more trade and company words than these are read as the name's own."""

_HAN = regex.compile(r"\p{Script=Han}")
_BETWEEN = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
_ADMINISTRATIVE = ("自治区", "特别行政区", "省", "市", "县")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a name, as it is written there, and what it is in the name."""

    text: str
    part: FormPart


def parts_of(text: str) -> tuple[Part, ...]:
    """The whole name first; then its parts in their order, where it has more than one.

    Places are read at the beginning, products, trades and company words at the end, by
    ``place_parts.csv`` and ``generic_parts.csv``; what stands between is distinctive. A single
    character between stays with its neighbour, which is then no longer place or generic (汾酒,
    云南红). A name that is nothing but place and generic has no distinctive part (青岛啤酒): the
    place is the brand. Traditional characters are read as simplified ones. A text that is not
    in characters has no parts but the whole.

    >>> [(part.text, part.part) for part in parts_of("北京同仁堂")]
    [('北京同仁堂', 'whole'), ('北京', 'place'), ('同仁堂', 'distinctive')]
    >>> [part.part for part in parts_of("青島啤酒")], [part.part for part in parts_of("汾酒")]
    (['whole', 'place', 'generic'], ['whole'])
    """
    whole = Part(text, "whole")
    if script_of(text) != "han":
        return (whole,)
    folded = han_fold(text)
    ends = _places(folded)
    starts = _generics(folded, ends[-1])
    _give_back(folded, ends, starts)
    parts = _cut(text, ends, starts)
    return (whole, *parts) if len(parts) > 1 else (whole,)


def is_place(text: str) -> bool:
    """Whether a text in characters is a place of ``place_parts.csv``, with or without 省, 市, 县.

    >>> is_place("貴州"), is_place("青岛市"), is_place("茅台")
    (True, True, False)
    """
    folded = han_fold(text)
    return bool(folded) and _place_end(folded, 0) == len(folded)


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


def _places(folded: str) -> list[int]:
    """Where the places at the beginning end; 0 first."""
    ends = [0]
    while len(ends) <= MOST_PLACES:
        end = _place_end(folded, ends[-1])
        if end == ends[-1]:
            break
        ends.append(end)
    return ends


def _place_end(folded: str, start: int) -> int:
    """Where a place that starts here ends, with 省, 市 or 县; ``start`` where none does."""
    names = _place_names()
    for end in range(min(len(folded), start + _longest(names)), start, -1):
        if folded[start:end] in names:
            suffix = next((word for word in _ADMINISTRATIVE if folded.startswith(word, end)), "")
            return end + len(suffix)
    return start


def _generics(folded: str, after: int) -> list[int]:
    """Where the generic words at the end start, the last of them first; the length first."""
    words = _generic_words()
    starts = [len(folded)]
    while len(starts) <= MOST_GENERICS:
        end = starts[-1]
        first = max(after, end - _longest(words))
        start = next((i for i in range(first, end) if folded[i:end] in words), end)
        if start == end:
            break
        starts.append(start)
    return starts


def _give_back(folded: str, ends: list[int], starts: list[int]) -> None:
    """Takes a generic word, else a place, back while one character is left between."""
    while len(_HAN.findall(folded[ends[-1] : starts[-1]])) == 1 and not _has_letters(
        folded[ends[-1] : starts[-1]]
    ):
        if len(starts) > 1:
            starts.pop()
        elif len(ends) > 1:
            ends.pop()
        else:
            return


def _has_letters(text: str) -> bool:
    return any(character.isalnum() and not _HAN.match(character) for character in text)


def _cut(text: str, ends: list[int], starts: list[int]) -> list[Part]:
    """The text cut at these places, without what parts words; empty runs left out."""
    cuts: list[tuple[int, int, FormPart]] = [
        (start, end, "place") for start, end in zip(ends, ends[1:], strict=False)
    ]
    cuts.append((ends[-1], starts[-1], "distinctive"))
    last_first: list[tuple[int, int, FormPart]] = [
        (start, end, "generic") for end, start in zip(starts, starts[1:], strict=False)
    ]
    runs = [
        Part(_BETWEEN.sub("", text[start:end]), part)
        for start, end, part in (*cuts, *reversed(last_first))
    ]
    return [run for run in runs if run.text]

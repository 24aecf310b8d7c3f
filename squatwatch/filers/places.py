"""Places in company names: evidence of which company it is, so they are set apart and kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from squatwatch import reference
from squatwatch.forms.readings import readings_of

_KINDS = ("country", "province", "city", "county")
"""The places of ``place_parts.csv`` that companies are of; lakes and mountains are names."""

_ADMINISTRATIVE = ("特别行政区", "自治区", "省", "市", "县")
_TOWN = regex.compile(r"(?P<name>(?:(?![省市县区])\p{Han}){2,3})[市县]")
"""A town that no table has, by the word behind it: 某某市例子有限公司."""


def place_of_words(words: list[str], at: int) -> tuple[str, int]:
    """The place of one or two words in letters that stands ``at``, and how many words it has.

    >>> place_of_words(["hong", "kong", "example"], 0), place_of_words(["example"], 0)
    (('香港', 2), ('', 0))
    """
    if words[at] not in _beginnings():
        return "", 0
    known = in_letters()
    pair = words[at : at + 2]
    if len(pair) == 2 and (place := known.get(" ".join(pair)) or known.get("".join(pair))):
        return place, 2
    place = known.get(words[at], "")
    return place, 1 if place else 0


def without_places(word: str) -> tuple[str, list[str]]:
    """A word in characters without the places that it begins with, with or without 省 or 市.

    One character never stays alone: it belongs to the place before it (云南红).

    >>> without_places("四川省宜宾例子")
    ('例子', ['四川', '宜宾'])
    """
    rest, places = word, list[str]()
    while found := _leading(rest):
        places.append(found[0])
        rest = rest[found[1] :]
    return (word, []) if len(rest) == 1 else (rest, places)


def _leading(word: str) -> tuple[str, int] | None:
    """The place that a word begins with, and its length with the word behind it."""
    for length in range(min(_longest(), len(word)), 1, -1):
        if word[:length] in _in_characters():
            return word[:length], length + _administrative(word, length)
    town = _TOWN.match(word)
    return (town["name"], town.end()) if town else None


def _administrative(word: str, at: int) -> int:
    return next((len(kind) for kind in _ADMINISTRATIVE if word.startswith(kind, at)), 0)


@cache
def in_letters() -> dict[str, str]:
    """Places in letters, each with its Chinese name, in which its spellings are one.

    In English, in pinyin, and as the post wrote them (Tsingtao).
    """
    rows = reference.table("places").select("name_en", "name_zh").iter_rows()
    places = {place: in_chinese or place for place, in_chinese in rows if place}
    for spelling, name in _romanized():
        places.setdefault(spelling, name)
    return places


@cache
def _beginnings() -> frozenset[str]:
    """All that a place in letters begins with, so that most words are known to begin none."""
    return frozenset(place[:end] for place in in_letters() for end in range(1, len(place) + 1))


def _romanized() -> Iterator[tuple[str, str]]:
    """Chinese provinces, cities and counties by what they are in letters."""
    known = _in_characters()
    for name, postal in reference.table("postal_names").iter_rows():
        if name in known:
            yield postal.lower().replace(" ", ""), name
    for name, kind in reference.table("place_parts").iter_rows():
        if kind in _KINDS[1:]:
            yield "".join(readings_of(name)[0].syllables).replace("ü", "u"), name


@cache
def _in_characters() -> frozenset[str]:
    listed = [name for name, kind in reference.table("place_parts").iter_rows() if kind in _KINDS]
    return frozenset(filter(None, (*listed, *reference.table("places")["name_zh"])))


@cache
def _longest() -> int:
    return max(map(len, _in_characters()))

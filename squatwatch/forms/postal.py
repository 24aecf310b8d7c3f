"""Postal spelling: how foreign post and trade wrote Chinese places, from 1906 and before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, product

import regex

from squatwatch import reference
from squatwatch.forms.name import Made, Name
from squatwatch.forms.pieces import pieces_of
from squatwatch.forms.readings import Reading
from squatwatch.forms.syllables import spellings

DICTIONARY_WEIGHT = 0.9
RULES_WEIGHT = 0.7
"""Proposals, not fitted: a name of the dictionary throughout, or any syllable by rule."""

SPELLINGS_A_READING = 4

_FOREIGN = "\0"


def postal_forms(name: Name) -> Iterator[Made]:
    """Names of the dictionary as trade spelled them, all else by the rules, and in pinyin.

    What is spelled as in pinyin is left to pinyin, a rule that agrees with Wade-Giles to it.

    >>> [(made.form, made.weight) for made in postal_forms(Name("青岛"))]
    [('TSINGTAO', 0.9)]
    >>> [made.form for made in postal_forms(Name("贵州光明"))]
    ['KWEICHOW KWANGMING', 'KWEICHOW GUANGMING']
    """
    seen: set[str] = set()
    texts = [piece.text for piece in pieces_of(name.simplified) if piece.said]
    for reading in name.readings:
        aligned = texts if len(texts) == len(reading.syllables) else [""] * len(reading.syllables)
        for form, weight, source in _spelled(reading, aligned):
            if form not in seen and not _spelled_elsewhere(form, weight, reading):
                seen.add(form)
                yield Made(form, "postal", weight * reading.weight, f"{source}; {reading.source}")


def _spelled(reading: Reading, texts: list[str]) -> Iterator[tuple[str, float, str]]:
    by_rule = _by_rule(reading, texts)
    line = "".join(text if len(text) == 1 else _FOREIGN for text in texts)
    places = list(_place_pattern().finditer(line))
    if not by_rule:
        return
    if not places:
        yield "".join(by_rule), RULES_WEIGHT, "postal rules"
        return
    as_pinyin = [syllable.upper() for syllable in reading.syllables]
    covered = sum(len(place.group()) for place in places) == len(line)
    weight = DICTIONARY_WEIGHT if covered else RULES_WEIGHT
    for rest, told in ((by_rule, "rules"), (as_pinyin, "pinyin")):
        source = f"postal_names.csv: {', '.join(place.group() for place in places)}"
        for form in _with_places(rest, places):
            yield form, weight, source if covered else f"{source}; the rest by {told}"


def _with_places(rest: list[str], places: list[regex.Match[str]]) -> Iterator[str]:
    """The syllables with the places in them put in their place, in every spelling; a few."""
    names = [_place_names()[place.group()] for place in places]
    for chosen in islice(product(*names), SPELLINGS_A_READING):
        words, end = [], 0
        for place, spelling in zip(places, chosen, strict=True):
            words += ["".join(rest[end : place.start()]), spelling]
            end = place.end()
        words.append("".join(rest[end:]))
        yield " ".join(word for word in words if word)


def _by_rule(reading: Reading, texts: list[str]) -> list[str]:
    """Every syllable by rule; nothing where one of them has no spelling."""
    parts = [
        _syllable(syllable, text) if tone else syllable
        for syllable, tone, text in zip(reading.syllables, reading.tones, texts, strict=True)
    ]
    return [part.upper() for part in parts] if all(parts) else []


def _syllable(syllable: str, text: str) -> str:
    sharp = text and text in _sharp_characters().get(syllable, "")
    return spellings("postal_sharp" if sharp else "postal").get(syllable, "")


def _spelled_elsewhere(form: str, weight: float, reading: Reading) -> bool:
    joined = form.replace(" ", "")
    if joined == "".join(reading.syllables).upper():
        return True
    wade_giles = "".join(spellings("wade_giles").get(part, part) for part in reading.syllables)
    plain = wade_giles.upper().replace("'", "").replace("Ü", "U")
    return weight == RULES_WEIGHT and joined == plain


@cache
def _place_names() -> dict[str, tuple[str, ...]]:
    """Names with their spellings, the usual one first (``postal_names.csv``)."""
    names: dict[str, tuple[str, ...]] = {}
    for name, spelling in reference.table("postal_names").select("name_zh", "postal").iter_rows():
        names[name] = (*names.get(name, ()), spelling)
    return names


@cache
def _place_pattern() -> regex.Pattern[str]:
    longest_first = sorted(_place_names(), key=lambda name: (-len(name), name))
    return regex.compile("|".join(longest_first))


@cache
def _sharp_characters() -> dict[str, str]:
    """By syllable, the characters whose j, q or x goes back to z, c or s."""
    rows = reference.table("sharp_characters").select("pinyin", "characters").iter_rows()
    return dict(rows)

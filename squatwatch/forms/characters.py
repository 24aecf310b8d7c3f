"""A name in characters: as given, simplified, traditional, Japanese."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.alternates import is_ambiguous, traditional_alternates
from squatwatch.forms.name import Made, Name
from squatwatch.text.han import convert

TRADITIONAL_WEIGHT = 0.98
ALTERNATE_WEIGHT = 0.9
SHINJITAI_WEIGHT = 0.9
"""Proposals, not fitted."""

MOST_TRADITIONAL = 4
MOST_SHINJITAI = 2

STANDARDS = {
    "s2t": "OpenCC s2t: traditional",
    "s2hk": "OpenCC s2hk: traditional as in Hong Kong",
    "s2tw": "OpenCC s2tw: traditional as in Taiwan",
}
"""The conversions to traditional characters, by words as well as by characters."""


def character_forms(name: Name) -> Iterator[Made]:
    """The name as given, simplified, in up to four traditional and two Japanese forms.

    What is the name itself is given once, as ``hanzi``.

    >>> [(made.form, made.kind) for made in character_forms(Name("华为"))]
    [('华为', 'hanzi'), ('華爲', 'trad'), ('華為', 'trad'), ('華為', 'shinjitai')]
    >>> [made.form for made in character_forms(Name("老干妈")) if made.kind == "trad"]
    ['老乾媽', '老干媽', '老幹媽', '老榦媽']
    """
    yield Made(name.text, "hanzi", 1.0, "watch list: name in characters")
    if name.simplified != name.text:
        yield Made(name.simplified, "hanzi", 1.0, "OpenCC t2s: simplified")
    traditional = _traditional(name)
    yield from (made for made in traditional if made.form != name.text)
    yield from _shinjitai(name.text, [made.form for made in traditional])


def _traditional(name: Name) -> list[Made]:
    """The traditional forms: by OpenCC's words, then with other choices of single characters."""
    found: dict[str, Made] = {}
    for standard, source in STANDARDS.items():
        form = convert(name.text, standard)
        found.setdefault(form, Made(form, "trad", TRADITIONAL_WEIGHT, source))
    for form in _other_choices(name):
        source = "OpenCC STCharacters: another traditional character"
        found.setdefault(form, Made(form, "trad", ALTERNATE_WEIGHT, source))
    return list(found.values())[:MOST_TRADITIONAL]


def _other_choices(name: Name) -> Iterator[str]:
    """The traditional form with every ambiguous character unchanged; then one changed at a time."""
    given, traditional = name.text, name.traditional
    if len(given) != len(traditional):
        return
    pairs = list(zip(given, traditional, strict=True))
    yield "".join(was if is_ambiguous(was) else became for was, became in pairs)
    for was, became in dict.fromkeys(pairs):
        for other in traditional_alternates(was):
            yield "".join(other if pair == (was, became) else pair[1] for pair in pairs)


def _shinjitai(given: str, traditional: list[str]) -> Iterator[Made]:
    japanese = dict.fromkeys(convert(form, "t2jp") for form in traditional)
    new = [form for form in japanese if form != given]
    for form in new[:MOST_SHINJITAI]:
        yield Made(form, "shinjitai", SHINJITAI_WEIGHT, "OpenCC s2t, t2jp: Japanese")

"""Company names, reconciled: legal forms off, places apart, spelling variants as one.

Two names are one company when what is left is equal, and the places of one are among those of
the other (``Anta Co., Ltd.`` and ``Anta (China) Co., Ltd.``). A shared brand in the name proves
nothing: words such as *group* or *international* stay.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from squatwatch import reference
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import normalize, without_company_suffixes
from squatwatch.text.scripts import is_alphabet, script_of


@dataclass(frozen=True, slots=True)
class CompanyName:
    """What identifies a company: ``residue`` without legal form and places; its ``places``.

    ``legal_form`` is the family of its legal form (Co., Ltd. and 有限公司 are one); empty where
    the name has none.
    """

    residue: str
    places: frozenset[str]
    legal_form: str = ""


@lru_cache(maxsize=262_144)
def company_name(name: str) -> CompanyName:
    """The reconciled name; the residue is empty for an empty name, never for another.

    >>> company_name("Xiaomi Technology (Beijing) Company Limited").residue
    'xiaomitech'
    >>> company_name("北京小米科技有限责任公司").residue
    '小米科技'
    """
    named = han_fold(normalize(name, with_legal_form=True)).split()
    words = _without_prefixes(without_company_suffixes(named, of_a_company=True))
    company = _unspaced(words) if script_of("".join(words)) == "han" else _spaced(words)
    return replace(company, legal_form=_legal_form(named))


def same_company(one: str, other: str) -> bool:
    """Whether two names are one company once reconciled.

    >>> same_company("Anta (China) Co., Ltd.", "ANTA CO LTD")
    True
    >>> same_company("Huawei Technologies Co., Ltd.", "Huawei GmbH")
    False
    """
    a, b = company_name(one), company_name(other)
    return bool(a.residue) and a.residue == b.residue and agreeing_places(a, b)


def bears_only(company: CompanyName, names: Collection[str]) -> bool:
    """Whether nothing but one of these names (joined, normalised) is left of a company's name.

    >>> bears_only(company_name("Anta (China) Co., Ltd."), {"anta"})
    True
    """
    return company.residue in names


def agreeing_places(a: CompanyName, b: CompanyName) -> bool:
    """Whether the places of one are among those of the other."""
    return a.places <= b.places or b.places <= a.places


def _legal_form(words: list[str]) -> str:
    """The family of the longest legal form that a name ends with; empty where it has none."""
    families = _families()
    for first in range(len(words)):
        if family := families.get(" ".join(words[first:])):
            return family
    last = words[-1] if words else ""
    endings = (form for form in families if last.endswith(form))
    return families.get(max(endings, key=len, default=""), "")


@cache
def _families() -> dict[str, str]:
    rows = reference.table("company_suffixes").select("suffix", "family").iter_rows()
    return {han_fold(suffix): family for suffix, family in rows}


def _spaced(words: list[str]) -> CompanyName:
    variants = _spelling_variants()
    kept = [variants.get(word, word) for word in words]
    kept = [word for word in kept if word]
    places, rest = _without_places(kept)
    # A company called by places or legal forms alone keeps them: else all such would be one.
    return CompanyName("".join(rest or kept or words), frozenset(places if rest else ()))


def _without_places(words: list[str]) -> tuple[list[str], list[str]]:
    """Places of one or two words (Hong Kong, H.K.), and the other words."""
    known = _places()
    places: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        pair = words[at : at + 2] if at + 1 < len(words) else []
        if place := known.get(" ".join(pair)) or known.get("".join(pair)):
            places.append(place)
            at += 2
        elif place := known.get(words[at]):
            places.append(place)
            at += 1
        else:
            rest.append(words[at])
            at += 1
    return places, rest


def _unspaced(words: list[str]) -> CompanyName:
    """A name in characters: places where it, or what stood in brackets, begins.

    安踏(中国)有限公司 comes as the words 安踏 and 中国, since brackets become spaces.
    """
    places: list[str] = []
    rest = "".join(_without_leading_places(word, places) for word in words)
    return CompanyName(rest or "".join(words), frozenset(places if rest else ()))


def _without_leading_places(word: str, places: list[str]) -> str:
    """What is left of a word; its places, with or without 省 or 市, are added to ``places``."""
    rest = word
    while found := _leading_place(rest):
        places.append(found)
        rest = rest.removeprefix(found)
        if rest[:1] in {"省", "市"}:
            rest = rest[1:]
    return rest


def _leading_place(name: str) -> str:
    return next((place for place in _places_in_characters() if name.startswith(place)), "")


@cache
def _places() -> dict[str, str]:
    """Places in Latin letters, each with its Chinese name, in which its spellings are one."""
    rows = reference.table("places").select("name_en", "name_zh").iter_rows()
    return {place: in_chinese or place for place, in_chinese in rows if place}


@cache
def _places_in_characters() -> tuple[str, ...]:
    named = {place for place in reference.table("places")["name_zh"] if place}
    return tuple(sorted(named, key=lambda place: (-len(place), place)))


def _without_prefixes(words: list[str]) -> list[str]:
    """The words without legal forms, or what a register adds, that stand first."""
    for prefix in _prefixes():
        if words[: len(prefix)] == list(prefix) and len(words) > len(prefix):
            return _without_prefixes(words[len(prefix) :])
        unspaced = len(prefix) == 1 and not is_alphabet(script_of(prefix[0]))
        if unspaced and words and words[0].startswith(prefix[0]) and words[0] != prefix[0]:
            return _without_prefixes([words[0].removeprefix(prefix[0]), *words[1:]])
    return words


@cache
def _prefixes() -> tuple[tuple[str, ...], ...]:
    """What may stand before a name, as words, the longest first."""
    prefixes = sorted(reference.table("company_prefixes")["prefix"], key=len, reverse=True)
    return tuple(tuple(prefix.split()) for prefix in prefixes)


@cache
def _spelling_variants() -> dict[str, str]:
    """Words that company names write in several ways, and the one they are compared as."""
    return dict(reference.table("company_words").select("word", "compared_as").iter_rows())

"""Addresses of applicants, reconciled: one key for its spellings, and none for what is no house.

A city or a country, with or without its postal code, is where thousands are; a placeholder is
nowhere; and an address in care of somebody is somebody else's. None of these has a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import polars as pl

from squatwatch import reference
from squatwatch.filers.names import company_name
from squatwatch.filers.nobody import IDENTIFIER
from squatwatch.filers.places import in_letters
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

SHORT_NUMBER = 3
"""Digits up to which a number may be a house's where no word tells a street: codes have more."""

STREET_AND_TOWN = 2
"""Names that an address has at least: there is a Hafenstrasse 1 in many towns."""
CHARACTERS_A_NAME = 3
"""Characters that a name of a place commonly has, with the word for what it is: 深圳市."""
BOX = "pobox"
"""A post office box stands for the name of a street."""

_MANY_ADDRESSES = 262_144
"""How many addresses are remembered: those of a night."""

_POSTAL_CODES = re.compile(
    r"\b(?:\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3}-\d{4}|\d{2}-\d{3}|\d{3} \d{2,3}|\d{4} ?[A-Z]{2}"
    r"|[A-Z]{1,2}-\d{4,5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"
)
"""Of the United States and Brazil, Portugal, Japan, Poland, Sweden, the Czech Republic and India,
the Netherlands, with the sign of a country, of the United Kingdom and Canada (UPU, postal
addressing systems)."""
_ALSO_COUNTRIES = ("PR China", "P.R. China", "PRC", "USA", "U.S.A.", "UK")
_LONG_NUMBER = re.compile(r"\d{5,}")
_NUMBER = re.compile(r"\d+")
_MIXED = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=_MANY_ADDRESSES)
def address_key(address: str) -> str:
    """What identifies the place of an address; empty where it is no house.

    The words of the address in an order of their own, short forms and long as one, without
    countries and postal codes. A house has a number, a street and a town: two names at least, and
    a word for a street, a building or a post office box; or two numbers short enough for a house.

    >>> address_key("No. 18, Example Street, Kiel, Germany")
    '18 example kiel st'
    >>> address_key("18 Example St., 24103 Kiel")
    '18 example kiel st'
    >>> address_key("Hafenstrasse 1, D-24103 Kiel") == address_key("Hafenstr. 1, Kiel")
    True
    >>> [address_key(text) for text in ("D-24103 Kiel", "Hafenstrasse 1", "N/A")]
    ['', '', '']
    """
    if IDENTIFIER.fullmatch(address):
        return ""
    text = _plain(_POSTAL_CODES.sub(" ", address.upper()))
    if _in_care(text):
        return ""
    words = list(_words(text))
    return " ".join(sorted(dict.fromkeys(words))) if _is_house(words, text) else ""


def address_keys(addresses: pl.Series) -> pl.Series:
    """The ``address_key`` of every address, each distinct one once; empty for nulls.

    >>> address_keys(pl.Series(["Germany", None])).to_list()
    ['', '']
    """
    distinct = addresses.drop_nulls().unique()
    keys = pl.Series([address_key(address) for address in distinct], dtype=pl.String)
    return addresses.replace_strict(distinct, keys, default="", return_dtype=pl.String)


@lru_cache(maxsize=65_536)
def names_somebody(address: str, name: str) -> bool:
    """Whether an address holds somebody's name: a representative's, and so is the address.

    >>> names_somebody("Example & Partner, 1 Example Road, Kiel", "Example & Partner LLP")
    True
    """
    own = company_name(name).own if name else ""
    return len(own) >= SHORT_NUMBER and own in joined(han_fold(normalize(address)))


def _plain(text: str) -> str:
    return han_fold(normalize(text, with_legal_form=True))


def _in_care(text: str) -> bool:
    spaced = f" {text} "
    return any(f" {word} " in spaced for word, (kind, _) in _table().items() if kind == "care")


def _words(text: str) -> Iterator[str]:
    """The words that tell where it is, each as it is compared."""
    for phrase, (kind, same) in _phrases().items():
        text = f" {text} ".replace(f" {phrase} ", f" {same} " if kind != "area" else " ")
    for word in _without_countries(text.split()):
        for part in _MIXED.findall(word) if not word.isdigit() else (word,):
            if _LONG_NUMBER.fullmatch(part):
                continue
            known = _table().get(part)
            same = known[1] if known else _one_ending(part)
            if same:
                yield same


def _without_countries(words: list[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        length = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in _countries()), 0)
        if not length:
            yield words[at]
        at += length or 1


def _one_ending(word: str) -> str:
    """A street's name of one word with the one spelling of its ending."""
    for ending, same in _endings().items():
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + same
    return word


def _is_house(words: list[str], text: str) -> bool:
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    streets = {same for kind, same in _table().values() if kind == "street"}
    names = [word for word in words if not word.isdigit() and (word not in streets or word == BOX)]
    if not numbers or sum(map(_names_in, names)) < STREET_AND_TOWN:
        return False
    endings = tuple(_endings().values())
    if not streets.isdisjoint(words) or _behind().search(text):
        return True
    if any(word.endswith(endings) for word in names):
        return True
    short = [number for number in numbers if len(number) <= SHORT_NUMBER]
    return len(short) > 1 and any(word not in in_letters() for word in names)


def _names_in(word: str) -> int:
    """How many names a word is: in characters a town and a street stand in one word."""
    return len(word) // CHARACTERS_A_NAME if script_of(word) == "han" else 1


@cache
def _table() -> Mapping[str, tuple[str, str]]:
    """Each word that stands by itself, with its kind and what it is compared as."""
    rows = reference.table("address_words").select("word", "kind", "compared_as").iter_rows()
    return {word: (kind, same) for word, kind, same in rows if kind not in ("ending", "behind")}


@cache
def _phrases() -> Mapping[str, tuple[str, str]]:
    """Words of the table that are several words."""
    return {word: told for word, told in _table().items() if " " in word and told[0] != "care"}


@cache
def _endings() -> Mapping[str, str]:
    rows = reference.table("address_words").filter(pl.col("kind") == "ending")
    longest_first = rows.sort(pl.col("word").str.len_chars(), descending=True)
    return dict(longest_first.select("word", "compared_as").iter_rows())


@cache
def _behind() -> re.Pattern[str]:
    """A number with a word right behind it that is a house's."""
    rows = reference.table("address_words").filter(pl.col("kind") == "behind")
    return re.compile(rf"\d ?(?:{'|'.join(map(re.escape, rows['word']))})")


@cache
def _countries() -> frozenset[str]:
    codes = reference.table("office_codes").filter(pl.col("kind") == "national")
    return frozenset(map(_plain, (*codes["name_en"], *codes["name_zh"], *_ALSO_COUNTRIES)))

"""A name cut into pieces that are read one by one: known names, surnames, words, characters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.seg.mmseg import seg

from squatwatch import reference

SURNAME_MARKS_ANYWHERE = "氏记"
SURNAME_MARKS_AT_HEAD = "氏记家府"
"""What follows a surname in the name of a house: 曾氏, 曾记; 家 and 府 end other words as well."""

PERSON_NAME_LENGTHS = (2, 3)
"""A name of so many characters may be a surname with a given name (GB/T 28039-2011)."""

_RUNS = regex.compile(r"\p{Script=Han}+|[^\p{Script=Han}]+")
_ALL_HAN = regex.compile(r"\p{Script=Han}+")
_FOREIGN = regex.compile(r"[\p{L}\p{N}]")
_UNASSIGNED = regex.compile(r"[\p{Co}\p{Cn}\p{Cs}]")


class Piece(NamedTuple):
    """One character of a name, or a run of what is no character.

    ``said``: the syllable with its tone as a digit, the run itself, or empty where there is no
    reading. ``others``: second readings, empty where something settles the first.
    """

    text: str
    said: str
    source: str
    others: tuple[str, ...] = ()


def pieces_of(name: str) -> list[Piece]:
    """The pieces of a name: known names and parts first, then surnames, then words.

    >>> [(piece.text, piece.said, piece.others) for piece in pieces_of("重庆大昌行")][:3]
    [('重', 'chong2', ()), ('庆', 'qing4', ()), ('大', 'da4', ())]
    """
    pieces: list[Piece] = []
    end = 0
    for known in _known_pattern().finditer(name):
        pieces += _unknown(name, end, known.start())
        pieces += _settled(known.group(), known_readings()[known.group()], "readings.csv")
        end = known.end()
    return [*pieces, *_unknown(name, end, len(name))]


def _unknown(name: str, start: int, end: int) -> Iterator[Piece]:
    """What no known name covers: surnames with their mark, then runs of characters and others."""
    done = start
    for surname in _surname_pattern().finditer(name, start, end):
        text = surname.group()
        yield from _runs(name, done, surname.start())
        yield from _settled(text, surnames()[text].split(), "surnames.csv")
        done = surname.end()
    yield from _runs(name, done, end)


def _runs(name: str, start: int, end: int) -> Iterator[Piece]:
    for run in _RUNS.finditer(name, start, end):
        if _ALL_HAN.fullmatch(run.group()):
            yield from _characters(run.group(), person=run.start() == 0 and _like_a_person(name))
        else:
            yield from _foreign(run.group().strip())


def _characters(run: str, *, person: bool) -> Iterator[Piece]:
    """A run of characters, word by word; ``person``: its first may be a surname."""
    for place, word in enumerate(seg.cut(run)):
        pieces = word_pieces(word)
        if person and place == 0:
            yield _with_surname(pieces[0], alone=len(word) == 1)
            pieces = pieces[1:]
        yield from pieces


def _foreign(run: str) -> Iterator[Piece]:
    """Letters and digits stand as they are; private characters have no reading."""
    if _FOREIGN.search(run):
        yield Piece(run, run, "")
    elif _UNASSIGNED.search(run):
        yield Piece(run, "", "")


def _like_a_person(name: str) -> bool:
    return len(name) in PERSON_NAME_LENGTHS and _ALL_HAN.fullmatch(name) is not None


def _with_surname(piece: Piece, *, alone: bool) -> Piece:
    """The first character of a name that may be a person's, with its reading as a surname."""
    surname = surnames().get(piece.text)
    if surname is None:
        return piece
    if alone and piece.text in _surnames_alone():
        others = (piece.said, *piece.others)
        return Piece(piece.text, surname, "surnames.csv", _other_than(surname, others))
    return piece._replace(others=_other_than(piece.said, (*piece.others, surname)))


@lru_cache(maxsize=65_536)
def word_pieces(word: str) -> tuple[Piece, ...]:
    """The pieces of one word; a word of the dictionary settles how its characters are read.

    >>> [piece.said for piece in word_pieces("银行")], word_pieces("行")[0].others
    (['yin2', 'hang2'], ('hang2',))
    """
    said = _dictionary(word)
    if len(word) > 1 and word in PHRASES_DICT and len(said) == len(word):
        return tuple(_settled(word, said, "pypinyin"))
    return tuple(_character(character) for character in word)


def _character(character: str) -> Piece:
    readings = polyphones().get(character)
    if readings:
        return Piece(character, readings[0], "polyphones.csv", readings[1:])
    return Piece(character, "".join(_dictionary(character)[:1]), "pypinyin")


def _dictionary(word: str) -> list[str]:
    """Syllables with tones; a character that pypinyin does not know gives nothing."""
    return lazy_pinyin(
        word,
        style=Style.TONE3,
        v_to_u=True,
        neutral_tone_with_five=True,
        errors="ignore",
    )


def _settled(text: str, said: list[str], source: str) -> Iterator[Piece]:
    named = source if source == "pypinyin" else f"{source}: {text}"
    for character, syllable in zip(text, said, strict=True):
        yield Piece(character, syllable, named)


def _other_than(said: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """The readings that differ from one in more than the tone, each sound once."""
    sounds = {said[:-1]: said}
    for other in others:
        sounds.setdefault(other[:-1], other)
    return tuple(sounds.values())[1:]


@cache
def known_readings() -> dict[str, list[str]]:
    """Names and parts of names with their syllables (``readings.csv``)."""
    rows = reference.table("readings").select("name_zh", "pinyin").iter_rows()
    return {name: pinyin.split() for name, pinyin in rows}


@cache
def surnames() -> dict[str, str]:
    """Surnames with their syllables, parted by spaces (``surnames.csv``)."""
    return dict(reference.table("surnames").select("surname", "pinyin").iter_rows())


@cache
def polyphones() -> dict[str, tuple[str, ...]]:
    """Characters of several readings, the likeliest reading first (``polyphones.csv``)."""
    rows = reference.table("polyphones").select("character", "pinyin").iter_rows()
    return {character: tuple(pinyin.split()) for character, pinyin in rows}


@cache
def _surnames_alone() -> frozenset[str]:
    rows = reference.table("surnames").select("surname", "alone").iter_rows()
    return frozenset(surname for surname, alone in rows if alone == "yes")


@cache
def _known_pattern() -> regex.Pattern[str]:
    return regex.compile("|".join(_longest_first(known_readings())))


@cache
def _surname_pattern() -> regex.Pattern[str]:
    """Surnames of two characters at the head, those of one before the mark of a house."""
    double = "|".join(_longest_first(surname for surname in surnames() if len(surname) > 1))
    single = "".join(surname for surname in surnames() if len(surname) == 1)
    return regex.compile(
        rf"^(?:{double})|^[{single}](?=[{SURNAME_MARKS_AT_HEAD}])"
        rf"|[{single}](?=[{SURNAME_MARKS_ANYWHERE}])"
    )


def _longest_first(parts: Iterator[str] | dict[str, list[str]]) -> list[str]:
    return sorted(parts, key=lambda part: (-len(part), part))

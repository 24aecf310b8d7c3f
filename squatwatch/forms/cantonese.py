"""Cantonese: Jyutping, and the spelling of Hong Kong's Government and companies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from squatwatch.forms.by_character import (
    ALTERNATE,
    Options,
    Piece,
    combined,
    pieces_of,
    ranked,
    spellings_of,
)
from squatwatch.forms.hk_spelling import (
    company_spelling,
    hk_spellings,
    place_beginnings,
    place_spellings,
    sibilant_of,
    surname_of,
    surname_spellings,
)
from squatwatch.forms.jyutping import CantoneseReadings, cantonese_readings
from squatwatch.forms.name import Made, Name
from squatwatch.text.han import fold_character

JYUTPING_WEIGHT = 0.7
HK_WEIGHT = 0.85
"""Proposals, not fitted."""
MOST_JYUTPING = 3
MOST_HK = 8
MOST_OF_A_NAME = 4

HK_SOURCE = "hk_spelling.csv: Hong Kong spelling"


def jyutping_forms(name: Name) -> Iterator[Made]:
    """The Jyutping of a name without tones, in capitals with spaces.

    >>> [made.form for made in jyutping_forms(Name("同仁堂"))]
    ['TUNG JAN TONG']
    """
    readings = cantonese_readings(name.traditional)
    for syllables, share in spellings_of(name, readings.of_piece, MOST_JYUTPING):
        form = " ".join(syllables).upper()
        yield Made(form, "jyutping", JYUTPING_WEIGHT * share, "cantonese.csv: Jyutping, no tones")


def hk_forms(name: Name) -> Iterator[Made]:
    """A name as Hong Kong spells it, in capitals with spaces, the Government's practice first.

    Second comes the spelling with every syllable in its usual alternate, as companies have it.

    >>> [made.form for made in hk_forms(Name("李锦记"))][:3]
    ['LEE KAM KEI', 'LEE KUM KEE', 'LEE KAM KEE']
    >>> [made.form for made in hk_forms(Name("九龙仓"))][:1]
    ['KOWLOON TSONG']
    """
    words = list(_words(name))
    if not words or not all(word.options for word in words):
        return
    by_government, *others = combined(
        [word.given for word in words], [word.options for word in words], MOST_HK
    )
    found = dict([by_government])
    found.setdefault(tuple(word.by_companies for word in words), ALTERNATE)
    for spelled, share in others:
        found.setdefault(spelled, share)
    for spelled, share in list(found.items())[:MOST_HK]:
        yield Made(" ".join(spelled), "hk-romanization", HK_WEIGHT * share, HK_SOURCE)


@dataclass(frozen=True, slots=True)
class _Word:
    """A character, surname, place or foreign run of a name, with its Hong Kong spellings."""

    given: str
    options: Options
    by_companies: str


def _words(name: Name) -> Iterator[_Word]:
    """The pieces of a name, places and its surname whole."""
    readings = cantonese_readings(name.traditional)
    rest = list(pieces_of(name))
    surname = surname_of(name.simplified)
    while rest:
        whole = _whole(rest, surname)
        surname = ""
        yield _named(whole, rest, readings) if whole else _by_rule(rest[0], readings)
        del rest[: len(whole) or 1]


def _whole(pieces: list[Piece], surname: str) -> str:
    """The surname or place of the tables that pieces begin with; else nothing."""
    if not surname and fold_character(pieces[0].given) not in place_beginnings():
        return ""
    characters = takewhile(lambda piece: piece.is_character, pieces)
    text = "".join(fold_character(piece.given) for piece in characters)
    if surname and text.startswith(surname):
        return surname
    return next((place for place in place_spellings() if text.startswith(place)), "")


def _named(whole: str, pieces: list[Piece], readings: CantoneseReadings) -> _Word:
    """The spellings of a surname or place by the tables; of one character, then by the rules."""
    listed = surname_spellings(whole) or place_spellings()[whole]
    by_rule = _by_rule(pieces[0], readings).options if len(whole) == 1 else ()
    spellings = [*listed, *(spelling for spelling, _ in by_rule)]
    given = "".join(piece.given for piece in pieces[: len(whole)])
    return _Word(given, ranked(spellings)[:MOST_OF_A_NAME], listed[0])


def _by_rule(piece: Piece, readings: CantoneseReadings) -> _Word:
    """The Hong Kong spellings of each reading of a character; a foreign run as it is."""
    if not piece.is_character:
        return _Word(piece.given, ((piece.traditional, 1.0),), piece.traditional)
    return _of_sounds(piece.given, readings.of_piece(piece))


@lru_cache(maxsize=16_384)
def _of_sounds(character: str, sounds: Options) -> _Word:
    sibilant = sibilant_of(character)
    found: dict[str, float] = {}
    for sound, share in sounds:
        for spelling, own in hk_spellings(sound, sibilant):
            found[spelling] = max(found.get(spelling, 0.0), share * own)
    options = tuple(sorted(found.items(), key=lambda item: -item[1]))
    by_companies = company_spelling(sounds[0][0], sibilant) if options else ""
    return _Word(character, options, by_companies)

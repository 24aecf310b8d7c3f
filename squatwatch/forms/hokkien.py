"""Hokkien: Pe̍h-ōe-jī without tones, and the spelling usual in South-East Asia."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from squatwatch import reference
from squatwatch.forms.by_character import ALTERNATE, Options, Piece, ranked, spellings_of
from squatwatch.forms.name import Made, Name
from squatwatch.text.han import fold_character

WEIGHT = 0.6
"""A proposal, not fitted."""
MOST = 4

POJ_SOURCE = "hokkien.csv: Hokkien, Pe̍h-ōe-jī without tones"
USUAL_SOURCE = "hokkien_spelling.csv: Hokkien as spelled in South-East Asia"

_ONSETS = (
    "chh", "ch", "ph", "th", "kh", "ng",
    "p", "t", "k", "b", "m", "n", "l", "g", "j", "s", "h",
)  # fmt: skip


def hokkien_forms(name: Name) -> Iterator[Made]:
    """The Hokkien of a name, in capitals with spaces: both spellings, then everyday readings.

    None when a character is not in the table, which has some nine hundred.

    >>> [made.form for made in hokkien_forms(Name("福记"))]
    ['HOK KI', 'HOCK KEE']
    """
    seen: set[str] = set()
    for syllables, share in spellings_of(name, _options, MOST // 2):
        phonetic = " ".join(syllables).upper()
        usual = " ".join(usual_spelling(syllable) for syllable in syllables)
        for form, source, own in (
            (phonetic, POJ_SOURCE, share),
            (usual, USUAL_SOURCE, share * ALTERNATE),
        ):
            if form not in seen:
                seen.add(form)
                yield Made(form, "hokkien", WEIGHT * own, source)


def _options(piece: Piece) -> Options:
    return ranked(_table().get(fold_character(piece.given), ()))


@lru_cache(maxsize=16_384)
def usual_spelling(syllable: str) -> str:
    """A syllable as it is spelled in South-East Asia; what is none stays, in capitals.

    >>> usual_spelling("kiat"), usual_spelling("sun"), usual_spelling("goan")
    ('KIAT', 'SOON', 'GUAN')
    """
    spelled = _spellings()
    if whole := spelled.get(("syllable", syllable)):
        return whole
    onset = next((onset for onset in _ONSETS if syllable.startswith(onset)), "")
    rime = syllable.removeprefix(onset)
    return (spelled.get(("onset", onset), onset) + spelled.get(("rime", rime), rime)).upper()


@cache
def _table() -> dict[str, tuple[str, ...]]:
    rows = reference.table("hokkien").rows()
    return {fold_character(character): tuple(readings.split()) for character, readings in rows}


@cache
def _spellings() -> dict[tuple[str, str], str]:
    rows = reference.table("hokkien_spelling").rows()
    return {(part, sound): spelling for part, sound, spelling in rows}

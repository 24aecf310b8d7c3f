"""How a name is read in Mandarin: the table of known readings first, then phrases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin

from squatwatch import reference


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name.

    ``syllables``: Hanyu Pinyin in small letters with ü, no tones; what is no character stands as
    it is. ``tones``: 1 to 5 (5 the light tone), 0 for what is no character. ``weight``: 1 for the
    likeliest reading, less for others. ``source``: where it comes from.
    """

    syllables: tuple[str, ...]
    tones: tuple[int, ...]
    weight: float
    source: str


def readings_of(name: str, override: str = "") -> tuple[Reading, ...]:
    """The readings of a name, the likeliest first.

    >>> readings_of("美的")[0].syllables
    ('mei', 'di')
    """
    syllables, source = reading(name)
    return (Reading(syllables, (0,) * len(syllables), 1.0, source),)


def reading(name: str) -> tuple[tuple[str, ...], str]:
    """The syllables of a name, and where the reading comes from."""
    for part, syllables in _known_readings():
        if part == name:
            return syllables, "readings.csv"
        before, found, after = name.partition(part)
        if found:
            around = (*_phrase_reading(before), *syllables, *_phrase_reading(after))
            return around, f"readings.csv: {part}; pypinyin"
    return _phrase_reading(name), "pypinyin"


@cache
def _known_readings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names and parts of names with their syllables, the longest first."""
    rows = reference.table("readings").select("name_zh", "pinyin").rows()
    longest_first = sorted(rows, key=lambda row: (-len(row[0]), row[0]))
    return tuple((part, tuple(pinyin.split())) for part, pinyin in longest_first)


def _phrase_reading(name: str) -> tuple[str, ...]:
    if not name:
        return ()
    syllables = lazy_pinyin(name, style=Style.NORMAL, v_to_u=True)
    return tuple(word for syllable in syllables for word in syllable.split())

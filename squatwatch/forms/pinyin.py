"""Hanyu Pinyin: spaced and joined, polyphones by phrase, ü as U, V and YU."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pypinyin import Style, lazy_pinyin

from squatwatch import reference
from squatwatch.model import Form, FormKind
from squatwatch.text.scripts import script_of_character

PINYIN_WEIGHT = 1.0
U_WEIGHT = 0.9
"""ü written V or YU; a proposal, not fitted."""

_U_SPELLINGS = (("v", "V"), ("yu", "YU"))


def pinyin_forms(name: str) -> Iterator[Form]:
    """The pinyin of a name, syllables in capitals, spaced and joined.

    >>> [form.form for form in pinyin_forms("美的")]
    ['MEI DI', 'MEIDI']
    >>> [form.form for form in pinyin_forms("绿源")]
    ['LÜ YUAN', 'LÜYUAN', 'LV YUAN', 'LVYUAN', 'LYU YUAN', 'LYUYUAN']
    """
    syllables, source = reading(name)
    yield from _spaced_and_joined(name, syllables, "pinyin", PINYIN_WEIGHT, source)
    if any("ü" in syllable for syllable in syllables):
        for spelling, shown in _U_SPELLINGS:
            rewritten = tuple(syllable.replace("ü", spelling) for syllable in syllables)
            note = f"{source}; ü as {shown}"
            yield from _spaced_and_joined(name, rewritten, "pinyin-u", U_WEIGHT, note)


def reading(name: str) -> tuple[tuple[str, ...], str]:
    """The syllables of a name, small letters without tones, and where the reading comes from.

    The table of known readings decides for the name or the longest part that it names; for the
    rest pypinyin's phrases.
    """
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


def _spaced_and_joined(
    name: str, syllables: tuple[str, ...], kind: FormKind, weight: float, source: str
) -> Iterator[Form]:
    if not any(script_of_character(character) == "han" for character in name):
        return
    spaced = " ".join(syllables).upper()
    yield Form(name, spaced, kind, weight, "latin", source)
    if len(syllables) > 1:
        yield Form(name, spaced.replace(" ", ""), kind, weight, "latin", source)

"""Palladius: the Russian practical transcription of Mandarin."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name
from squatwatch.forms.transcribing import joined, transcribed

PALLADIUS_WEIGHT = 0.95
"""A proposal, not fitted."""

_VOWELS = tuple("АЕЁИОУЫЭЮЯ")


def palladius_forms(name: Name) -> Iterator[Made]:
    """The name in Cyrillic as one word, as Russian writes it; apart where that drops a hard sign.

    >>> [made.form for made in palladius_forms(Name("五粮液"))]
    ['УЛЯНЪЕ', 'У ЛЯН Е']
    >>> [made.form for made in palladius_forms(Name("王老吉"))]
    ['ВАНЛАОЦЗИ']
    """
    for reading in name.readings:
        parts = transcribed(reading, "palladius")
        if not parts:
            continue
        weight = PALLADIUS_WEIGHT * reading.weight
        word = with_hard_signs(parts, reading.tones)
        yield Made(word, "palladius", weight, f"Palladius; {reading.source}")
        if "Ъ" in word:
            apart = f"Palladius, syllables apart; {reading.source}"
            yield Made(" ".join(parts), "palladius", weight, apart)


def with_hard_signs(parts: tuple[str, ...], tones: tuple[int, ...]) -> str:
    """Syllables as one word, ъ between н and a vowel where two of them meet.

    >>> with_hard_signs(("ЧАН", "АНЬ"), (2, 1)), with_hard_signs(("ИНЬ", "Э"), (1, 2))
    ('ЧАНЪАНЬ', 'ИНЬЭ')
    """
    marked = tuple(
        f"Ъ{part}" if _meets_vowel(parts, tones, place) else part
        for place, part in enumerate(parts)
    )
    return joined(marked, tones)


def _meets_vowel(parts: tuple[str, ...], tones: tuple[int, ...], place: int) -> bool:
    if not place or not tones[place] or not tones[place - 1]:
        return False
    return parts[place - 1].endswith("Н") and parts[place].startswith(_VOWELS)

"""A reading written in another system, syllable by syllable."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from squatwatch.forms.readings import Reading
from squatwatch.forms.syllables import spellings


def transcribed(reading: Reading, system: str) -> tuple[str, ...]:
    """The syllables of a reading in a system (a column of ``syllables.csv``), in capitals.

    Letters and digits of the name stand as they are. Nothing where the system has no spelling for
    one of the syllables: a form with a hole is no form.

    >>> transcribed(Reading(("58", "tong"), (0, 2), 1.0, ""), "palladius")
    ('58', 'ТУН')
    """
    return each_syllable(reading, lambda syllable, _tone: spellings(system).get(syllable, ""))


def each_syllable(reading: Reading, write: Callable[[str, int], str]) -> tuple[str, ...]:
    """The parts of a reading, each syllable written by ``write``; nothing where that gives ''."""
    parts = tuple(
        write(syllable, tone) if tone else syllable
        for syllable, tone in zip(reading.syllables, reading.tones, strict=True)
    )
    return tuple(part.upper() for part in parts) if all(parts) else ()


def joined(parts: Sequence[str], tones: Sequence[int]) -> str:
    """Syllables as one word; letters and digits of the name stand apart.

    >>> joined(("58", "ТУН", "ЧЭН"), (0, 2, 2))
    '58 ТУНЧЭН'
    """
    text = ""
    for place, (part, tone) in enumerate(zip(parts, tones, strict=True)):
        apart = place > 0 and not (tone and tones[place - 1])
        text += f" {part}" if apart else part
    return text

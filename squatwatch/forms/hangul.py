"""Hangul from Mandarin: the loanword rules of the National Institute of Korean Language."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name
from squatwatch.forms.transcribing import joined, transcribed

HANGUL_WEIGHT = 0.95
"""A proposal, not fitted."""


def hangul_forms(name: Name) -> Iterator[Made]:
    """The name in Hangul by its Mandarin sound, as one word (외래어 표기법, table for Chinese).

    >>> [made.form for made in hangul_forms(Name("王老吉"))]
    ['왕라오지']
    """
    for reading in name.readings:
        parts = transcribed(reading, "hangul")
        if parts:
            form = joined(parts, reading.tones)
            weight = HANGUL_WEIGHT * reading.weight
            yield Made(form, "hangul-mandarin", weight, f"NIKL table; {reading.source}")

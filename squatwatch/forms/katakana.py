"""Katakana from Mandarin, in the styles that companies, newspapers and school atlases use."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name
from squatwatch.forms.transcribing import joined, transcribed

LONG_MARK = "ー"

STYLES: tuple[tuple[str, float, bool, str], ...] = (
    ("kana", 0.95, True, "katakana as companies write"),
    ("kana", 0.95, False, "katakana as companies write, without long marks"),
    ("kana_plain", 0.9, True, "katakana, plain voiced style"),
    ("kana_school", 0.9, True, "katakana, voiceless school style"),
)
"""Column of ``syllables.csv``, weight, with long marks, source. Weights: proposals, not fitted."""


def katakana_forms(name: Name) -> Iterator[Made]:
    """The name in katakana by its Mandarin sound, as one word, each spelling once.

    >>> [made.form for made in katakana_forms(Name("小米"))]
    ['シャオミー', 'シャオミ', 'シアオミー', 'シヤオミー']
    """
    for reading in name.readings:
        seen: set[str] = set()
        for column, weight, long, source in STYLES:
            parts = transcribed(reading, column)
            form = joined(parts, reading.tones) if parts else ""
            form = form if long else form.replace(LONG_MARK, "")
            if form and form not in seen:
                seen.add(form)
                yield Made(form, "katakana", weight * reading.weight, f"{source}; {reading.source}")

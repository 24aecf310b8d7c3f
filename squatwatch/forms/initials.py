"""Initials: the first letters of the pinyin, as in WLJ for 王老吉."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name

INITIALS_WEIGHT = 0.5
"""A proposal, not fitted. Fewer than four Latin letters are compared with whole marks only."""

FEWEST_SYLLABLES = 2


def initials_forms(name: Name) -> Iterator[Made]:
    """The initials of every reading, each once; letters and digits of the name stand whole.

    >>> [made.form for made in initials_forms(Name("长虹"))]
    ['CH']
    >>> [made.form for made in initials_forms(Name("58同城"))]
    ['58TC']
    """
    seen: set[str] = set()
    for reading in name.readings:
        heard = list(zip(reading.syllables, reading.tones, strict=True))
        form = "".join(syllable[0] if tone else syllable for syllable, tone in heard).upper()
        if sum(tone > 0 for tone in reading.tones) >= FEWEST_SYLLABLES and form not in seen:
            seen.add(form)
            weight = INITIALS_WEIGHT * reading.weight
            yield Made(form, "initials", weight, f"initials; {reading.source}")

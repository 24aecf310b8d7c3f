"""Wade-Giles (Giles, Chinese-English Dictionary, 2nd edition, 1912), without tone figures."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name
from squatwatch.forms.transcribing import transcribed

WADE_GILES_WEIGHT = 0.9
"""A proposal, not fitted."""


def wade_giles_forms(name: Name) -> Iterator[Made]:
    """Wade-Giles in full, and as it is mostly printed: without apostrophes and with U for Ü.

    Syllables are parted by spaces; hyphens and no spaces match alike. What is spelled as in
    pinyin is left to pinyin.

    >>> [made.form for made in wade_giles_forms(Name("全聚德"))]
    ["CH'ÜAN CHÜ TE", 'CHUAN CHU TE']
    >>> [made.form for made in wade_giles_forms(Name("海南"))]
    []
    """
    seen: set[str] = set()
    for reading in name.readings:
        full = " ".join(transcribed(reading, "wade_giles"))
        if not full or full == " ".join(reading.syllables).upper():
            continue
        plain = full.replace("'", "").replace("Ü", "U")
        source = f"Wade-Giles; {reading.source}"
        for form in (full, plain):
            if form in seen:
                continue
            seen.add(form)
            yield Made(form, "wade-giles", WADE_GILES_WEIGHT * reading.weight, source)

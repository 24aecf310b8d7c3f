"""Hanyu Pinyin: spaced and joined, every reading, ü as U, V and YU."""

from __future__ import annotations

from collections.abc import Iterator

from squatwatch.forms.name import Made, Name
from squatwatch.forms.spelling import spaced_and_joined
from squatwatch.model import FormKind

U_WEIGHT = 0.9
"""ü written V or YU; a proposal, not fitted."""

_U_SPELLINGS = (("v", "V"), ("yu", "YU"))


def pinyin_forms(name: Name) -> Iterator[Made]:
    """The pinyin of a name, syllables in capitals, spaced and joined.

    >>> [made.form for made in pinyin_forms(Name("绿源"))]
    ['LÜ YUAN', 'LÜYUAN', 'LV YUAN', 'LVYUAN', 'LYU YUAN', 'LYUYUAN']
    """
    for place, reading in enumerate(name.readings):
        kind: FormKind = "pinyin-polyphone" if place else "pinyin"
        for form in spaced_and_joined(reading.syllables):
            yield Made(form, kind, reading.weight, reading.source)
        if any("ü" in syllable for syllable in reading.syllables):
            for spelling, shown in _U_SPELLINGS:
                rewritten = [syllable.replace("ü", spelling) for syllable in reading.syllables]
                for form in spaced_and_joined(rewritten):
                    source = f"{reading.source}; ü as {shown}"
                    yield Made(form, "pinyin-u", reading.weight * U_WEIGHT, source)

"""Thai from Mandarin, by the package wunsen (MIT), in its two official systems.

THC43: the criteria of the Thai-Chinese committee, 2000. RI49: the Royal Institute, 2006.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from squatwatch.forms.name import Made, Name
from squatwatch.forms.readings import Reading
from squatwatch.forms.transcribing import each_syllable, joined
from squatwatch.text.scripts import scripts_in

THAI_WEIGHT = 0.85
"""A proposal, not fitted."""

PHINTHU = "\u0e3a"
"""The dot of RI49 that joins two consonants; a reading aid, which print leaves out."""

THAI_SYSTEMS = ("THC43", "RI49")


def thai_forms(name: Name) -> Iterator[Made]:
    """The name in Thai by its Mandarin sound, as one word, in both systems.

    >>> [made.form for made in thai_forms(Name("小米"))]
    ['เสียวหมี่']
    >>> [made.form for made in thai_forms(Name("茅台"))]
    ['เหมาไถ', 'หมาวถาย']
    """
    for reading in name.readings:
        spoken = Reading(reading.syllables, with_sandhi(reading.tones), 1.0, "")
        seen: set[str] = set()
        for system in THAI_SYSTEMS:
            parts = each_syllable(spoken, _writer(system))
            form = joined(parts, reading.tones) if parts else ""
            if form and form not in seen:
                seen.add(form)
                weight = THAI_WEIGHT * reading.weight
                yield Made(form, "thai", weight, f"wunsen {system}; {reading.source}")


def with_sandhi(tones: Sequence[int]) -> tuple[int, ...]:
    """A third tone before a third tone is spoken as a second.

    >>> with_sandhi((3, 3, 3)), with_sandhi((3, 0, 3))
    ((2, 2, 3), (3, 0, 3))
    """
    following = (*tones[1:], 0)
    return tuple(
        2 if tone == next_tone == 3 else tone
        for tone, next_tone in zip(tones, following, strict=True)
    )


@cache
def _writer(system: str) -> Callable[[str, int], str]:
    return lambda syllable, tone: thai_syllable(system, f"{syllable}{tone}")


@lru_cache(maxsize=8192)
def thai_syllable(system: str, syllable: str) -> str:
    """A syllable with its tone figure in Thai; empty where the package has nothing for it.

    wunsen gives back what it does not know, and does not say which errors it may raise.

    >>> thai_syllable("THC43", "wang2"), thai_syllable("THC43", "xyz4")
    ('หวัง', '')
    """
    transcribe = _transcriber(system)
    try:
        written = transcribe(syllable)
    except Exception:  # a syllable that the package trips over is one that it does not know
        return ""
    return written.replace(PHINTHU, "") if set(scripts_in(written)) == {"thai"} else ""


@cache
def _transcriber(system: str) -> Callable[[str], str]:
    """The package's transcriber; loaded here, so that nothing is loaded before it is needed."""
    from wunsen import ThapSap

    transcribe: Callable[[str], str] = ThapSap(
        "zh", system=system, input="Pinyin-number", option={"sandhi": False}
    ).thap
    return transcribe

"""A text in another script read back to Latin letters, where no form in that script meets it.

Cyrillic, Hangul and kana are read as Chinese names first (``syllables.csv`` turned round), then by
their plain letters, as Arabic and Thai are; Devanagari and the rest by ``anyascii`` (ISC), which
is loaded when it is first needed. Characters are never read here: ``anyascii`` knows one reading
of each. A name in characters that writes a foreign name by sound (克鲁森) is read back from its
pinyin by ``transcribed``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice, product

from squatwatch import reference
from squatwatch.forms.plain_letters import LETTER_BY_LETTER, katakana_only
from squatwatch.forms.syllables import spellings
from squatwatch.model import Script
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

SYLLABLES_WEIGHT = 0.9
LETTERS_WEIGHT = 0.5
ALTERNATIVE = 0.9
"""Proposals, not fitted: each further candidate of a rule has this share of the one before it."""
MOST_CANDIDATES = 4
MOST_TRANSCRIBED = 8
LONGEST = 64

_SYSTEMS: dict[Script, tuple[str, ...]] = {
    "cyrillic": ("palladius",),
    "hangul": ("hangul",),
    "kana": ("kana", "kana_plain"),
}
"""The columns of ``syllables.csv`` that are turned round."""

_NO_LETTER = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Latin letters that a text may stand for, how sure that is (0 to 1), and by which rule."""

    latin: str
    weight: float
    source: str


@lru_cache(maxsize=16_384)
def read_back(text: str) -> tuple[ReadBack, ...]:
    """What a text in another script may be in Latin letters, the likeliest first; at most four.

    Nothing for Latin and for characters. Small letters without spaces.

    >>> [found.latin for found in read_back("Хуавэй")]
    ['huawei', 'huavei']
    >>> read_back("샤오미")[0].latin, read_back("华为")
    ('xiaomi', ())
    """
    plain = joined(normalize(text))[:LONGEST]
    found: dict[str, ReadBack] = {}
    for candidate in _candidates(plain, script_of(plain)):
        found.setdefault(candidate.latin, candidate)
    return tuple(islice((item for item in found.values() if item.latin), MOST_CANDIDATES))


def available() -> bool:
    """Whether ``anyascii`` is installed: without it Devanagari and others are not read.

    >>> available() in (True, False)
    True
    """
    return find_spec("anyascii") is not None


def _candidates(plain: str, script: Script) -> Iterator[ReadBack]:
    if script in _SYSTEMS:
        source = f"syllables.csv, {_SYSTEMS[script][0]} turned round"
        yield from _weighed(_as_syllables(plain, script), SYLLABLES_WEIGHT, source)
    if script in LETTER_BY_LETTER:
        source = f"plain_letters.csv: {script}"
        yield from _weighed(LETTER_BY_LETTER[script](plain), LETTERS_WEIGHT, source)
    elif script not in ("latin", "han") and available():
        yield ReadBack(_by_anyascii(plain), LETTERS_WEIGHT, f"anyascii: {script}")


def _weighed(latin: Iterable[str], weight: float, source: str) -> Iterator[ReadBack]:
    for place, form in enumerate(latin):
        yield ReadBack(form, round(weight * ALTERNATIVE**place, 4), source)


def _by_anyascii(text: str) -> str:
    romanize: Callable[[str], str] = import_module("anyascii").anyascii
    return _NO_LETTER.sub("", romanize(text).lower())


def _as_syllables(text: str, script: Script) -> tuple[str, ...]:
    """The text as syllables of pinyin, in the fewest; empty where some of it is none.

    Russian texts have Е for Э as often as not, so Э is tried where the text cannot be read.
    """
    known = _syllables(script)
    text = katakana_only(text) if script == "kana" else text
    runs = text.split("ъ")  # Palladius parts нъе from нье
    found = [_fewest(run, known) or _fewest(run.replace("е", "э"), known) for run in runs]
    return tuple(islice(map("".join, product(*found)), MOST_CANDIDATES - 1))


def _fewest(text: str, syllables: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The readings of a text cut into the fewest syllables, one cut with its alternatives."""
    longest = max(map(len, syllables))
    cuts: list[tuple[str, ...] | None] = [(), *(None for _ in text)]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            before, known = cuts[start], cuts[end]
            if before is None or text[start:end] not in syllables:
                continue
            if known is None or len(before) + 1 < len(known):
                cuts[end] = (*before, text[start:end])
    choices = (syllables[written] for written in cuts[-1] or ())
    return tuple(filter(None, islice(map("".join, product(*choices)), MOST_CANDIDATES - 1)))


@cache
def _syllables(script: Script) -> dict[str, tuple[str, ...]]:
    """Each written syllable with the syllables of pinyin that it may be, as a table has them."""
    found: dict[str, list[str]] = {}
    for system in _SYSTEMS[script]:
        for syllable, written in spellings(system).items():
            key = katakana_only(written) if script == "kana" else written.lower()
            found.setdefault(key, []).append(syllable.replace("ü", "u"))
    found.pop("", None)
    return {written: tuple(dict.fromkeys(several)) for written, several in found.items()}


def transcribed(syllables: Sequence[str]) -> tuple[ReadBack, ...]:
    """The Latin names that a name in characters may write by sound, the likeliest first.

    From its pinyin in small letters, syllable by syllable by ``transcribed_syllables.csv``, at
    most eight; the weight is the share of this among all readings of the syllables. A syllable
    that is not in the table stays as it is.

    >>> transcribed(("an", "ke"))[0].latin
    'ank'
    >>> transcribed(())
    ()
    """
    best = [("", 1.0)] if syllables else []
    for syllable in syllables:
        runs = _runs().get(syllable, ((syllable, 1.0),))
        longer = ((latin + run, share * more) for latin, share in best for run, more in runs)
        best = sorted(longer, key=lambda item: (-item[1], item[0]))[:MOST_TRANSCRIBED]
    source = "transcribed_syllables.csv"
    return tuple(ReadBack(latin, round(share, 6), source) for latin, share in best)


@cache
def _runs() -> dict[str, tuple[tuple[str, float], ...]]:
    """The runs of letters that each syllable stands for, with their shares."""
    runs: dict[str, list[tuple[str, float]]] = {}
    for syllable, latin, share in reference.table("transcribed_syllables").iter_rows():
        runs.setdefault(syllable, []).append((latin, float(share)))
    return {syllable: tuple(found) for syllable, found in runs.items()}

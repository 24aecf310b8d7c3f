"""A brand in other scripts: from its Latin mark, and from the pinyin of its characters.

A brand that is known by its Latin mark (SHEIN, DJI) is written in Russia, Japan, Korea, Thailand,
the Arab countries and India as it is read there. The kinds are the nearest of the closed list;
the source says that the Latin mark was the start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from squatwatch import reference
from squatwatch.forms.latin_sounds import VOWELS, sounds_of
from squatwatch.forms.name import Made, Name
from squatwatch.forms.readings import Reading
from squatwatch.forms.sound_alphabets import arabic, cyrillic, devanagari
from squatwatch.forms.sound_syllables import hangul, katakana, thai
from squatwatch.forms.transcribing import each_syllable, joined
from squatwatch.model import FormKind
from squatwatch.text.normalize import normalize

RENDERING_WEIGHT = 0.6
"""A proposal, not fitted."""
MOST_A_SCRIPT = 3
MOST_PRESS_FORMS = 2
LONGEST = 32
"""Letters of a mark; a longer one is a slogan, which nobody transcribes."""
LONGEST_INITIALISM = 3
"""Letters of an initialism that has a vowel, where the letters make no syllable (DJI, not LEI)."""
LONGEST_SPELT = 6
"""Letters that anyone reads out one by one."""

SCRIPTS: tuple[tuple[str, FormKind, Callable[..., str]], ...] = (
    ("cyrillic", "palladius", cyrillic),
    ("kana", "katakana", katakana),
    ("hangul", "hangul-mandarin", hangul),
    ("thai", "thai", thai),
    ("arabic", "arabic", arabic),
    ("devanagari", "devanagari", devanagari),
)

PressTable = dict[tuple[str, str], str]
"""What is written for a part (initial, final, alone) and its pinyin."""

_RUNS = re.compile(r"[a-z]+|[^a-z]+")
_VOWEL = re.compile(r"[aeiou]")
_SYLLABLE = re.compile(r"[^aeiou]?[aeiouy]+[^aeiou]?")

_SOURCE = "letter by letter from the Latin mark"
_NAMES = "the names of the letters of the Latin mark"
_ENGLISH = "letter by letter from the Latin mark, read as English"
_OTHER = "letter by letter from the Latin mark, other spelling"


@dataclass(frozen=True)
class _Mark:
    """A Latin mark: words, each as its runs of letters and of digits."""

    words: tuple[tuple[str, ...], ...]

    @cached_property
    def runs(self) -> tuple[str, ...]:
        return tuple(run for word in self.words for run in word)

    @cached_property
    def has_initialism(self) -> bool:
        return any(map(_is_initialism, self.runs))

    @cached_property
    def can_be_read(self) -> bool:
        """Whether every run of letters has a vowel."""
        return all(
            any(sound in VOWELS for sound in sounds_of(run, "plain"))
            for run in self.runs
            if run.isalpha()
        )

    @cached_property
    def is_read_in_two_ways(self) -> bool:
        return any(sounds_of(run, "english") != sounds_of(run, "plain") for run in self.runs)

    def written(self, write: Callable[[str], str]) -> str:
        """The mark with its runs of letters written in another script; digits stay."""
        return " ".join(
            "".join(write(run) if run.isalpha() else run for run in word) for word in self.words
        )


def rendering_forms(latin: str) -> Iterator[Made]:
    """A Latin mark in six scripts, at most three forms each, the likeliest first.

    >>> [made.form for made in rendering_forms("Anker") if made.kind == "hangul-mandarin"]
    ['앙커', '앵커', '안커']
    >>> [made.form for made in rendering_forms("DJI") if made.kind == "katakana"][0]
    'ディージェイアイ'
    """
    words = [word for word in normalize(latin).split() if word.isascii()]
    mark = _Mark(tuple(tuple(_RUNS.findall(word)) for word in words))
    if not any(map(str.isalpha, mark.runs)) or sum(map(len, mark.runs)) > LONGEST:
        return
    for script, kind, write in SCRIPTS:
        forms: dict[str, str] = {}
        for form, source in _ways(mark, script, write):
            if not form.isascii():
                forms.setdefault(form, source)
        for form, source in islice(forms.items(), MOST_A_SCRIPT):
            yield Made(form, kind, RENDERING_WEIGHT, source)


def _ways(mark: _Mark, script: str, write: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """The mark in one script, best first, with how it was made."""
    if mark.has_initialism:
        yield mark.written(lambda run: _named(run, script, write)), _NAMES
    if script != "cyrillic" and not mark.can_be_read:
        return
    other = mark.written(lambda run: write(sounds_of(run, "plain"), other=True)), _OTHER
    yield mark.written(lambda run: write(sounds_of(run, "plain"))), _SOURCE
    if not mark.is_read_in_two_ways:
        yield other
        return
    english = mark.written(lambda run: write(sounds_of(run, "english"))), _ENGLISH
    # Russian transcribes the letters of a mark; the others its sound.
    yield from (other, english) if script == "cyrillic" else (english, other)


def _named(word: str, script: str, write: Callable[..., str]) -> str:
    """An initialism by the names of its letters, another word as it is read."""
    if not _is_initialism(word):
        return write(sounds_of(word, "plain"))
    between = " " if script == "arabic" else ""
    return between.join(_letter_names(script)[letter] for letter in word)


def _is_initialism(word: str) -> bool:
    """Whether a word is read letter by letter: it has no vowel, or is short and no syllable."""
    if not word.isalpha() or len(word) > LONGEST_SPELT:
        return False
    if not _VOWEL.search(word):
        return True
    return len(word) <= LONGEST_INITIALISM and not _SYLLABLE.fullmatch(word)


@cache
def _letter_names(script: str) -> dict[str, str]:
    return dict(reference.table("letter_names").select("letter", script).iter_rows())


def arabic_forms(name: Name) -> Iterator[Made]:
    """A name in characters as the Arabic press writes it, by its pinyin; at most two forms.

    >>> [made.form for made in arabic_forms(Name("华为"))]
    ['هواوي']
    """
    yield from _press_forms(name, "arabic")


def devanagari_forms(name: Name) -> Iterator[Made]:
    """A name in characters as the Hindi press writes it, by its pinyin; at most two forms.

    >>> [made.form for made in devanagari_forms(Name("小米"))]
    ['शाओमी', 'शियाओमी']
    """
    yield from _press_forms(name, "devanagari")


def _press_forms(name: Name, script: FormKind) -> Iterator[Made]:
    for best in name.readings[:1]:
        forms = dict.fromkeys(_press(best, table) for table in _press_tables(script))
        source = f"pinyin_press.csv; {best.source}"
        for form in islice(filter(None, forms), MOST_PRESS_FORMS):
            yield Made(form, script, RENDERING_WEIGHT * best.weight, source)


def _press(reading: Reading, table: PressTable) -> str:
    """A reading in one spelling; empty where the table lacks one of its syllables."""

    def write(syllable: str, _tone: int) -> str:
        return _press_syllable(syllable, table)

    parts = each_syllable(reading, write)
    return joined(parts, reading.tones) if any(reading.tones) and parts else ""


def _press_syllable(syllable: str, table: PressTable) -> str:
    if ("alone", syllable) in table:
        return table["alone", syllable]
    initial = syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[:1]
    final = syllable[len(initial) :]
    if ("initial", initial) not in table or ("final", final) not in table:
        return ""
    return table["initial", initial] + table["final", final]


@cache
def _press_tables(script: FormKind) -> tuple[PressTable, ...]:
    """The usual spellings of a script and the others, by part and pinyin."""
    columns = reference.table("pinyin_press").select("part", "pinyin", script, f"{script}_other")
    rows = columns.rows()
    return (
        {(part, pinyin): usual for part, pinyin, usual, _ in rows},
        {(part, pinyin): other or usual for part, pinyin, usual, other in rows},
    )

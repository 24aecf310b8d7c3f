"""A company's own words read across scripts: in which Latin letters a name may stand elsewhere.

Characters are read as ``squatwatch.forms`` romanizes them, other scripts read back. What is
read is compared exactly.
"""

from __future__ import annotations

from functools import lru_cache

from squatwatch.forms.cantonese import hk_forms, jyutping_forms
from squatwatch.forms.name import Name
from squatwatch.forms.pieces import pieces_of
from squatwatch.forms.pinyin import pinyin_forms
from squatwatch.forms.postal import postal_forms
from squatwatch.forms.reading_back import SYLLABLES_WEIGHT, read_back
from squatwatch.forms.wade_giles import wade_giles_forms
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

_SYSTEMS = (pinyin_forms, wade_giles_forms, postal_forms, jyutping_forms, hk_forms)
"""By which Chinese companies write their names abroad; never initials, never a translation."""

U_IN_NAMES = "v"
"""How companies write ü where they have no ü; passports write YU (GB/T 28039-2011)."""


@lru_cache(maxsize=262_144)
def latin_key(word: str) -> str:
    """A word by its likeliest reading in Latin letters; as it is where it cannot be read.

    Characters by their pinyin; other scripts only where they read as syllables of Chinese.

    >>> latin_key("华为"), latin_key("huawei"), latin_key("Хуавэй".lower()), latin_key("旅")
    ('huawei', 'huawei', 'huawei', 'lv')
    """
    if word.isascii():
        return word
    if script_of(word) == "han":
        return _pinyin(word)
    found = read_back(word)
    return found[0].latin if found and found[0].weight == SYLLABLES_WEIGHT else word


def _pinyin(word: str) -> str:
    """The joined pinyin; the word itself where a character has no reading."""
    said = [piece.said.rstrip("12345") for piece in pieces_of(word)]
    return "".join(said).replace("ü", U_IN_NAMES) if all(said) else word


@lru_cache(maxsize=65_536)
def latin_readings(word: str) -> frozenset[str]:
    """All that a word may be in Latin letters, joined; a word in Latin letters is itself alone.

    >>> sorted(latin_readings("美的")), latin_readings("midea")
    (['meetik', 'meidi', 'meidik', 'meiti', 'meitik'], frozenset({'midea'}))
    """
    if word.isascii():
        return frozenset({word})
    if script_of(word) != "han":
        return frozenset({latin_key(word), *(found.latin for found in read_back(word))})
    name = Name(word)
    made = (made.form for system in _SYSTEMS for made in system(name))
    return frozenset({latin_key(word), *(joined(normalize(form)) for form in made)})

"""The words of the program in both languages, as data (reference/labels.csv)."""

from __future__ import annotations

from functools import cache

from squatwatch import reference
from squatwatch.config import Language


@cache
def _labels() -> dict[str, tuple[str, str]]:
    rows = reference.table("labels").select("key", "en", "zh").iter_rows()
    return {key: (en, zh) for key, en, zh in rows}


def label(key: str, lang: Language) -> str:
    """The words for a key in the language asked for; in both, Chinese first.

    >>> label("level.high", "en"), label("level.high", "both")
    ('high', '高 high')
    """
    en, zh = _labels()[key]
    return in_language(en, zh, lang)


def in_language(en: str, zh: str, lang: Language, between: str = " ") -> str:
    """One of two texts, or both, Chinese first; a text that is the same in both stands once."""
    if lang == "en" or en == zh:
        return en
    return zh if lang == "zh" else f"{zh}{between}{en}"

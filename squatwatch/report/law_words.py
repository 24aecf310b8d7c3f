"""What the tables say of the law, in the language asked for (``reference/response_words.csv``)."""

from __future__ import annotations

from functools import cache

from squatwatch.assess.window_words import in_chinese
from squatwatch.config import Language
from squatwatch.reference import table
from squatwatch.report.labels import in_language


def law_words(text: str, lang: Language) -> str:
    """A text of the tables; in Chinese as far as its Chinese is known, citations as they stand.

    >>> law_words("owner of earlier right", "zh"), law_words("EUTMR art. 45", "zh")
    ('在先权利人', 'EUTMR art. 45')
    """
    return in_language(text, chinese(text), lang, " / ")


def chinese(text: str) -> str:
    """A text of the tables in Chinese; the text itself where its Chinese is not known."""
    return _words().get(text) or (in_chinese(text) if text else "")


@cache
def _words() -> dict[str, str]:
    return dict(table("response_words").select("en", "zh").iter_rows())

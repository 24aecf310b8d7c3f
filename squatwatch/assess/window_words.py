"""What is said beside a window, as sentences of ``reference/window_words.csv``.

The record of an alert holds the English. Its Chinese is found again by the English: a text of
a window is a row of known sentences with ``; `` between them, filled with known words.
"""

from __future__ import annotations

import re
from functools import cache

from squatwatch.model import Window
from squatwatch.reference import table

__all__ = ["in_chinese", "rule_text_zh", "sentence"]

_WORD = "word"
_COLUMNS_OF_WORDS = (
    "extendable", "who_may_oppose", "invalidation_bad_faith_time_limit", "bad_faith_ground", "note",
)  # fmt: skip
_HOLDER = re.compile(r"\\\{(\w+)\\\}")
_SHORT_VALUE = r"[\w.\-]+(?: \d[\w.]*)?"
"""Whatever else fills a sentence: a code, a number, a date, a name with its version."""


def sentence(key: str, **values: object) -> str:
    """The English sentence with its values filled in.

    >>> sentence("remark.ended", status="withdrawn")
    'the filing is withdrawn'
    """
    return _english()[key].format(**values)


def rule_text_zh(window: Window) -> str:
    """The text of a window's rule, with all that is said beside it, in Chinese."""
    return in_chinese(window.rule)


def in_chinese(text: str) -> str:
    """A text of a window (``rule``, ``extension``, ``after``) in Chinese.

    What is no known sentence stays as it is; so does a citation of a statute.

    >>> in_chinese("KR national: 30 days from publication; the filing is refused")
    'KR 直接申请：自公告起30日；该申请已驳回'
    """
    told, rest = [], text
    while rest:
        said, rest = _first_sentence(rest)
        told.append(said)
    return "；".join(told)


def _first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text in Chinese, and the text behind it."""
    for pattern, chinese in _sentences():
        if found := pattern.match(text):
            values = {name: _words().get(said, said) for name, said in found.groupdict().items()}
            return chinese.format(**values), text[found.end() :]
    said, _, rest = text.partition("; ")
    return _words().get(said, said), rest


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The pattern of every English sentence with its Chinese; the longest is tried first."""
    rows = [(en, zh) for key, en, zh in _rows() if key != _WORD]
    return tuple((_pattern(en), zh) for en, zh in sorted(rows, key=lambda row: -len(row[0])))


def _pattern(english: str) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(_known_words(), key=len, reverse=True)))
    value = f"{known}|{_SHORT_VALUE}"
    body = _HOLDER.sub(lambda holder: f"(?P<{holder[1]}>{value})", re.escape(english))
    return re.compile(rf"{body}(?:; |$)")


def _known_words() -> set[str]:
    """All that a column of the table or a row of words can fill a sentence with."""
    told = table("deadlines").select(_COLUMNS_OF_WORDS)
    return ({word for column in told for word in column} | set(_words())) - {""}


@cache
def _words() -> dict[str, str]:
    return {en: zh for key, en, zh in _rows() if key == _WORD}


@cache
def _english() -> dict[str, str]:
    return {key: en for key, en, _ in _rows() if key != _WORD}


def _rows() -> list[tuple[str, str, str]]:
    return list(table("window_words").select("key", "en", "zh").iter_rows())

"""Translation and transliteration statements of the USPTO, in the words of applicants.

A mark in Chinese characters survives in the USPTO's data only in such sentences, as *The non-Latin
characters in the mark transliterate to "X" and this means "Y" in English* (TMEP 809), of which
there are as many variants as applicants. A sentence is read by its turning points: words that
announce a transliteration, a meaning, or that there is none; what stands between two of them is
the value. Quoted values are masked first, so that no word inside a value counts as a turning point.
A text without any turning point is kept whole: old records hold just the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Statement:
    """What a statement says.

    ``transliteration``: the sound of characters, as typed; ``translation``: meanings in English;
    ``wording``: words of the mark that were translated, which are a trace of the mark where its
    text is missing. Each value once, in order.
    """

    transliteration: tuple[str, ...] = ()
    translation: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()


Turn = Literal["sound", "meaning", "translated", "sounded", "none"]
Kind = Literal["sound", "meaning", "wording"]
Found = dict[Kind, list[str]]

LONGEST = 4_000
"""Letters of a statement that are read; real ones have fewer than 1,000."""

_CONNECT = (
    r"(?:[,;]?\s?\b(?:and|which|that|this|these|it|they|the\smark|together|also|when)\b){0,6}\s?"
)
_INTO = r"(?:to|into|as|in)\b(?:\s+(?:the\s+)?english\b(?:\s+(?:to|into|as)\b)?)?"
_TURNING_POINTS: tuple[tuple[Turn, str], ...] = (
    (
        "none",
        r"(?:has|have|with|having|is|are)\s+(?:no|not|without)\s+(?:\w+\s+){0,3}?"
        r"(?:meaning|translation|significance|equivalent)",
    ),
    ("none", r"(?:do(?:es)?\s+not\s+(?:mean|translate)|cannot\s+be\s+translated)"),
    ("translated", r"(?:the\s+)?(?:english\s+)?translations?\s+(?:of|for)\b"),
    ("sounded", r"\b(?:is|are)\s+(?:the|an?)?\s*(?:\w+\s+)?transliterations?\s+of\b"),
    ("sound", r"(?:the\s+)?(?:\w+\s+)?transliterations?\s+(?:of|for)\b[^\"]*?\b(?:is|are|:)"),
    ("sound", r"(?:is|are)?\s*(?:the|a)?\s*transliterations?\s*(?:is|are|:)"),
    (
        "sound",
        r"(?:(?:may|can|is|are|be|been|has|have|would)\s+){0,4}transliterat(?:es?|ed|ing)\s+"
        r"(?:in\s+\w+\s+)?" + _INTO,
    ),
    (
        "meaning",
        r"(?:(?:may|can|is|are|be|best|literally|would|generally)\s+){0,4}translat(?:es?|ed|ing)\s+"
        r"(?:in\s+\w+\s+)?" + _INTO + r"(?:\s+and\s+means?\b)?",
    ),
    ("meaning", r"(?:in\s+\w+\s+)?\b(?:means?|meaning)\b(?:\s+(?:of\s+\w+\s+)?(?:is|are)\b)?"),
    ("meaning", r"(?:the\s+)?english\s+(?:translation|meaning|equivalent)\s*(?:is|are|:)"),
)
_TURN = re.compile(
    _CONNECT + "(?:" + "|".join(f"({pattern})" for _, pattern in _TURNING_POINTS) + r")\s*:?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"]+)\"|(?<![\w'])'((?:[^']|'(?=\w))+)'(?!\w)")
_MASK = re.compile("\ue000(\\d+)\ue001")
_LANGUAGE = r"(?:english|mandarin|cantonese|chinese|pinyin|japanese|korean|a\s+foreign\s+language)"
_TAIL = re.compile(
    rf"(?:\s*\(?\b(?:in(?:to)?|from)\s+(?:the\s+)?(?:{_LANGUAGE}(?:\s+language)?|mark)\)?"
    r"|,?\s*\brespectively|,?\s*\band|[\s,.;:])+$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[\s,:;]|(?:the\s+)?(?:foreign\s+|english\s+)?"
    r"(?:words?|wording|terms?|phrase|letters)\b(?:\(s\))?)+",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"\b(?:characters?|wording|lettering|words?|terms?|literal\s+elements?)\b", re.IGNORECASE
)


def parse(text: str, *, bare: Literal["sound", "meaning"] = "meaning") -> Statement:
    """The values of a statement; an empty one for an empty text.

    A text without any turning point is one value, of the kind ``bare``. Syllables that are given
    one by one are also joined to the word that they make up.

    >>> parse('The non-Latin characters in the mark transliterate to "HONG LI" and this means '
    ...       '"red pear" in English.')
    Statement(transliteration=('HONG LI',), translation=('red pear',), wording=())
    """
    masked, quoted = _masked(" ".join(_straight(text[:LONGEST]).split()))
    found: Found = {"sound": [], "meaning": [], "wording": []}
    sentences = [
        (sentence, list(_TURN.finditer(sentence)))
        for sentence in re.split(r"(?<=[^\s.]{2})\.\s+", masked)
    ]
    if any(turns for _, turns in sentences):
        for sentence, turns in sentences:
            _read(sentence, turns, quoted, found)
    elif whole := _unmasked(masked, quoted).strip(' .,;:"'):
        found[bare].append(whole)
    return Statement(
        transliteration=_with_whole(_once(found["sound"])),
        translation=_once(found["meaning"]),
        wording=_once(found["wording"]),
    )


def _read(sentence: str, turns: list[re.Match[str]], quoted: list[str], found: Found) -> None:
    """Add the values of one sentence to ``found``."""
    if not turns:
        return
    subject: Kind = "wording"
    before = _quoted_values(sentence[: turns[0].start()], quoted)
    kinds = [_turn(turn) for turn in turns]
    if kinds[0] == "meaning":
        found["wording"] += before
    elif kinds[0] == "sounded":
        found["sound"] += before or _values(sentence[: turns[0].start()], quoted)
    ends = [turn.start() for turn in turns[1:]] + [len(sentence)]
    for kind, turn, end, following in zip(kinds, turns, ends, [*kinds[1:], None], strict=True):
        if kind == "sound":
            subject = "sound"
        region = sentence[turn.end() : end]
        _take(kind, region, quoted, found, subject if following == "meaning" else None)


def _take(turn: Turn, region: str, quoted: list[str], found: Found, subject: Kind | None) -> None:
    """Add what stands behind a turning point.

    With a ``subject`` the last of several quoted meanings is what the next meaning is of:
    *"hong" meaning "red" and "li" meaning "pear"*.
    """
    if turn == "sound":
        found["sound"] += _sounds(region, quoted)
    elif turn == "meaning":
        values = _values(region, quoted)
        if subject is not None and len(values) > 1:
            found[subject].append(values.pop())
        found["meaning"] += values
    elif turn == "translated":
        wording, meaning = _split_at_verb(region)
        found["wording"] += _wording(wording, quoted)
        found["meaning"] += _values(meaning, quoted)


def _turn(match: re.Match[str]) -> Turn:
    """The kind of turning point that was found."""
    return _TURNING_POINTS[(match.lastindex or 1) - 1][0]


def _split_at_verb(region: str) -> tuple[str, str]:
    """``"X" in the mark is "Y"`` before and behind its verb."""
    verb = re.search(r"\b(?:is|are|would\s+be)\b:?|:", region, re.IGNORECASE)
    if verb is None:
        return region, ""
    return region[: verb.start()], region[verb.end() :]


def _sounds(region: str, quoted: list[str]) -> list[str]:
    """Transliterations: the quoted ones, or what a list without quotation marks names."""
    values = _quoted_values(region, quoted)
    if values:
        return values
    parts = re.split(r",|;|\band\b", _cleaned(region, quoted), flags=re.IGNORECASE)
    return [part.strip() for part in parts if part.strip()]


def _with_whole(values: tuple[str, ...]) -> tuple[str, ...]:
    """Single syllables preceded by the word that they make up."""
    if len(values) > 1 and all(" " not in value for value in values):
        return (" ".join(values), *values)
    return values


def _values(region: str, quoted: list[str]) -> list[str]:
    """The quoted values of a region, or the whole of it."""
    values = _quoted_values(region, quoted)
    if values:
        return values
    cleaned = _cleaned(region, quoted)
    return [cleaned] if cleaned else []


def _wording(region: str, quoted: list[str]) -> list[str]:
    """Words of the mark; "the Chinese characters" and the like only describe them."""
    values = _quoted_values(region, quoted)
    return values or [
        value for value in [_cleaned(region, quoted)] if value and not _DESCRIBED.search(value)
    ]


def _cleaned(region: str, quoted: list[str]) -> str:
    """A region without what leads to its value and what trails behind it."""
    return _unmasked(_LEAD.sub("", _TAIL.sub("", region)), quoted).strip(" \"'")


def _quoted_values(region: str, quoted: list[str]) -> list[str]:
    found = (quoted[int(mask.group(1))].strip(" ,.;:") for mask in _MASK.finditer(region))
    return [value for value in found if value]


def _straight(text: str) -> str:
    """Straight quotation marks for curly ones and for doubled apostrophes; no private signs."""
    for curly, straight in ('“"', '”"', '„"', "‘'", "’'", "`'"):
        text = text.replace(curly, straight)
    return text.replace("''", '"').replace("\ue000", "").replace("\ue001", "")


def _masked(text: str) -> tuple[str, list[str]]:
    """The text with its quoted values replaced by numbered masks, and the values."""
    quoted: list[str] = []

    def mask(match: re.Match[str]) -> str:
        quoted.append(match.group(1) or match.group(2))
        return f"\ue000{len(quoted) - 1}\ue001"

    return _QUOTED.sub(mask, text), quoted


def _unmasked(text: str, quoted: list[str]) -> str:
    return _MASK.sub(lambda mask: f'"{quoted[int(mask.group(1))]}"', text)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

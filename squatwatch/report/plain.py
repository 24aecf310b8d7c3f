"""Text of others made safe to show: no escapes, no control characters, no direction tricks."""

from __future__ import annotations

import json
from typing import Any

import regex

_UNSHOWN = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Bidi_C}\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB"
    r"\U000E0000-\U000E0FFF]"
)


def plain(text: str) -> str:
    r"""The text on one line, every character in it one that shows.

    A mark is whatever its applicant typed: a terminal must not obey it.

    >>> plain("A\x1b[31mB\nC")
    'A�[31mB C'
    """
    return _UNSHOWN.sub("�", text.replace("\r", "").replace("\n", " ").replace("\t", " "))


def json_text(value: Any, indent: int | None = None) -> str:
    r"""The value as JSON in which whatever does not show is escaped, so that nothing is lost.

    JSON itself lets controls above U+007E and direction tricks stand as they are.

    >>> json_text("A\x1b\x9b中")
    '"A\\u001b\\u009b中"'
    """
    told = json.dumps(value, ensure_ascii=False, indent=indent)
    return "\n".join(_UNSHOWN.sub(_escaped, line) for line in told.split("\n"))


def _escaped(found: regex.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]

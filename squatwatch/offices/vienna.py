"""Codes of the Vienna classification as offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{1,2}))?")
_JOINED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})?")


def vienna_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes with two digits a level, each once; what is no such code stays as it is.

    >>> vienna_codes(["18.1.9", "261111", "18.01.09"])
    ('18.01.09', '26.11.11')
    """
    return tuple(dict.fromkeys(_dotted(code.strip()) for code in codes if code.strip()))


def _dotted(code: str) -> str:
    parts = _DOTTED.fullmatch(code) or _JOINED.fullmatch(code)
    return ".".join(f"{int(part):02}" for part in parts.groups() if part) if parts else code

"""Nice classes as offices write them."""

from __future__ import annotations

import re

from squatwatch.model import NICE_CLASSES


def nice_number(code: str) -> int:
    """A code such as ``025`` as a Nice class; 0 for any other code (``A``, ``200``, ``46``).

    >>> nice_number("025"), nice_number("200")
    (25, 0)
    """
    number = int(code) if re.fullmatch(r"[0-9]{1,3}", code) else 0
    return number if number in NICE_CLASSES else 0

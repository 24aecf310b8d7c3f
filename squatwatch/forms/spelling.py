"""How syllables are put together into a form."""

from __future__ import annotations

from collections.abc import Sequence


def spaced_and_joined(syllables: Sequence[str]) -> tuple[str, ...]:
    """Syllables in capitals: with spaces, and joined when there are several.

    >>> spaced_and_joined(["wang", "lao", "ji"])
    ('WANG LAO JI', 'WANGLAOJI')
    """
    spaced = " ".join(syllables).upper()
    return (spaced, spaced.replace(" ", "")) if len(syllables) > 1 else (spaced,)

"""Characters that stand for several traditional ones: 发 for 發 and 髮, 余 for 餘 and itself."""

from __future__ import annotations

from functools import cache

from squatwatch import reference


@cache
def _alternates() -> dict[str, tuple[str, ...]]:
    rows = reference.table("traditional_alternates").rows()
    return {character: tuple(traditional.split()) for character, traditional in rows}


def traditional_alternates(character: str) -> tuple[str, ...]:
    """The traditional characters that one stands for, where they are several; else none.

    >>> traditional_alternates("发"), traditional_alternates("余"), traditional_alternates("华")
    (('發', '髮'), ('餘', '余'), ())
    """
    return _alternates().get(character, ())


def is_ambiguous(character: str) -> bool:
    """Whether a simplified character may also be meant as it stands, as a traditional one.

    >>> is_ambiguous("余"), is_ambiguous("发")
    (True, False)
    """
    return character in traditional_alternates(character)

"""Variants of characters that are neither traditional nor Japanese forms: 喆 for 哲, 峯 for 峰."""

from __future__ import annotations

from functools import cache

from squatwatch import reference


@cache
def _variants() -> dict[str, str]:
    return dict(reference.table("character_variants").rows())


def standard_character(character: str) -> str:
    """The standard simplified character that one is a variant of; itself where it is none.

    Source: Unihan kSemanticVariant and kZVariant (tools/make_unihan.py).

    >>> standard_character("喆"), standard_character("峯"), standard_character("华")
    ('哲', '峰', '华')
    """
    return _variants().get(character, character)

"""Chinese characters: the fold that makes traditional, Japanese and variant forms one."""

from __future__ import annotations

from functools import cache, lru_cache

import opencc

from squatwatch.text.scripts import script_of_character


@cache
def converter(configuration: str) -> opencc.OpenCC:
    """The OpenCC converter of a configuration such as ``s2t``; loading one takes milliseconds."""
    return opencc.OpenCC(configuration)


@lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """One character in its folded form: Japanese to traditional, traditional to simplified."""
    traditional = converter("jp2t").convert(character)
    folded: str = converter("t2s").convert(traditional)
    # A conversion that gives several characters would shift what stands behind it.
    return folded if len(folded) == 1 else character


def han_fold(text: str) -> str:
    """A text with every Chinese character folded, all else unchanged; its length stays.

    Character by character, without phrases: so a run of a text folds to the run of the fold.

    >>> han_fold("華為"), han_fold("広沢") == han_fold("廣澤")
    ('华为', True)
    """
    if text.isascii():
        return text
    return "".join(
        fold_character(character) if script_of_character(character) == "han" else character
        for character in text
    )

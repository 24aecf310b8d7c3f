"""Chinese characters: the fold that makes traditional, Japanese and variant forms one."""

from __future__ import annotations

from functools import cache, lru_cache

import opencc

from squatwatch import reference
from squatwatch.text.scripts import script_of_character
from squatwatch.text.variants import standard_character


def convert(text: str, configuration: str) -> str:
    """A text converted by an OpenCC configuration such as ``s2t``.

    Half a surrogate pair, which a broken name may hold, is no text to OpenCC: it is left out.

    >>> convert("华为", "s2t")
    '華爲'
    """
    whole = text.encode(errors="ignore").decode()
    converted: str = _converter(configuration).convert(whole)
    return converted


@cache
def _converter(configuration: str) -> opencc.OpenCC:
    return opencc.OpenCC(configuration)


@lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """One character in its folded form: simplified, its variants and Japanese forms as one.

    >>> fold_character("華"), fold_character("沢"), fold_character("峯"), fold_character("沪")
    ('华', '泽', '峰', '沪')
    """
    return standard_character(_simplified(character))


def _simplified(character: str) -> str:
    if listed := _japanese_forms().get(character):
        return listed
    simplified = convert(character, "t2s")
    if simplified == character and convert(character, "s2t") == character:
        # Neither traditional nor simplified: it may be Japanese.
        simplified = convert(convert(character, "jp2t"), "t2s")
    # A conversion that gives several characters would shift what stands behind it.
    return simplified if len(simplified) == 1 else character


@cache
def _japanese_forms() -> dict[str, str]:
    return dict(reference.table("japanese_forms").rows())


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

"""What the statements on a mark say of its characters, together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from squatwatch.offices.uspto import statements


def meaning(
    mark: str, transliterations: Iterable[str], translations: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Transliterations and translations, from the statements of each kind.

    Wording that was translated but does not stand in the mark's text is all that is left of
    characters, so it counts as a transliteration.

    >>> meaning("", ["HONG LI"], ['The English translation of "HONG LI" is "red pear".'])
    (('HONG LI',), ('red pear',))
    """
    parsed = [statements.parse(said, bare="sound") for said in transliterations]
    parsed += [statements.parse(said) for said in translations]
    letters = _letters(mark)
    sounds = [sound for one in parsed for sound in one.transliteration]
    sounds += [word for one in parsed for word in one.wording if _letters(word) not in letters]
    meanings = [value for one in parsed for value in one.translation]
    return tuple(dict.fromkeys(sounds)), tuple(dict.fromkeys(meanings))


def _letters(value: str) -> str:
    return re.sub(r"[\W_]+", "", value).upper()

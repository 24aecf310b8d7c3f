"""Characters that look or sound like another: what a filing may put in place of a brand's own.

All functions fold what they are given (``squatwatch.text.han``) and are symmetric. A character is
neither a look-alike nor a homophone of itself. What is no character, or is not in the table, has
none. Shapes and sounds are those of ``reference/character_shapes.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from squatwatch import reference
from squatwatch.text.han import han_fold

LOOK_ALIKE = 0.55
"""From this similarity of shape on, two characters are look-alikes. Of 59 pairs picked by hand
before it was measured 64 % reach it; of 3,000 random pairs, 0.6 %."""

_CORNERS = 4


@dataclass(frozen=True, slots=True)
class _Shape:
    """The codes of one character: Cangjie letters, four-corner digits, syllables with tones."""

    character: str
    cangjie: str
    corners: str
    sounds: tuple[str, ...]


def shape_similarity(first: str, second: str) -> float:
    """How much two characters look alike, 0 to 1: the mean of two likenesses of code.

    Of Cangjie: Levenshtein similarity over the longer code; of the four-corner code: the share of
    equal corners. 1 for equal characters; 0 where a code is unknown.

    >>> shape_similarity("师", "帅") > LOOK_ALIKE > shape_similarity("师", "龙")
    True
    """
    one, other = _shapes().get(han_fold(first)), _shapes().get(han_fold(second))
    if han_fold(first) == han_fold(second):
        return 1.0
    if one is None or other is None or not _has_shape(one) or not _has_shape(other):
        return 0.0
    cangjie = Levenshtein.normalized_similarity(one.cangjie, other.cangjie)
    return (cangjie + _equal_corners(one.corners, other.corners) / _CORNERS) / 2


@lru_cache(maxsize=16_384)
def look_alikes(character: str) -> frozenset[str]:
    """The folded characters that look like one: by shape, or by ``reference/look_alikes.csv``.

    >>> "千" in look_alikes("干"), "大" in look_alikes("六")
    (True, True)
    """
    folded = han_fold(character)
    return (_alike_in_shape(folded) | _listed().get(folded, frozenset())) - {folded}


def is_look_alike(first: str, second: str) -> bool:
    """Whether two different characters look alike."""
    return han_fold(second) in look_alikes(han_fold(first))


@lru_cache(maxsize=16_384)
def homophones(character: str) -> frozenset[str]:
    """The folded characters with the same Mandarin syllable and tone in any reading in use.

    >>> "级" in homophones("吉"), "旺" in homophones("王"), "乐" in homophones("悦")
    (True, False, True)
    """
    return _sounding_like(han_fold(character), _by_sound())


def is_homophone(first: str, second: str) -> bool:
    """Whether two different characters share a Mandarin syllable and its tone."""
    return han_fold(second) in homophones(han_fold(first))


@lru_cache(maxsize=16_384)
def near_homophones(character: str) -> frozenset[str]:
    """The folded characters with the same Mandarin syllable, whatever its tone.

    >>> "旺" in near_homophones("王")
    True
    """
    return _sounding_like(han_fold(character), _by_syllable())


def is_near_homophone(first: str, second: str) -> bool:
    """Whether two different characters share a Mandarin syllable, whatever its tone."""
    return han_fold(second) in near_homophones(han_fold(first))


def is_similar(first: str, second: str) -> bool:
    """Whether one of two different characters may be taken for the other, by sight or sound.

    >>> is_similar("吉", "古"), is_similar("王", "旺"), is_similar("王", "李")
    (True, True, False)
    """
    return is_look_alike(first, second) or is_near_homophone(first, second)


def _alike_in_shape(folded: str) -> frozenset[str]:
    shape = _shapes().get(folded)
    if shape is None or not _has_shape(shape):
        return frozenset()
    shaped, corners = _shaped(), _corner_array()
    equal = (corners == _digits(shape.corners)).mean(axis=1)
    # The mean cannot reach the limit with fewer equal corners, however alike the Cangjie codes.
    near = np.flatnonzero((equal + 1) / 2 >= LOOK_ALIKE)
    codes = [shaped[place].cangjie for place in near]
    cangjie = process.cdist([shape.cangjie], codes, scorer=Levenshtein.normalized_similarity)[0]
    alike = near[(cangjie + equal[near]) / 2 >= LOOK_ALIKE]
    return frozenset(shaped[place].character for place in alike)


def _equal_corners(first: str, second: str) -> int:
    return sum(one == other for one, other in zip(first, second, strict=True))


def _has_shape(shape: _Shape) -> bool:
    return bool(shape.cangjie) and len(shape.corners) == _CORNERS


@cache
def _shapes() -> dict[str, _Shape]:
    """The shapes of the characters that the fold leaves as they are."""
    return {
        character: _Shape(character, cangjie, corners, tuple(sounds.split()))
        for character, cangjie, corners, sounds in reference.table("character_shapes").rows()
        if han_fold(character) == character
    }


@cache
def _shaped() -> tuple[_Shape, ...]:
    return tuple(shape for shape in _shapes().values() if _has_shape(shape))


@cache
def _corner_array() -> NDArray[np.uint8]:
    """The four-corner codes of the shaped characters, a digit a column."""
    return np.stack([_digits(shape.corners) for shape in _shaped()])


def _digits(code: str) -> NDArray[np.uint8]:
    return np.frombuffer(code.encode("ascii"), dtype=np.uint8)


@cache
def _listed() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in reference.table("look_alikes").rows():
        first, second = (han_fold(character) for character in pair)
        found[first] = found.get(first, frozenset()) | {second}
        found[second] = found.get(second, frozenset()) | {first}
    return found


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    return _grouped({shape.character: shape.sounds for shape in _shapes().values()})


@cache
def _by_syllable() -> dict[str, frozenset[str]]:
    return _grouped(
        {
            shape.character: tuple(sound.rstrip("12345") for sound in shape.sounds)
            for shape in _shapes().values()
        }
    )


def _grouped(sounds: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Characters by each of their sounds, and sounds by character, in one map."""
    groups: dict[str, set[str]] = {}
    for character, own in sounds.items():
        for sound in own:
            groups.setdefault(sound, set()).add(character)
    return {sound: frozenset(group) for sound, group in groups.items()}


def _sounding_like(folded: str, groups: dict[str, frozenset[str]]) -> frozenset[str]:
    shape = _shapes().get(folded)
    if shape is None:
        return frozenset()
    toned = groups is _by_sound()
    sounds = shape.sounds if toned else [sound.rstrip("12345") for sound in shape.sounds]
    return frozenset(other for sound in sounds for other in groups[sound]) - {folded}

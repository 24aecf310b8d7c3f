"""The sound fold and the character fold over rows of letters (``text.sound``, ``text.han``)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.ragged import Codes, Ragged, Starts
from squatwatch.text.han import fold_character
from squatwatch.text.scripts import script_of_character
from squatwatch.text.sound import sound_rewrites

_FIRST_HAN = 0x2E80
"""Chinese characters start here (CJK Radicals Supplement)."""


class _Rewrites(NamedTuple):
    """The rewrites of the sound fold as a tree of letters; node 0 is its root.

    ``next[node, letter]`` is the node that a letter leads to, 0 for none; ``ends[node]`` the row
    of ``written`` that the spelling which ends there is rewritten to, -1 for none.
    """

    next: NDArray[np.int32]
    ends: NDArray[np.int32]
    written: Ragged


def sound_folded(rows: Ragged) -> Ragged:
    """Every row with its sound fold, exactly as ``text.sound.sound_fold`` has it."""
    rewrites = _rewrites()
    written = rewrites.written
    most = max(1, int(written.lengths.max()))
    values = np.empty(len(rows.values) * most, dtype=np.uint32)
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    _fold(
        rows.values, rows.starts, rewrites.next, rewrites.ends, written.values, written.starts,
        values, starts,
    )  # fmt: skip
    return Ragged(values[: starts[-1]].copy(), starts)


@cache
def _rewrites() -> _Rewrites:
    spellings = sound_rewrites()
    following: list[dict[int, int]] = [{}]
    ends: list[int] = [-1]
    for row, spelling in enumerate(spellings):
        node = 0
        for letter in spelling.encode("ascii"):
            if letter not in following[node]:
                following[node][letter] = len(following)
                following.append({})
                ends.append(-1)
            node = following[node][letter]
        ends[node] = row
    table = np.zeros((len(following), 128), dtype=np.int32)
    for node, letters in enumerate(following):
        for letter, reached in letters.items():
            table[node, letter] = reached
    written = [list(to.encode("ascii")) for to in spellings.values()]
    lengths = np.array([len(to) for to in written], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    values = np.array([letter for to in written for letter in to], dtype=np.uint32)
    return _Rewrites(table, np.array(ends, dtype=np.int32), Ragged(values, starts))


@compiled
def _fold(
    values: Codes, starts: Starts, following: NDArray[np.int32], ends: NDArray[np.int32],
    written: Codes, written_starts: Starts, out: Codes, out_starts: Starts,
) -> None:  # fmt: skip
    """Rewrite from left to right, the longest known spelling first; other letters stay."""
    end = 0
    for row in range(len(starts) - 1):
        place, last = starts[row], starts[row + 1]
        while place < last:
            node, reached, rewrite, ahead = 0, place, -1, place
            while ahead < last and values[ahead] < 128:
                node = following[node, values[ahead]]
                if node == 0:
                    break
                ahead += 1
                if ends[node] >= 0:
                    rewrite, reached = ends[node], ahead
            if rewrite < 0:
                out[end] = values[place]
                end += 1
                place += 1
                continue
            for letter in range(written_starts[rewrite], written_starts[rewrite + 1]):
                out[end] = written[letter]
                end += 1
            place = reached
        out_starts[row + 1] = end


def han_folded(rows: Ragged) -> Ragged:
    """Every row with its Chinese characters folded, as ``text.han.han_fold`` has it."""
    han = rows.values >= _FIRST_HAN
    if not han.any():
        return rows
    characters, place = np.unique(rows.values[han], return_inverse=True)
    folded = np.array([_folded(chr(code)) for code in characters], dtype=np.uint32)
    values = rows.values.copy()
    values[han] = folded[place]
    return Ragged(values, rows.starts)


def _folded(character: str) -> int:
    return ord(fold_character(character) if script_of_character(character) == "han" else character)

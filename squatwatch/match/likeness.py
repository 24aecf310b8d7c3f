"""The likeness of two spellings for many pairs: ``text.similarity.sound_similarity``, compiled."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match.compiled import compiled
from squatwatch.match.threads import in_threads
from squatwatch.text.similarity import FIRST_LETTER, rewritings

_SLICE = 65_536
"""Pairs that are turned into code points at once: what a thread takes up next."""


class Strings(NamedTuple):
    """Strings as code points end to end; the one at ``i`` is ``codes[starts[i]:starts[i + 1]]``."""

    codes: NDArray[np.uint32]
    starts: NDArray[np.int64]


class Rewritings(NamedTuple):
    """The known confusions as arrays: a tree of their sides, and what each pair of sides costs.

    ``letters`` numbers the code points of the sides from 1, 0 for all others. A side is read from
    its end: ``branches[node, letter]`` is the node one letter before, 0 where no side goes on,
    and ``sides[node]`` the number of the side that is complete there, 0 for none. ``costs`` of
    two sides are infinite where they are no confusion. ``longest`` counts letters.
    """

    letters: NDArray[np.int16]
    branches: NDArray[np.int16]
    sides: NDArray[np.int16]
    costs: NDArray[np.float64]
    longest: int


def likenesses(left: pl.Series, right: pl.Series) -> NDArray[np.float64]:
    """How alike the two strings of every pair are, 0 to 1: exactly as ``sound_similarity`` says.

    Symmetric. Time goes with the product of two lengths, memory with their sum.

    Raises:
        ValueError: the series are not equally long, or hold nulls.

    >>> likenesses(pl.Series(["xiaomi", "xiaomi"]), pl.Series(["xiaomi", ""])).tolist()
    [1.0, 0.0]
    """
    if len(left) != len(right) or left.null_count() or right.null_count():
        raise ValueError("likenesses: two series of equal length and without nulls are needed")
    found = np.empty(len(left))

    def fill(start: int) -> None:
        one, other = (strings(texts.slice(start, _SLICE)) for texts in (left, right))
        fill_likenesses(
            one, other, rewritings_as_arrays(), FIRST_LETTER, found[start : start + _SLICE]
        )

    in_threads(fill, range(0, len(left), _SLICE))
    return found


def strings(texts: pl.Series) -> Strings:
    """The strings of a series without nulls."""
    codes = np.frombuffer(texts.str.join().item().encode("utf-32-le"), dtype=np.uint32)
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(texts.str.len_chars().to_numpy(), out=starts[1:])
    return Strings(codes, starts)


@cache
def rewritings_as_arrays() -> Rewritings:
    """Those of ``reference/confusions.csv``; of two for one pair of sides the cheaper."""
    rules = [rule for found in rewritings().values() for rule in found]
    sides = _numbered({side for one, other, _ in rules for side in (one, other)})
    costs = np.full((len(sides) + 1, len(sides) + 1), np.inf)
    for one, other, cost in rules:
        costs[sides[one], sides[other]] = min(costs[sides[one], sides[other]], cost)
    return Rewritings(*_tree(sides), costs, max(map(len, sides)))


def _tree(
    sides: dict[str, int],
) -> tuple[NDArray[np.int16], NDArray[np.int16], NDArray[np.int16]]:
    """The letters, branches and sides of ``Rewritings``; every ending of a side is a node."""
    nodes = _numbered({side[start:] for side in sides for start in range(len(side))})
    letters = _numbered(set("".join(sides)))
    numbers = np.zeros(ord(max(letters)) + 1, dtype=np.int16)
    for letter, number in letters.items():
        numbers[ord(letter)] = number
    branches = np.zeros((len(nodes) + 1, len(letters) + 1), dtype=np.int16)
    for ending, node in nodes.items():
        branches[nodes.get(ending[1:], 0), letters[ending[0]]] = node
    complete = np.array([0, *(sides.get(ending, 0) for ending in nodes)], dtype=np.int16)
    return numbers, branches, complete


def _numbered(texts: set[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(sorted(texts), 1)}


@compiled
def fill_likenesses(
    left: Strings,
    right: Strings,
    rules: Rewritings,
    first_letter: float,
    found: NDArray[np.float64],
) -> None:
    """The likeness of every pair into ``found``; there is at least one."""
    lengths, other_lengths = np.diff(left.starts), np.diff(right.starts)
    longer_length = max(np.maximum(lengths, other_lengths))
    shorter_length = max(np.minimum(lengths, other_lengths))
    # As many rows of costs as the longest rewriting looks back, and the swap of two letters.
    rows = np.empty((1 + max(rules.longest, 2), shorter_length + 1))
    longer_sides = np.empty((longer_length * rules.longest, 3), dtype=np.int32)
    shorter_sides = np.empty((shorter_length * rules.longest, 3), dtype=np.int32)
    for pair in range(len(found)):
        one = left.codes[left.starts[pair] : left.starts[pair + 1]]
        other = right.codes[right.starts[pair] : right.starts[pair + 1]]
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        if len(shorter) == 0:
            found[pair] = 1.0 if len(longer) == 0 else 0.0
        else:
            sides = _sides(longer, rules, longer_sides), _sides(shorter, rules, shorter_sides)
            cost = _cheapest(longer, shorter, sides[0], sides[1], rules.costs, first_letter, rows)
            found[pair] = max(0.0, 1 - cost / len(longer))


@compiled
def _sides(
    text: NDArray[np.uint32], rules: Rewritings, found: NDArray[np.int32]
) -> NDArray[np.int32]:
    """The sides of confusions in a text, in the order of their ends: start, end, number.

    They are the beginning of ``found``, which has room for all.
    """
    count = 0
    for end in range(1, len(text) + 1):
        node = 0
        for start in range(end - 1, max(end - rules.longest, 0) - 1, -1):
            code = text[start]
            node = rules.branches[node, rules.letters[code]] if code < len(rules.letters) else 0
            if node == 0:
                break
            if rules.sides[node]:
                found[count, 0], found[count, 1], found[count, 2] = start, end, rules.sides[node]
                count += 1
    return found[:count]


@compiled
def _cheapest(
    longer: NDArray[np.uint32],
    shorter: NDArray[np.uint32],
    longer_sides: NDArray[np.int32],
    shorter_sides: NDArray[np.int32],
    costs: NDArray[np.float64],
    first_letter: float,
    rows: NDArray[np.float64],
) -> float:
    """The cost of the cheapest alignment: ``longer[:i]`` with ``shorter[:j]`` is in row ``i``.

    There are as many rows as a rewriting looks back, and they are used in turn. One function: a
    call for each step of each row makes it 2.5 times slower.
    """
    kept, width = len(rows), len(shorter) + 1
    rows[0, 0] = 0.0
    for j in range(1, width):
        rows[0, j] = rows[0, j - 1] + first_letter
    next_side = 0
    for i in range(1, len(longer) + 1):
        here, above, above_that = i % kept, (i - 1) % kept, (i - 2) % kept
        # A letter is left out or replaced,
        rows[here, 0] = rows[above, 0] + first_letter
        for j in range(1, width):
            edit = first_letter if i == 1 or j == 1 else 1.0
            replaced = rows[above, j - 1] + (0.0 if longer[i - 1] == shorter[j - 1] else edit)
            rows[here, j] = min(rows[above, j] + edit, replaced)
        # or swapped with the one before,
        for j in range(2, width if i > 1 else 0):
            if longer[i - 1] == shorter[j - 2] and longer[i - 2] == shorter[j - 1]:
                rows[here, j] = min(rows[here, j], rows[above_that, j - 2] + 1.0)
        # or the last of a side that is taken for another,
        while next_side < len(longer_sides) and longer_sides[next_side, 1] == i:
            before, side = longer_sides[next_side, 0] % kept, longer_sides[next_side, 2]
            for other in range(len(shorter_sides)):
                start, j = shorter_sides[other, 0], shorter_sides[other, 1]
                rewritten = rows[before, start] + costs[side, shorter_sides[other, 2]]
                rows[here, j] = min(rows[here, j], rewritten)
            next_side += 1
        # or it stands before a letter that is put in.
        for j in range(1, width):
            edit = first_letter if i == 1 or j == 1 else 1.0
            rows[here, j] = min(rows[here, j], rows[here, j - 1] + edit)
    return float(rows[len(longer) % kept, len(shorter)])

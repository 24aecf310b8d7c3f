"""How alike two spellings are when common confusions cost little: a number in [0, 1]."""

from __future__ import annotations

from functools import cache, lru_cache

from squatwatch import reference

FIRST_LETTER = 1.5
"""What an edit at the first letter costs: readers hold on to how a word begins; not fitted."""


@lru_cache(maxsize=65_536)
def sound_similarity(a: str, b: str) -> float:
    """One less the cheapest way from one text to the other, as a share of the longer.

    1 for equal texts, 0 at the least; symmetric; an empty text is like nothing but itself. An
    edit costs 1, one at the first letter 1.5; a rewriting that ``reference/confusions.csv`` knows
    costs what its weight leaves. Texts are joined, in small letters.

    >>> sound_similarity("xiaomi", "hsiaomi") > sound_similarity("xiaomi", "txiaomi")
    True
    """
    if not a or not b:
        return float(a == b)
    return max(0.0, 1 - _cheapest(a, b) / max(len(a), len(b)))


def _cheapest(a: str, b: str) -> float:
    """The cost of the cheapest alignment; every cell is reached by an edit or a rewriting."""
    costs = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i or j:
                costs[i][j] = min(_ways(a, b, i, j, costs))
    return costs[-1][-1]


def _ways(a: str, b: str, i: int, j: int, costs: list[list[float]]) -> list[float]:
    """What it costs to come to ``a[:i]``, ``b[:j]`` by each last step."""
    edit = FIRST_LETTER if min(i, j) <= 1 else 1.0
    ways = []
    if i and j:
        ways.append(costs[i - 1][j - 1] + (0.0 if a[i - 1] == b[j - 1] else edit))
    if i:
        ways.append(costs[i - 1][j] + edit)
    if j:
        ways.append(costs[i][j - 1] + edit)
    if i > 1 and j > 1 and a[i - 2 : i] == b[j - 1] + b[j - 2]:
        ways.append(costs[i - 2][j - 2] + edit)
    last_a, last_b = a[i - 1 : i], b[j - 1 : j]
    for left, right, cost in rewritings().get((last_a, last_b), ()):
        if a.endswith(left, 0, i) and b.endswith(right, 0, j):
            ways.append(costs[i - len(left)][j - len(right)] + cost)
    return ways


@cache
def rewritings() -> dict[tuple[str, str], tuple[tuple[str, str, float], ...]]:
    """The known confusions both ways, by the last letters of their two sides."""
    known: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
    for a, b, weight in reference.table("confusions").select("a", "b", "weight").iter_rows():
        for left, right in ((a, b), (b, a)):
            # Umlauts have lost their dots in normalising.
            rule = (left.replace("ü", "u"), right.replace("ü", "u"), 1 - float(weight))
            if rule[0] != rule[1] and rule[0] and rule[1]:
                known.setdefault((rule[0][-1], rule[1][-1]), []).append(rule)
    return {key: tuple(dict.fromkeys(rules)) for key, rules in known.items()}

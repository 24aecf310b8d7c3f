"""Classes in which a brand is worth filing beside its own."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from squatwatch import reference

RETAIL = 35
"""The class of the retail of goods, in which a brand is filed beside those of its goods."""

UNSPECIFIC = (35, 42)
"""Near nearly every class: what is near them says nothing of a brand."""

_NEAR = 1.5
"""From this mean on, the pairs are nearer to EUIPO's average degree of similarity (2) than to its
low one (1)."""


def related_classes(classes: Collection[int]) -> tuple[int, ...]:
    """Classes near the given ones and not among them.

    They are the classes some of whose goods EUIPO finds similar to goods of a given one, more to
    an average degree than to a low one, and that of retail. Ascending; none for none.

    >>> related_classes([30]), related_classes([34]), related_classes([])
    ((5, 29, 32, 35), (35,), ())
    """
    specific = {*classes} - {*UNSPECIFIC}
    near = {other for number in specific for other in _neighbours().get(number, ())}
    beside = {RETAIL} if classes else set()
    return tuple(sorted((near | beside) - {*classes}))


@cache
def _neighbours() -> dict[int, frozenset[int]]:
    """The classes near each, by the undirected pairs of ``reference/class_relatedness.csv``."""
    near: dict[int, frozenset[int]] = {}
    for row in reference.table("class_relatedness").iter_rows(named=True):
        if row["source"] != "euipo_similarity_tool" or float(row["mean_similarity"]) < _NEAR:
            continue
        one, other = int(row["class_a"]), int(row["class_b"])
        near[one] = near.get(one, frozenset()) | {other}
        near[other] = near.get(other, frozenset()) | {one}
    return near

"""Classes: what is joined by way of others is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from squatwatch.filers.classes import Classes

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


def slowly(pairs: list[tuple[int, int]]) -> set[frozenset[int]]:
    """Classes by merging whatever overlaps until nothing does."""
    classes = [frozenset(pair) for pair in pairs]
    while True:
        merged = {frozenset().union(*(o for o in classes if o & one)) for one in classes}
        if merged == set(classes):
            return merged
        classes = list(merged)


@given(PAIRS)
def test_classes_are_those_of_the_slow_way(pairs: list[tuple[int, int]]) -> None:
    classes = Classes[int]()
    for one, other in pairs:
        classes.join(one, other)
    found: dict[int, set[int]] = {}
    for item in classes.items():
        found.setdefault(classes.of(item), set()).add(item)
    assert {frozenset(items) for items in found.values()} == slowly(pairs)


def test_what_was_not_put_in_is_not_there() -> None:
    classes = Classes[str]()
    classes.join("a")
    assert "a" in classes
    assert "b" not in classes

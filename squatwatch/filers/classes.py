"""Things that are one by way of others: classes that grow as pairs of things are joined."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Classes(Generic[Item]):
    """Disjoint classes of things; what is joined is one class with all that each was one with.

    >>> classes = Classes[str]()
    >>> classes.join("a", "b"); classes.join("b", "c"); classes.join("d")
    >>> classes.of("a") == classes.of("c"), classes.of("a") == classes.of("d")
    (True, False)
    """

    def __init__(self) -> None:
        self._parents: dict[Item, Item] = {}

    def join(self, item: Item, *others: Item) -> None:
        """Make all these one; an item alone is put in."""
        for other in (item, *others):
            self._parents.setdefault(other, other)
            self._parents[self.of(other)] = self.of(item)

    def of(self, item: Item) -> Item:
        """One item of the class, the same for all of it until it grows."""
        root = item
        while (parent := self._parents[root]) != root:
            root = parent
        while item != root:
            self._parents[item], item = root, self._parents[item]
        return root

    def items(self) -> Iterator[Item]:
        """All items, in the order in which they came."""
        return iter(self._parents)

    def __contains__(self, item: Item) -> bool:
        """Whether it was put in."""
        return item in self._parents

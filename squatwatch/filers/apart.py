"""Brands that a filer has taken told apart: a mark, or a form of two brands, is not two taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice


@dataclass(frozen=True, slots=True, order=True)
class Taking:
    """One hit of a filer on a brand: whose brand, by which unit, in which mark of which filing.

    ``unit`` and ``mark`` are joined, as hits have them. ``filer`` tells apart whose takings are
    looked at together, as those of an agent are; it is empty where they are one filer's.
    """

    owner: str
    brand_id: str
    unit: str
    mark: str
    filing: tuple[str, str]
    filer: str = ""


class Takings:
    """What was taken, and which of it is certainly not the same thing taken twice."""

    def __init__(self, takings: Sequence[Taking], *, by_different_filers: bool = False) -> None:
        """The takings to tell apart; ``by_different_filers`` asks for as many filers as brands."""
        self._different_filers = by_different_filers
        self._alike = _alike(takings)
        # The longest unit is the most telling; the rest makes the order one.
        self._ordered = sorted(set(takings), key=lambda one: (-len(one.unit), one))

    def apart(self, one: Taking, other: Taking) -> bool:
        """Whether two takings are of two brands beyond a coincidence.

        Of two owners whose brands no unit here meets both; in two marks, of two filings; and
        neither unit stands in the other.
        """
        if one.owner == other.owner or frozenset((one.owner, other.owner)) in self._alike:
            return False
        if one.filing == other.filing or one.mark == other.mark:
            return False
        if self._different_filers and one.filer == other.filer:
            return False
        return one.unit not in other.unit and other.unit not in one.unit

    def beside(self, taking: Taking) -> list[Taking]:
        """A taking and others, all apart from each other: one for each further owner.

        At least two wherever any other is apart from it. Those beside it are of one selection for
        all takings, the most telling first, or one that is not where none of these is apart.
        """
        others = [other for other in self._selection if self.apart(taking, other)]
        if not others:
            others = [*islice((one for one in self._ordered if self.apart(taking, one)), 1)]
        return [taking, *others]

    @cached_property
    def _selection(self) -> list[Taking]:
        """Takings all apart from each other, as many as are found in one pass."""
        found: list[Taking] = []
        for taking in self._ordered:
            if all(self.apart(one, taking) for one in found):
                found.append(taking)
        return found


def _alike(takings: Sequence[Taking]) -> frozenset[frozenset[str]]:
    """The pairs of owners whose brands one unit meets: it does not tell whose it is."""
    owners: dict[str, set[str]] = defaultdict(set)
    for taking in takings:
        owners[taking.unit].add(taking.owner)
    return frozenset(pair for several in owners.values() for pair in _pairs(several))


def _pairs(owners: set[str]) -> Iterator[frozenset[str]]:
    return map(frozenset, combinations(owners, 2))

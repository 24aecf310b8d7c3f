"""What else compares names: rapidfuzz WRatio, Jaro-Winkler, and logic-v2 of nomenklatura.

A baseline compares the names that the owner gave with the text of the mark, and knows no evidence.
logic-v2 is used as a company screening uses it: the brand's names as one company, the mark as
another, its own configuration, and the threshold 0.7 that its makers test it at. It is not in
``constraints.txt``: ``pip install nomenklatura`` adds its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import WRatio
from rapidfuzz.process import cdist
from rapidfuzz.utils import default_process

Scores = NDArray[np.float64]


class Matcher(Protocol):
    """Tells how much a name is like texts, from 0 to 1."""

    def prepared(self, texts: Sequence[str]) -> Sequence[Any]:
        """The texts as it compares them, one for each."""
        ...

    def scores(self, names: Sequence[str], prepared: Sequence[Any], least: float = 0.0) -> Scores:
        """The best score that any of the names has with each text; 0 where there is no name.

        A score below ``least`` may come out as 0: that saves time.
        """
        ...


class Baseline(NamedTuple):
    """A matcher and the score from which it raises; of a slow one ``most`` pairs are asked."""

    title: str
    matcher: Matcher
    threshold: float
    most: int | None = None

    def raises(self, names: Sequence[str], text: str) -> bool:
        """Whether a name is enough like a text."""
        [score] = self.matcher.scores(names, self.matcher.prepared([text]))
        return bool(score >= self.threshold)


class Rapidfuzz:
    """A scorer of rapidfuzz over texts in lower case, without punctuation."""

    def __init__(self, scorer: Callable[..., float], identity: float) -> None:
        self._compared = partial(cdist, scorer=scorer, dtype=np.float64)
        self._identity = identity

    def prepared(self, texts: Sequence[str]) -> list[str]:
        """The texts as it compares them."""
        return [default_process(text) for text in texts]

    def scores(self, names: Sequence[str], prepared: Sequence[str], least: float = 0.0) -> Scores:
        """The best score of any name."""
        cutoff = least * self._identity
        found = self._compared(self.prepared(names), prepared, score_cutoff=cutoff)
        best: Scores = found.max(axis=0, initial=0.0) / self._identity
        return best


class LogicV2:
    """logic-v2 of nomenklatura over companies that have nothing but names."""

    def __init__(self) -> None:
        matching = import_module("nomenklatura.matching")
        self._model: Any = import_module("followthemoney").model
        self._algorithm: Any = matching.get_algorithm("logic-v2")
        self._config: Any = self._algorithm.default_config()
        # Its caches go by id: an id used again would be answered with the names it had before.
        self._ids = count()

    def prepared(self, texts: Sequence[str]) -> list[Any]:
        """A company for each text."""
        return [self._company([text]) for text in texts]

    def scores(self, names: Sequence[str], prepared: Sequence[Any], least: float = 0.0) -> Scores:
        """The score of the company that has all the names."""
        if not names:
            return np.zeros(len(prepared))
        company = self._company(names)
        compare, config = self._algorithm.compare, self._config
        return np.array([compare(company, other, config).score for other in prepared], float)

    def _company(self, names: Sequence[str]) -> Any:
        company = self._model.make_entity("Company")
        company.id = f"company-{next(self._ids)}"
        for name in names:
            company.add("name", name)
        return company


def best_threshold(positive: Scores, negative: Scores) -> float:
    """The score at which F1 is greatest; of equals the highest.

    >>> best_threshold(np.array([0.9, 0.7]), np.array([0.8, 0.2]))
    0.7
    """

    def f1(threshold: float) -> float:
        true, false = int((positive >= threshold).sum()), int((negative >= threshold).sum())
        return 2 * true / (true + false + len(positive))

    observed: list[float] = sorted(set(positive.tolist()), reverse=True)
    return max(observed, key=f1)


Pairs = Sequence[tuple[Sequence[str], str]]
"""Names of a brand, and a mark."""


def baselines(positive: Pairs, negative: Pairs) -> Iterator[Baseline]:
    """Those that are installed; the threshold of WRatio is the best on these pairs."""
    wratio = Rapidfuzz(WRatio, 100)
    best = best_threshold(*(scores_of(wratio, pairs) for pairs in (positive, negative)))
    yield Baseline(f"rapidfuzz WRatio >= {100 * best:.1f}", wratio, best)
    yield Baseline("Jaro-Winkler >= 0.9", Rapidfuzz(JaroWinkler.similarity, 1), 0.9)
    if find_spec("nomenklatura"):
        yield Baseline("nomenklatura logic-v2 >= 0.7", LogicV2(), 0.7, most=1_000_000)


def scores_of(matcher: Matcher, pairs: Pairs) -> Scores:
    """The score of each pair."""
    return np.array([matcher.scores(names, matcher.prepared([mark]))[0] for names, mark in pairs])

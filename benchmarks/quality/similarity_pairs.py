"""A second opinion on similarity: domain names that a panel transferred, and marks in conflict.

Every mark is compared with every other text of its set, not only with the one it belongs to: what
a method raises beside the true pairs is its cost, and *first* says how often no other mark of the
set is nearer to a domain name (a tie counts as first, as in the figures of others). squatwatch
watches each mark by its text alone. The 30 pairs of INPI are compared either way round, because
which mark was the older is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.fuzz import WRatio

from benchmarks.quality.baselines import Baseline, Matcher, Rapidfuzz, Scores
from benchmarks.quality.labelled import read
from benchmarks.quality.register import register, scanned
from benchmarks.quality.table import Line, share_of
from squatwatch import Brand
from squatwatch.schemas import FILING_SCHEMA

NEAR = 0.8
"""The similarity at which the recall of others on these pairs is told."""

Compare = Callable[[tuple[str, ...], tuple[str, ...]], Scores]
"""Marks and texts to the score of each with each, 0 where there is nothing alike."""


@dataclass(frozen=True)
class Method:
    """A way to compare, and the score from which it raises."""

    title: str
    compare: Compare
    threshold: float


@dataclass(frozen=True)
class PairSet:
    """Marks and as many texts: those of a row belong together."""

    title: str
    marks: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def containing(self) -> NDArray[np.bool_]:
        """Whether the letters of the mark stand in its text."""
        return np.array([_letters(m) in _letters(t) for m, t in zip(*self._sides, strict=True)])

    @property
    def together(self) -> NDArray[np.bool_]:
        """Which mark belongs to which text, by what they are."""
        known = set(zip(*self._sides, strict=True))
        return np.array([[(mark, text) in known for text in self.texts] for mark in self.marks])

    @property
    def _sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.marks, self.texts


def transferred(folder: Path) -> PairSet:
    """The marks and domain names of the cases that ended in a transfer."""
    rows = [
        row
        for row in read(folder / "pairs" / "udrp" / "udrp_pairs.csv")
        if row["outcome"] == "transferred" and row["trademark"]
    ]
    texts = (row["domain_label_unicode"] or row["domain_label"] for row in rows)
    return PairSet("UDRP", tuple(row["trademark"] for row in rows), tuple(texts))


def in_conflict(folder: Path) -> PairSet:
    """The pairs of marks in conflict at INPI."""
    rows = read(folder / "pairs" / "inpi" / "inpi_conflict_pairs.csv")
    return PairSet("INPI", tuple(row["mark1"] for row in rows), tuple(row["mark2"] for row in rows))


def methods(baselines: Iterable[Baseline]) -> list[Method]:
    """The match relation alone and from a similarity on, and the baselines."""
    return [
        Method("squatwatch, the relation", similarities, np.finfo(float).tiny),
        Method(f"squatwatch, similarity >= {NEAR}", similarities, NEAR),
        Method(f"rapidfuzz WRatio >= {100 * NEAR:.1f}", _by(Rapidfuzz(WRatio, 100)), NEAR),
        *(Method(one.title, _by(one.matcher), one.threshold) for one in baselines),
    ]


@cache
def similarities(marks: tuple[str, ...], texts: tuple[str, ...]) -> Scores:
    """The similarity of the hit of each mark on each text, as a scan has it; 0 without a hit."""
    brands = [Brand(str(row), name_latin=(mark,)) for row, mark in enumerate(marks)]
    filings = [
        {"office": "XX", "application_number": str(row), "mark_text": text, "status": "unknown",
         "classes": [], "applicants": []}
        for row, text in enumerate(texts)
    ]  # fmt: skip
    with register([pl.DataFrame(filings, schema=FILING_SCHEMA)]) as store:
        found = scanned(store, brands)
    scores = np.zeros((len(marks), len(texts)))
    for (brand, _, filing), alert in found.by_pair.items():
        scores[int(brand), int(filing)] = alert.assessment.hit.similarity
    return scores


def lines(folder: Path, ways: Sequence[Method]) -> Iterator[Line]:
    """The rows of the table of pairs."""
    domains, conflicts = transferred(folder), in_conflict(folder)
    found = [(way, way.compare(domains.marks, domains.texts)) for way in ways]
    plain = ~domains.containing
    yield _line("UDRP: domain names transferred", (_own(s) >= w.threshold for w, s in found))
    yield _line(
        "of these, those without the mark in them",
        ((_own(scores) >= way.threshold)[plain] for way, scores in found),
    )
    yield _line("first among the marks, transferred", (_first(s) for _, s in found))
    yield _line("first, those without the mark in them", (_first(s)[plain] for _, s in found))
    yield Line(
        "other marks raised for a domain name",
        "-",
        tuple(_others(scores >= way.threshold, domains) for way, scores in found),
    )
    either = [(way, _either_way(way, conflicts)) for way in ways]
    yield _line("INPI: marks in conflict", (_own(s) >= w.threshold for w, s in either))
    yield Line(
        "other marks raised for a mark",
        "-",
        tuple(_others(scores >= way.threshold, conflicts) for way, scores in either),
    )


def _by(matcher: Matcher) -> Compare:
    def compare(marks: tuple[str, ...], texts: tuple[str, ...]) -> Scores:
        prepared = matcher.prepared(texts)
        return np.array([matcher.scores([mark], prepared) for mark in marks])

    return compare


def _either_way(way: Method, pairs: PairSet) -> Scores:
    """The better of the scores of two marks, one of them watched and then the other."""
    back = way.compare(pairs.texts, pairs.marks)
    best: Scores = np.maximum(way.compare(pairs.marks, pairs.texts), back.T)
    return best


def _own(scores: Scores) -> Scores:
    return np.diagonal(scores)


def _first(scores: Scores) -> NDArray[np.bool_]:
    own = _own(scores)
    first: NDArray[np.bool_] = (own > 0) & (own >= scores.max(axis=0))
    return first


def _others(raised: NDArray[np.bool_], pairs: PairSet) -> str:
    apart = ~pairs.together
    return f"{int((raised & apart).sum()):,} of {int(apart.sum()):,}"


def _line(what: str, raised: Iterable[NDArray[np.bool_]]) -> Line:
    return Line(what, "-", tuple(share_of(found.tolist()) for found in raised))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))

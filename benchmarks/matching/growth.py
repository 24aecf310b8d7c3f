"""How time and memory grow with filings and with brands: once, 4 times, 16 times as many.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.matching.growth
    python -m benchmarks.matching.growth --filings 0.2M 0.8M --brands

The filings are generated, those for the growth of brands real. Each row is measured in a process
of its own. The seconds are those of texts to hits on all relations: units and ``find`` over the
distinct normalised texts, in batches as a search has them. Guards, probes, candidates and pairs
are those of the relation spelling, and do not depend on the machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import polars as pl

from benchmarks.matching.child import in_child
from benchmarks.matching.fixed_set import BRANDS, FIRST_BRANDS
from benchmarks.matching.haystack import SIZES
from benchmarks.matching.kept import kept_forms, kept_marks, marks_in
from benchmarks.matching.ours import spelling_effort, total
from benchmarks.matching.searching import distinct_texts, searched, text_batches, warmed
from benchmarks.matching.timing import timed
from squatwatch.match import FormIndex, Units

STEPS_OF_FILINGS = ("0.2M", "0.8M", "3.2M")
STEPS_OF_BRANDS = (BRANDS // 16, BRANDS // 4, BRANDS)
HEADER = """\
| brands | filings | forms | texts | index s | search s | guards | probes | candidates \
| true pairs | candidates a pair | hits | peak MiB |
|---|---|---|---|---|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Row:
    """One size: seconds, counts of the relation spelling, hits on all, peak memory in MiB."""

    forms: int
    texts: int
    index: float
    search: float
    guards: int
    probes: int
    candidates: int
    pairs: int
    hits: int
    peak: float = 0

    def told(self, brands: int, filings: str) -> str:
        """A row of the table."""
        return (
            f"| {brands:,} | {filings} | {self.forms:,} | {self.texts:,} | {self.index:.2f} | "
            f"{self.search:.2f} | {self.guards:,} | {self.probes:,} | {self.candidates:,} | "
            f"{self.pairs:,} | {self.candidates / max(1, self.pairs):.2f} | {self.hits:,} | "
            f"{self.peak:,.0f} |"
        )

    def times(self, first: Row) -> str:
        """How many times each figure of another row."""
        ratios = [
            mine / other if other else 0
            for mine, other in zip(astuple(self), astuple(first), strict=True)
        ]
        told = [f"{ratio:.2f}" for ratio in ratios]
        told.insert(8, "")
        return f"| | times the first | {' | '.join(told)} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--filings", nargs="*", choices=SIZES, default=list(STEPS_OF_FILINGS))
    parser.add_argument("--brands", nargs="*", type=int, default=list(STEPS_OF_BRANDS))
    chosen = parser.parse_args()
    if chosen.filings:
        print(f"Generated filings, {FIRST_BRANDS:,} brands\n")
        _print([(FIRST_BRANDS, filings) for filings in chosen.filings])
    if chosen.brands:
        print("\nReal filings\n")
        _print([(brands, "real") for brands in chosen.brands])


def _print(sizes: list[tuple[int, str]]) -> None:
    print(HEADER)
    for line in table(sizes):
        print(line, flush=True)


def table(sizes: list[tuple[int, str]]) -> Iterator[str]:
    """The rows, each but the first followed by its ratios to the first."""
    first: Row | None = None
    for brands, filings in sizes:
        forms, marks = kept_forms(brands), kept_marks(filings)
        found, peak = in_child(searching, forms, marks)
        counted, _ = in_child(counting, forms, marks)
        row = Row(*found[:4], *counted, found[4], peak)
        yield row.told(brands, filings)
        if first:
            yield row.times(first)
        first = first or row


def searching(forms: Path, marks: Path) -> tuple[int, int, float, float, int]:
    """Forms, texts, seconds of the index and of the search, hits."""
    listed, texts = pl.read_parquet(forms), distinct_texts(marks_in(marks))
    warmed(listed)
    building, index = timed(lambda: FormIndex.build(listed))
    seconds, hits = timed(lambda: sum(searched(texts, index)))
    return listed.height, len(texts), building, seconds, hits


def counting(forms: Path, marks: Path) -> tuple[int, int, int, int]:
    """Guards, probes, candidates and true pairs of the relation spelling."""
    index = FormIndex.build(pl.read_parquet(forms))
    batches = text_batches(distinct_texts(marks_in(marks)))
    counted = [spelling_effort(index, Units.of(batch)) for batch in batches]
    effort = total([effort for _, effort in counted])
    return effort.guards, effort.probes, effort.candidates, sum(pairs for pairs, _ in counted)


if __name__ == "__main__":
    main()

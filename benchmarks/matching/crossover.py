"""From which size on the index is faster than the small scan, and the sieve than no sieve.

    python -m benchmarks.matching.crossover
    python -m benchmarks.matching.crossover --parts scan --forms 15 150 --filings 2000 20000

- ``scan``: a process of its own for every size and path, timed from start to end, with the machine
  code in the cache; ``search.FEW`` is the product of forms and filings at which both take equally
  long. Once more at one size with an empty cache: what compiling takes.
- ``sieve``: forms against the units of generated filings, with the sieve and without, in turns;
  ``match.sieve.MOST_FORMS`` is the number of forms up to which it pays.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from statistics import median
from unittest.mock import patch

import polars as pl

from benchmarks.matching.fixed_set import FIRST_BRANDS
from benchmarks.matching.haystack import SIZES
from benchmarks.matching.kept import kept_forms, kept_marks, marks_in
from benchmarks.matching.searching import distinct_texts
from benchmarks.matching.timing import in_turns, timed
from squatwatch.match import FormIndex, Units, find
from squatwatch.match.channels import finding

FORMS_OF_SCANS = (15, 150, 1_500)
FILINGS_OF_SCANS = (2_000, 20_000, 200_000)
FORMS_OF_SIEVES = (15, 30, 60, 120)
FILINGS_OF_SIEVES = "0.8M"
MOST_PRODUCT = 120_000_000
"""Forms times filings above which the small scan is not asked: it takes minutes."""
ROUNDS = 3
NO_FORMS, ANY_FORMS = 0, 1 << 30

SMALL = """
import sys
import polars as pl
from squatwatch.match.small import match_few
from squatwatch.text.bulk import normalize_all
forms, marks, most_forms, most_filings = sys.argv[1:]
listed = pl.read_parquet(forms, columns=["form", "script"]).head(int(most_forms))
texts = normalize_all(pl.read_parquet(marks, n_rows=int(most_filings))["mark"].unique())
print(match_few(listed, texts).height)
"""
INDEX = """
import sys
import polars as pl
from squatwatch.match import FormIndex, Units, find
from squatwatch.text.bulk import normalize_all
forms, marks, most_forms, most_filings = sys.argv[1:]
listed = pl.read_parquet(forms, columns=["form", "script"]).head(int(most_forms))
texts = normalize_all(pl.read_parquet(marks, n_rows=int(most_filings))["mark"].unique())
print(find(FormIndex.build(listed), Units.of(texts)).height)
"""


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="+", choices=("scan", "sieve"), default=["scan", "sieve"])
    parser.add_argument("--forms", nargs="+", type=int, help="forms of each size")
    parser.add_argument("--filings", nargs="+", type=int, help="filings of each scan")
    parser.add_argument("--haystack", choices=SIZES, default=FILINGS_OF_SIEVES, help="of the sieve")
    chosen = parser.parse_args()
    if "scan" in chosen.parts:
        forms, filings = chosen.forms or FORMS_OF_SCANS, chosen.filings or FILINGS_OF_SCANS
        _print(scans([(some, many) for many in filings for some in forms]))
    if "sieve" in chosen.parts:
        _print(sieves(chosen.haystack, chosen.forms or list(FORMS_OF_SIEVES)))


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(line, flush=True)


def scans(sizes: list[tuple[int, int]]) -> Iterator[str]:
    """The small scan and the index, whole processes."""
    yield "| forms | filings | product | small scan s | index s | small scan / index | hits |"
    yield "|---|---|---|---|---|---|---|"
    for forms, filings in sorted(sizes, key=lambda size: size[0] * size[1]):
        if forms * filings > MOST_PRODUCT:
            continue
        process(INDEX, forms, filings)  # so that the machine code is in the cache
        rounds = [
            (process(SMALL, forms, filings), process(INDEX, forms, filings)) for _ in range(ROUNDS)
        ]
        [hits] = {hits for pair in rounds for _, hits in pair}
        small, index = (
            median(seconds for seconds, _ in path) for path in zip(*rounds, strict=True)
        )
        yield (
            f"| {forms:,} | {filings:,} | {forms * filings / 1e6:,.2f} M | {small:.2f} | "
            f"{index:.2f} | {small / index:.2f} | {hits:,} |"
        )
    forms, filings = min(sizes)
    with tempfile.TemporaryDirectory() as empty:
        cold, _ = process(INDEX, forms, filings, XDG_CACHE_HOME=empty)
    yield f"\n{forms:,} forms x {filings:,} filings by index with an empty cache: {cold:.1f} s\n"


def process(code: str, forms: int, filings: int, **environment: str) -> tuple[float, int]:
    """The seconds of a process from start to end, and what it prints."""
    inputs = (str(kept_forms(FIRST_BRANDS)), str(kept_marks("0.2M")))
    command = [sys.executable, "-c", code, *inputs, str(forms), str(filings)]
    seconds, done = timed(
        lambda: subprocess.run(  # noqa: S603 - the two programs above
            command, env=os.environ | environment, check=True, stdout=subprocess.PIPE, text=True
        )
    )
    return seconds, int(done.stdout)


def sieves(haystack: str, sizes: list[int]) -> Iterator[str]:
    """With the sieve and without."""
    units = Units.of(distinct_texts(marks_in(kept_marks(haystack))))
    listed = pl.read_parquet(kept_forms(FIRST_BRANDS))
    yield f"{len(units):,} texts of {haystack} generated filings\n"
    yield "| forms | with the sieve s | without s | without / with | min to max | hits |"
    yield "|---|---|---|---|---|---|"
    for forms in sizes:
        index = FormIndex.build(listed.gather_every(listed.height // forms).head(forms))
        sifted = partial(_found, index, units, ANY_FORMS)
        whole = partial(_found, index, units, NO_FORMS)
        hits = sifted()
        if hits != whole():
            raise AssertionError("the sieve changes the hits")
        turns = in_turns(sifted, whole, ROUNDS)
        yield (
            f"| {forms} | {median(turns.ours):.2f} | {median(turns.theirs):.2f} | "
            f"{turns.ratio:.2f} | {min(turns.ratios):.2f} to {max(turns.ratios):.2f} | "
            f"{hits:,} |"
        )


def _found(index: FormIndex, units: Units, most_forms: int) -> int:
    """How many hits, by the sieve where the index has up to ``most_forms`` forms."""
    with patch.object(finding, "MOST_FORMS", most_forms):
        return find(index, units).height


if __name__ == "__main__":
    main()

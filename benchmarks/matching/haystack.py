"""What is searched: real filings, and generated haystacks of 0.2 to 13 million filings.

Generated marks have 2.3 words and 16 characters in the mean, and two thirds of 13 million are
distinct, as measured on registers; a smaller haystack is the beginning of a larger one.

    python -m benchmarks.matching.haystack
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.matching.generated_words import Numbers, drawn, spelled
from squatwatch.text.normalize import normalize

SEED = 20260116
SIZES = {"0.2M": 200_000, "0.8M": 812_500, "3.2M": 3_250_000, "13M": 13_000_000}
"""Filings of the generated haystacks."""
WORDS_A_MARK = {1: 0.27, 2: 0.37, 3: 0.22, 4: 0.09, 5: 0.03, 6: 0.02}
REFILED = 0.20
"""Share of the filings that repeat the mark of an earlier one."""
FILINGS_AT_ONCE = 1_000_000
REAL = "filings_all.parquet"


def marks_of(haystack: str) -> pl.Series:
    """The marks of ``real`` or of a generated haystack (a key of ``SIZES``), as filed."""
    return real_marks() if haystack == "real" else generated_marks(SIZES[haystack])


def real_marks() -> pl.Series:
    """The marks of the real filings."""
    return (
        pl.read_parquet(real_file(), columns=["mark_text"])["mark_text"].drop_nulls().alias("mark")
    )


def real_file() -> Path:
    """The real filings, in the folder named by SQUATWATCH_REAL_DATA."""
    return Path(os.environ["SQUATWATCH_REAL_DATA"]) / "filings" / REAL


def generated_marks(filings: int) -> pl.Series:
    """Generated marks of as many filings, in capitals."""
    return pl.concat(list(_generated_batches(filings)))[:filings]


def _generated_batches(filings: int) -> Iterator[pl.Series]:
    """Batches of the same size whatever is asked, so that a small set begins a large one."""
    earlier: list[Numbers] = []
    for first in range(0, filings, FILINGS_AT_ONCE):
        chance = np.random.default_rng([SEED, first])
        numbers = _word_numbers(chance)
        earlier.append(numbers)
        _refile(earlier, chance)
        yield _marks(numbers)


def _word_numbers(chance: np.random.Generator) -> Numbers:
    """A row of word numbers for each filing, filled up with 0."""
    longest = max(WORDS_A_MARK)
    numbers = drawn(FILINGS_AT_ONCE * longest, chance).reshape(FILINGS_AT_ONCE, longest)
    sizes = chance.choice(
        np.array(list(WORDS_A_MARK)), FILINGS_AT_ONCE, p=list(WORDS_A_MARK.values())
    )
    numbers[np.arange(longest) >= sizes[:, None]] = 0
    return numbers


def _refile(batches: list[Numbers], chance: np.random.Generator) -> None:
    """Some filings of the last batch repeat the mark of an earlier one, of any batch."""
    last = batches[-1]
    rows = np.flatnonzero(chance.random(len(last)) < REFILED)
    from_batch = chance.integers(0, len(batches), len(rows))
    from_row = (chance.random(len(rows)) * rows).astype(np.intp)
    for number, batch in enumerate(batches):
        here = from_batch == number
        last[rows[here]] = batch[from_row[here]]


def _marks(numbers: Numbers) -> pl.Series:
    columns = [spelled(column).alias(str(place)) for place, column in enumerate(numbers.T)]
    mark = pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).str.to_uppercase()
    return pl.DataFrame(columns).select(mark=mark)["mark"]


def texts_of(haystack: str) -> pl.Series:
    """The distinct normalised marks of a haystack, in order of first filing."""
    marks = marks_of(haystack).unique(maintain_order=True)
    return normalized(marks, generated=haystack != "real")


def normalized(marks: pl.Series, *, generated: bool) -> pl.Series:
    """The marks normalised, each once. Generated ones are so but for their capitals."""
    if generated:
        return marks.str.to_lowercase().unique(maintain_order=True).alias("text")
    texts = pl.Series("text", [normalize(mark) for mark in marks], dtype=pl.String)
    return texts.filter(texts != "").unique(maintain_order=True)


def describe(title: str, marks: pl.Series) -> str:
    """A line on a haystack."""
    filings = marks.len()
    words = filings + marks.str.count_matches(" ").sum()
    beginning = hashlib.sha256("\n".join(marks[:100_000]).encode()).hexdigest()[:16]
    return (
        f"{title:14} {filings:>11,} filings, {marks.n_unique() / filings:.2f} distinct, "
        f"{words / filings:.2f} words, {marks.str.len_chars().sum() / filings:.1f} characters, "
        f"{beginning}"
    )


def main() -> None:
    """Print what the haystacks look like."""
    if "SQUATWATCH_REAL_DATA" in os.environ:
        print(describe("real", real_marks()))
    for title, filings in SIZES.items():
        print(describe(f"{title} generated", generated_marks(filings)), flush=True)


if __name__ == "__main__":
    main()

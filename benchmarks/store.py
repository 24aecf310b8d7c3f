"""The store under load: a register of millions, a day's change, thirty days, the file's size.

    python -m benchmarks.store --rows 10_000_000 --changed 100_000 --days 30
    python -m benchmarks.store --rows 13_000_000

Filings are generated from the seed, without goods text: marks of words that no word list has,
applicants with addresses, descriptions, sound-alike and transliterated marks as often as the
USPTO gives them. The filings that change on a day are drawn from the whole register, the worst
case for the file; at an office mostly recent ones change (--recent 0.2). The units of texts are
not made: what is due of them grows by a row a change.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.model import NICE_CLASSES, Counts, SourceFile
from squatwatch.schemas import APPLICANT_TYPE, FILING_SCHEMA
from squatwatch.store import Store
from squatwatch.store.keys import keyed

SEED = 20260115
LOAD_ROWS = 500_000
"""Filings a batch when the register is loaded."""
FIRST_DAY = date(2026, 1, 15)
OFFICES = (
    ("US", 60_000_000, 0.55), ("EM", 1_000_000, 0.15), ("TW", 80_000_000, 0.15),
    ("KR", 4_020_000_000, 0.05), ("BR", 920_000_000, 0.05), ("IN", 2_000_000, 0.05),
)  # fmt: skip
"""Office, its first application number, its share of the filings."""
STATUSES = ("filed", "published", "registered", "refused", "expired")
Numbers = NDArray[np.int64]


def main() -> None:
    """Load the register, apply the days, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="filings in the register")
    parser.add_argument("--changed", type=int, default=100_000, help="filings that change a day")
    parser.add_argument("--days", type=int, default=0, help="how many such days")
    parser.add_argument("--recent", type=float, default=1.0, help="draw them from the newest share")
    parser.add_argument("--keep", type=Path, help="keep the store as this file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "generated.duckdb"
        numbers = load(path, asked.rows)
        print(f"shares of the file: {shares(path)}", flush=True)
        if asked.days:
            drawn_from = numbers.tail(int(asked.recent * numbers.height))
            several_days(path, drawn_from, asked.changed, asked.days)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"duckdb {duckdb.__version__}, peak memory {peak:,.0f} MiB")


def load(path: Path, rows: int) -> pl.DataFrame:
    """The register into a new store, batch by batch; returns its numbers."""
    spent, numbers = 0.0, list[pl.DataFrame]()
    with Store.create(path) as store:
        for batch in register(rows):
            numbers.append(batch.select("office", "application_number"))
            begun = time.perf_counter()
            store.put_filings(batch)
            spent += time.perf_counter() - begun
        begun = time.perf_counter()
    spent += time.perf_counter() - begun
    size = path.stat().st_size
    print(
        f"{rows:,} filings loaded in {spent:.1f} s, {rows / spent:,.0f} a second;"
        f" the file has {size / 1e6:,.0f} MB, {size / rows:.0f} bytes a filing",
        flush=True,
    )
    return pl.concat(numbers)


def several_days(path: Path, numbers: pl.DataFrame, changed: int, days: int) -> None:
    """Apply the days one by one, each as a file of its own in a store opened anew."""
    before, puts, tidyings, total = path.stat().st_size, list[float](), list[float](), Counts()
    for day in range(days):
        with Store.open(path) as store:
            batch = day_of(store, day, numbers, changed)
        store = Store.open(path)
        begun, worked = time.perf_counter(), time.process_time()
        counts = take(store, day, batch)
        put, put_cpu = time.perf_counter() - begun, time.process_time() - worked
        store.tidy()
        store.close()
        tidying = time.perf_counter() - begun - put
        total, puts, tidyings = total + counts, [*puts, put], [*tidyings, tidying]
        print(
            f"  day {day + 1}: put {put:.2f} s (of a processor {put_cpu:.2f} s),"
            f" tidying {tidying:.2f} s, {path.stat().st_size / 1e6:,.0f} MB",
            flush=True,
        )
    print(f"{changed:,} changed filings a day: {told(puts)}; tidying {told(tidyings)}; {total}")
    print(f"after {days} days the file has {path.stat().st_size / before - 1:+.1%}")
    print(f"shares of the file: {shares(path)}")


def take(store: Store, day: int, batch: pl.DataFrame) -> Counts:
    """A day's file as ``ingest`` takes it, in one transaction."""
    source = SourceFile(f"{day:064}", f"day {day}", 0, "generated", on(day))
    with store.atomically():
        store.begin_source(source)
        counts = store.put_filings(batch, source)
        store.finish_source(source.digest, counts)
    return counts


def told(seconds: list[float]) -> str:
    """The median, the mean and the worst."""
    middle, mean = statistics.median(seconds), statistics.mean(seconds)
    return f"median {middle:.2f} s, mean {mean:.2f} s, worst {max(seconds):.2f} s"


def shares(path: Path) -> str:
    """The bytes of each table, by the blocks that it holds, and of the blocks that are free."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        parts = []
        for (name,) in tables:
            sql = (
                "select count(distinct block) from (select unnest(list_append("
                "additional_block_ids, block_id)) as block from pragma_storage_info(?)"
                " where persistent) where block >= 0"
            )
            [(blocks,)] = connection.execute(sql, [name]).fetchall()
            parts.append((blocks, name))
        sql = "select block_size, free_blocks from pragma_database_size()"
        [(block_size, free)] = connection.execute(sql).fetchall()
    listed = [*sorted(parts, reverse=True), (free, "free")]
    return ", ".join(f"{name} {n * block_size / 1e6:,.0f} MB" for n, name in listed if n)


# Generated filings -------------------------------------------------------------------------------


def on(day: int) -> date:
    """The date of a day of the benchmark."""
    return FIRST_DAY + timedelta(days=day)


def register(rows: int) -> Iterator[pl.DataFrame]:
    """The register before the first day, in batches."""
    words = vocabulary()
    for first in range(0, rows, LOAD_ROWS):
        numbers = np.arange(first, min(first + LOAD_ROWS, rows))
        yield filings(numbers, np.random.default_rng([SEED, first]), words)


def day_of(store: Store, day: int, numbers: pl.DataFrame, changed: int) -> pl.DataFrame:
    """A day's file: filings drawn from the register, each with some fields changed."""
    random, words = np.random.default_rng([SEED, 1, day]), vocabulary()
    drawn = numbers[np.sort(random.choice(numbers.height, changed, replace=False))]
    batch = store.filings(keyed(drawn)).select(FILING_SCHEMA.names())
    kind = pl.Series(random.integers(0, 10, batch.height))
    odds: dict[str, tuple[pl.Series, pl.Expr | pl.Series]] = {
        "status": (kind < 8, pl.lit(STATUSES[day % len(STATUSES)])),
        "publication_date": (kind < 5, pl.lit(on(day))),
        "applicants": (kind == 8, _applicants(batch.height, random, words)),
        "classes": (kind == 9, _classes(batch.height, random)),
    }
    changed_ones = [
        pl.when(which).then(value).otherwise(pl.col(name)).alias(name)
        for name, (which, value) in odds.items()
    ]
    return batch.with_columns(*changed_ones, status_raw=pl.lit(f"changed on day {day}"))


def vocabulary(size: int = 300_000) -> pl.Series:
    """Words of two to four generated syllables."""
    random = np.random.default_rng([SEED, 2])
    heads = [a + b for a in ["", *"bcdfghjklmnprstvwz", "ch", "sh", "st", "br"] for b in "aeiou"]
    syllables = pl.Series([head + tail for head in heads for tail in ("", "n", "r", "x", "l")])
    parts = [syllables.gather(random.integers(0, syllables.len(), size)) for _ in range(4)]
    length = pl.Series(random.integers(2, 5, size))
    frame = pl.DataFrame({"a": parts[0], "b": parts[1], "c": parts[2], "d": parts[3], "n": length})
    third = pl.when(pl.col("n") > 2).then("c").otherwise(pl.lit(""))
    fourth = pl.when(pl.col("n") > 3).then("d").otherwise(pl.lit(""))
    return frame.select(pl.concat_str("a", "b", third, fourth).str.to_uppercase()).to_series()


def filings(numbers: Numbers, random: np.random.Generator, words: pl.Series) -> pl.DataFrame:
    """Filings of these running numbers; the same generator makes the same filings."""
    rows = numbers.size
    filed = pl.Series(date(1990, 1, 1).toordinal() - 719_163 + random.integers(0, 13_000, rows))
    later = pl.Series(random.integers(60, 500, rows))
    frame = _numbers(numbers, random).with_columns(
        mark_text=_phrase(rows, random, words, 3),
        mark_kind=_one_of(("word", "combined", "figurative"), (0.6, 0.35, 0.05), rows, random),
        transliteration=_sometimes(_phrase(rows, random, words, 2), 0.04, random),
        translation=_sometimes(_phrase(rows, random, words, 3), 0.06, random),
        pseudo_marks=_sometimes(_phrase(rows, random, words, 3), 0.3, random),
        description=_some(_phrase(rows, random, words, 14), 0.3, random),
        classes=_classes(rows, random),
        applicants=_applicants(rows, random, words),
        representative=words.gather(random.integers(0, 20_000, rows)) + " & Partner",
        vienna_codes=_sometimes(_vienna(rows, random), 0.35, random),
        filing_date=filed.cast(pl.Date),
        publication_date=(filed + later).cast(pl.Date),
        registration_date=(filed + later + 90).cast(pl.Date),
        expiry_date=(filed + 3652).cast(pl.Date),
        opposition_start=(filed + later).cast(pl.Date),
        opposition_end=(filed + later + 30).cast(pl.Date),
        status=_one_of(STATUSES, (0.1, 0.05, 0.5, 0.1, 0.25), rows, random),
        status_raw=_one_of(("Live", "Registered", "Dead"), (0.3, 0.4, 0.3), rows, random),
    )
    empty = [
        pl.lit([] if isinstance(kind, pl.List) else None, dtype=kind).alias(name)
        for name, kind in FILING_SCHEMA.items()
        if name not in frame.columns
    ]
    return frame.with_columns(empty).select(FILING_SCHEMA.names()).cast(FILING_SCHEMA)


def _numbers(numbers: Numbers, random: np.random.Generator) -> pl.DataFrame:
    """Offices with application and registration numbers and the address of the record."""
    rows, names = numbers.size, [name for name, _, _ in OFFICES]
    of = random.choice(len(OFFICES), rows, p=[share for _, _, share in OFFICES])
    first = pl.Series([start for _, start, _ in OFFICES]).gather(of)
    registered = pl.Series(random.integers(1_000_000, 9_000_000, rows)).cast(pl.String)
    frame = pl.DataFrame(
        {
            "office": pl.Series(names).gather(of),
            "application_number": (first + pl.Series(numbers)).cast(pl.String),
            "registration_number": _some(registered, 0.6, random),
        }
    )
    url = pl.format("https://register.example/{}/{}", "office", "application_number")
    return frame.with_columns(source_url=url)


def _phrase(rows: int, random: np.random.Generator, words: pl.Series, most: int) -> pl.Series:
    """One word to ``most`` words."""
    counts = pl.Series(random.integers(1, most + 1, rows))
    drawn = {
        f"word_{at}": words.gather(random.integers(0, words.len(), rows)).set(counts <= at, None)
        for at in range(most)
    }
    joined = pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)
    return pl.DataFrame(drawn).select(joined).to_series()


def _one_of(
    values: tuple[str, ...], odds: tuple[float, ...], rows: int, random: np.random.Generator
) -> pl.Series:
    return pl.Series(values).gather(random.choice(len(values), rows, p=odds))


def _some(values: pl.Series, share: float, random: np.random.Generator) -> pl.Series:
    """The values, nothing but for the share."""
    return values.set(pl.Series(random.random(values.len()) >= share), None)


def _sometimes(values: pl.Series, share: float, random: np.random.Generator) -> pl.Series:
    """Lists of one value, empty but for the share."""
    frame = pl.DataFrame({"value": _some(values, share, random)})
    return frame.select(pl.concat_list("value").list.drop_nulls()).to_series()


def _classes(rows: int, random: np.random.Generator) -> pl.Series:
    counts = random.choice([1, 2, 3], 5_000, p=[0.6, 0.2, 0.2])
    lists = [sorted(random.choice(NICE_CLASSES, n, replace=False).tolist()) for n in counts]
    return pl.Series(lists, dtype=FILING_SCHEMA["classes"]).gather(random.integers(0, 5_000, rows))


def _applicants(rows: int, random: np.random.Generator, words: pl.Series) -> pl.Series:
    form = _one_of((" Ltd", " GmbH", " LLC"), (0.4, 0.2, 0.4), rows, random)
    streets = words.gather(random.integers(0, words.len(), rows))
    towns = words.gather(random.integers(0, 30_000, rows))
    house = pl.Series(random.integers(1, 900, rows)).cast(pl.String)
    parts = {
        "name": _phrase(rows, random, words, 3) + form,
        "country": _one_of(("US", "CN", "DE", "GB", "KR"), (0.5, 0.2, 0.1, 0.1, 0.1), rows, random),
        "address": house + " " + streets + " Street, " + towns,
    }
    listed = pl.concat_list(pl.struct("name", "country", "address"))
    return pl.DataFrame(parts).select(listed.cast(pl.List(APPLICANT_TYPE))).to_series()


def _vienna(rows: int, random: np.random.Generator) -> pl.Series:
    first, second = (pl.Series(random.integers(1, 30, rows)).cast(pl.String) for _ in range(2))
    return first.str.zfill(2) + "." + second.str.zfill(2)


if __name__ == "__main__":
    main()

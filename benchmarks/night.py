"""A whole night: the sweep of 200,000 new filings by 100,000 brands, beside a large register.

    python -m benchmarks.night --keep FOLDER --register 10_000_000
    python -m benchmarks.night --keep FOLDER --rounds 3

Everything is generated from seeds: the brands are those of the fixed set, with owners, classes and
years; the filings have marks of ``matching/haystack.py``, applicants, addresses and classes. The
register was looked at by earlier sweeps: what they keep is made from a first night's pairs, copied
to other filings until there are as many as so many nights leave. Each round copies the store,
sweeps the night's Parquet file by the command, then sweeps again with nothing new.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from benchmarks.matching.fixed_set import BRANDS, fixed_set, generated_names
from benchmarks.matching.haystack import SIZES, generated_marks
from benchmarks.store import filings, vocabulary
from squatwatch.forms import rules_version
from squatwatch.model import NICE_CLASSES, Brand
from squatwatch.offices import write_exchange
from squatwatch.schemas import FORM_SCHEMA
from squatwatch.search.units import renew_units
from squatwatch.store import Store
from squatwatch.sweep import SweepOrder, sweep

SEED = 20260123
NIGHT = 200_000
AT_ONCE = 500_000
DAY = date(2026, 1, 15)


def main() -> None:
    """Make the register where it is not there yet, then measure the nights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, required=True, help="where the register is kept")
    parser.add_argument("--register", type=int, default=10_000_000, help="filings of the register")
    parser.add_argument("--brands", type=int, default=BRANDS)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    store = asked.keep / f"register-{asked.register}-{asked.brands}.duckdb"
    if not store.exists():
        asked.keep.mkdir(parents=True, exist_ok=True)
        make_register(store, asked.register, asked.brands)
    night = asked.keep / "night" / "night.parquet"
    if not night.exists():
        night.parent.mkdir(exist_ok=True)
        write_exchange(night, [new_filings(asked.register, NIGHT)])
    for number in range(asked.rounds):
        one_night(store, night, asked.keep / f"round-{number}")


def make_register(path: Path, register: int, brands: int) -> None:
    """The register with its brands, as earlier sweeps left it."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    watched, forms = generated_brands(brands)
    with Store.create(unfinished) as store:
        store.put_brands(watched, forms, rules_version())
        store.put_filings(new_filings(0, NIGHT))
        first = sweep(store, SweepOrder(DAY))
        print(f"a first night of {NIGHT:,} filings: {first.told}, {first.counts}", flush=True)
        for start in range(NIGHT, register, AT_ONCE):
            store.put_filings(new_filings(start, min(AT_ONCE, register - start)))
        renew_units(store)
        store.nothing_due()
    copy_what_is_kept(unfinished, register)
    unfinished.rename(path)
    print(f"{register:,} filings: {path.stat().st_size / 1e9:.1f} GB", flush=True)


def copy_what_is_kept(path: Path, register: int) -> None:
    """Give each stretch of the register what the first night left, under its own numbers."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create temp table place as select office, application_key,"
            " row_number() over (order by rowid) - 1 as place from filing"
        )
        for table in ("bearer", "kept_pair"):
            for start in range(NIGHT, register, NIGHT):
                connection.execute(
                    f"insert into {table} select t.* replace (there.office as office,"  # noqa: S608
                    f" there.application_key as application_key) from {table} t"
                    " join place here using (office, application_key)"
                    f" join place there on there.place = here.place + {start}"
                    f" where here.place < {NIGHT}"
                )


def generated_brands(count: int) -> tuple[list[Brand], pl.DataFrame]:
    """Brands of the fixed set, and their forms."""
    chance = random.Random(SEED)  # noqa: S311
    brands = []
    for number, (own, _) in zip(range(count), generated_names(), strict=False):
        name = "".join(own).replace("ü", "u").upper()
        brands.append(
            Brand(
                f"b{number:06}",
                name_latin=(name,),
                owner_en=f"{name} Example Holdings {number}",
                classes=tuple(sorted(chance.sample(NICE_CLASSES, chance.choice([1, 2, 3])))),
                since=str(chance.randint(1980, 2020)),
            )
        )
    forms = fixed_set().filter(pl.col("brand") < count).select(
        brand_id=pl.format("b{}", pl.col("brand").cast(pl.String).str.zfill(6)),
        name=pl.col("form").str.to_uppercase(),
        form=pl.col("form").str.to_uppercase(),
        kind=pl.lit("pinyin"), weight=pl.lit(0.9), script=pl.lit("latin"),
        source=pl.lit("fixed set"), part=pl.lit("whole"),
    )  # fmt: skip
    return brands, forms.select(FORM_SCHEMA.names())


def new_filings(first: int, count: int) -> pl.DataFrame:
    """Generated filings with running numbers from ``first`` on."""
    chance = np.random.default_rng([SEED, first])
    frame = filings(np.arange(first, first + count), chance, vocabulary())
    return frame.with_columns(mark_text=every_mark()[first : first + count])


@cache
def every_mark() -> pl.Series:
    """The generated marks, as many as the largest haystack has."""
    return generated_marks(SIZES["13M"])


def one_night(register: Path, night: Path, folder: Path) -> None:
    """Sweep a copy of the register by the command, twice; the second time nothing is new."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(register, folder / "squatwatch.duckdb")
    for what in ("night", "nothing new"):
        begun = time.perf_counter()
        command = [
            "/usr/bin/time", "-f", "%e s, %U s of processors, peak %M KiB",
            sys.executable, "cli.py", "sweep",
            "--inbox", str(night.parent), "--as-of", DAY.isoformat(),
            "--lang", "en", "--store", str(folder / "squatwatch.duckdb"),
            "--reports", str(folder / "reports"),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        told = [line for line in done.stderr.splitlines() if line.strip()]
        print(f"{what}: exit {done.returncode}, {time.perf_counter() - begun:.1f} s")
        print("  " + "\n  ".join([*told[:3], *told[-6:]]), flush=True)


if __name__ == "__main__":
    main()

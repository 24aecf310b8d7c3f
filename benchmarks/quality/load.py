"""A day's load: 1,000 brands nobody chose, against a real day of EUIPO and an issue of Taiwan.

The brands are drawn by the seed from the rows of ``a_share_companies.csv`` and
``nsi_chinese_brands.csv`` that have both names. Of the latter, operators (power, railways ...) and
schools are left out, and of several rows with the same characters all but the first: a bank and
its cash machines are one brand. A listed company is watched by its short name without what the
exchange adds, and owns the English name; its Latin mark is that name without legal form, and in
``own words`` without places and words of the trade as well, as a mark is registered: *Sinovatio* of
*Shenzhen Sinovatio Technology Co., Ltd.* Rows of the index have no owner, so what the chain itself
files counts as an alert. No row has classes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks.precision import company
from benchmarks.quality import FILINGS, SEED
from benchmarks.quality.labelled import Key, Row, read
from benchmarks.quality.register import Found, keys, marks, register, scanned
from squatwatch import Brand, Store, read_filings
from squatwatch.filers.names import company_name
from squatwatch.text.normalize import normalize

BRANDS = 1_000
A_DAY = 20_000
"""Filings a day that the load is scaled to."""

ASKED = "<= 30 at high"

LatinMark = Callable[[str], str]


@dataclass(frozen=True)
class Load:
    """Brands against filings: the keys and marks of these, and what squatwatch ``found``.

    ``for_all``: whether the baselines are asked too; it would be the same for them elsewhere.
    """

    title: str
    asked: str
    brands: Sequence[Brand]
    filings: frozenset[Key]
    marks: Sequence[str]
    found: Found
    is_a_day: bool = True
    for_all: bool = True

    @property
    def compared(self) -> int:
        """How many pairs of brand and filing there are."""
        return len(self.brands) * len(self.filings)


def days(folder: Path, store: Store) -> Iterator[Load]:
    """The day by itself, with two kinds of Latin marks, and as part of the register in a store."""
    day = day_of_filings(folder)
    known, texts = keys(day), marks(day)
    title = f"alerts a day at {A_DAY:,} filings, {BRANDS:,} brands, from {len(known):,} filings"
    watched = drawn_brands(folder, own_words)
    unabridged = drawn_brands(folder, whole_name)
    with register([day]) as alone:
        found = scanned(alone, watched)
        of_unabridged = scanned(alone, unabridged)
    yield Load(title, ASKED, watched, known, texts, found)
    named = "the same, Latin mark the whole name without legal form"
    yield Load(named, ASKED, unabridged, known, texts, of_unabridged)
    in_register = "the same as first, the filings seen in the whole register"
    within = scanned(store, watched, "medium")
    yield Load(in_register, ASKED, watched, known, texts, within, for_all=False)


def whole_name(english: str) -> str:
    """A company's English name without its legal form.

    >>> whole_name("Shenzhen Sinovatio Technology Co., Ltd.")
    'SHENZHEN SINOVATIO TECHNOLOGY'
    """
    return normalize(english).upper()


def own_words(english: str) -> str:
    """What is left of it without places and words of the trade, where anything is.

    >>> own_words("Shenzhen Sinovatio Technology Co., Ltd.")
    'SINOVATIO'
    """
    return " ".join(company_name(english).distinctive).upper() or whole_name(english)


def drawn_brands(folder: Path, latin_mark: LatinMark) -> tuple[Brand, ...]:
    """The 1,000 brands; the same companies whatever the Latin mark is."""
    listed = read(folder / "brands" / "a_share_companies.csv")
    chains = read(folder / "brands" / "nsi_chinese_brands.csv")
    pool = sorted(
        [*companies(listed, latin_mark), *brands_of_chains(chains)], key=lambda one: one.brand_id
    )
    return tuple(random.Random(SEED).sample(pool, BRANDS))  # noqa: S311


def companies(rows: list[Row], latin_mark: LatinMark) -> Iterator[Brand]:
    """The listed companies that have both names."""
    for row in rows:
        if row["zh_short"] and row["name_en"]:
            yield Brand(
                row["code"],
                name_zh=(company(row["zh_short"]),),
                name_latin=(latin_mark(row["name_en"]),),
                owner_en=row["name_en"],
            )


def brands_of_chains(rows: list[Row]) -> Iterator[Brand]:
    """The chains that have both names, each characters once."""
    kept = [row for row in rows if row["zh"] and row["latin"] and is_of_trade(row["category"])]
    for row in {row["zh"]: row for row in reversed(kept)}.values():
        yield Brand(f"nsi-{row['zh']}", name_zh=(row["zh"],), name_latin=(row["latin"],))


def is_of_trade(category: str) -> bool:
    """Whether an entry of the index is a brand, not an operator or a school.

    >>> is_of_trade("brands/amenity/cafe"), is_of_trade("brands/amenity/prep_school")
    (True, False)
    """
    return category.startswith("brands/") and "school" not in category


def day_of_filings(folder: Path) -> pl.DataFrame:
    """The publications of EUIPO of one day and an issue of Taiwan, by their ``source``."""
    is_of_day = pl.col("source").str.starts_with("sfarje-alt/tm-eu") | (pl.col("office") == "TW")
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "day.parquet"
        pl.read_parquet(folder / FILINGS).filter(is_of_day).write_parquet(path)
        return pl.concat([batch.filings for batch in read_filings(path)])

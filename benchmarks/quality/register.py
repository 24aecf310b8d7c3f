"""The register that everything is measured in: the real filings, the labelled ones mixed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from benchmarks.quality import FILINGS
from benchmarks.quality.labelled import Key, Pair
from squatwatch import Alert, Brand, Store, read_filings, scan, watch
from squatwatch.model import LEVELS, Level, application_key

AS_OF = date(2026, 1, 15)


@dataclass(frozen=True)
class Found:
    """What a scan down to ``low`` found: every pair of brand and filing with a hit."""

    alerts: tuple[Alert, ...]

    @cached_property
    def by_pair(self) -> dict[Pair, Alert]:
        """The alert of each pair."""
        return {pair_of(alert): alert for alert in self.alerts}

    def level(self, pair: Pair) -> str:
        """The level of a pair; ``no hit`` where the match relation does not hold."""
        alert = self.by_pair.get(pair)
        return alert.assessment.level if alert else "no hit"

    def reaches(self, pair: Pair, level: Level) -> bool:
        """Whether a pair stands at a level or above it; cleared ones never do."""
        return is_at_least(self.level(pair), level)

    def raised(self, level: Level, among: Collection[Key]) -> int:
        """How many pairs of brands with these filings stand at a level or above it."""
        return sum(self.reaches(pair, level) for pair in self.by_pair if pair[1:] in among)


def is_at_least(found: str, level: Level) -> bool:
    """Whether a level is another or above it.

    >>> is_at_least("urgent", "high"), is_at_least("cleared", "low"), is_at_least("no hit", "low")
    (True, False, False)
    """
    return found in LEVELS[: LEVELS.index(level) + 1]


def pair_of(alert: Alert) -> Pair:
    """What an alert is about."""
    filing = alert.assessment.filing
    key = application_key(filing.application_number)
    return alert.assessment.brand.brand_id, filing.office, key


def keys(filings: pl.DataFrame) -> frozenset[Key]:
    """The keys of filings."""
    rows = filings.select("office", "application_number").iter_rows()
    return frozenset((office, application_key(number)) for office, number in rows)


def marks(filings: pl.DataFrame) -> list[str]:
    """The texts of the marks, one a filing, where there is one."""
    return filings["mark_text"].drop_nulls().to_list()


def real_filings(folder: Path) -> pl.DataFrame:
    """The real filings (``schemas.FILING_SCHEMA``), as they are read."""
    return pl.concat([batch.filings for batch in read_filings(folder / FILINGS)])


@contextmanager
def register(filings: Iterable[pl.DataFrame]) -> Iterator[Store]:
    """A store in memory with these filings."""
    with Store.in_memory() as store:
        for batch in filings:
            store.put_filings(batch)
        yield store


def scanned(store: Store, brands: Sequence[Brand], level: Level = "low") -> Found:
    """A scan of the register for these brands and no others; what is prepared of it stays."""
    store.remove_brands([brand.brand_id for brand in store.brands()])
    watch(store, brands)
    return Found(scan(store, as_of=AS_OF, level=level).alerts)

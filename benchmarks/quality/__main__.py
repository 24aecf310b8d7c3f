"""The quality table, in one command.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.quality

Every labelled filing is put into one register, beside the real filings, and scanned against the
whole labelled watch list as a user would; then again without the Latin names. The baselines are
asked the same: they compare the names of the brand with the text of the mark. Below the tables
stand the filings behind the shares. With nomenklatura installed it takes some ten minutes more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.quality import similarity_pairs
from benchmarks.quality.baselines import Pairs, baselines
from benchmarks.quality.columns import Column, Ours, Theirs
from benchmarks.quality.labelled import Labelled, batch, cases, negatives, without_latin
from benchmarks.quality.load import Load, days
from benchmarks.quality.misses import named
from benchmarks.quality.register import keys, marks, real_filings, register, scanned
from benchmarks.quality.rows import Sets, lines
from benchmarks.quality.table import printed
from squatwatch import Brand, read_watchlist


def main() -> None:
    """Print the tables, and the filings behind the shares."""
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    brands = read_watchlist(folder / "labelled" / "watchlist.csv").brands
    by_id = {brand.brand_id: brand for brand in brands}
    real = real_filings(folder)
    documented, others = cases(folder), negatives(folder)
    with register([real, batch([*documented, *others])]) as store:
        found = scanned(store, brands)
        bare = scanned(store, [without_latin(brand) for brand in brands])
        of_days = list(days(folder, store))
    title = f"pairs raised of {len(brands)} brands and {len(keys(real)):,} real filings"
    of_register = Load(title, "told", brands, keys(real), marks(real), found, is_a_day=False)
    # In the register stand the real filings and the strict cases: the others take no place.
    apart = frozenset(row.key for row in [*documented, *others] if not row.is_strict)
    medium, high = (Ours(level, found, bare, apart) for level in ("medium", "high"))
    peers = list(baselines(_pairs(documented, by_id), _pairs(others, by_id)))
    columns: list[Column] = [medium, high]
    columns += [Theirs(peer, by_id, of_register.marks) for peer in peers]
    sets = Sets(documented, others, found)
    titles = [column.title for column in columns]
    print(*printed(titles, lines(sets, columns, [of_register, *of_days])), sep="\n")
    ways = similarity_pairs.methods(peers)
    titles = [way.title for way in ways]
    print("", *printed(titles, similarity_pairs.lines(folder, ways)), sep="\n")
    print("", *named(sets, medium), sep="\n")


def _pairs(rows: Iterable[Labelled], brands: Mapping[str, Brand]) -> Pairs:
    return [(brands[row.brand_id].names, row.mark) for row in rows]


if __name__ == "__main__":
    main()

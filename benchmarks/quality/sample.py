"""Alerts to be judged by hand: drawn over the levels, and told as shares once they are judged.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.quality.sample --seed N --to FOLDER
    python -m benchmarks.quality.sample --judged FILE

The first scans the real filings alone for the labelled watch list, draws 200 alerts, as many of
each level and as many with an applicant as without as far as there are, and writes them to
``alerts.csv`` in a folder, which may not be in the repository: the rows are register data. A judge
puts ``yes`` or ``no`` into ``worth_a_look`` (``unsure`` is counted apart). The second prints the
share worth a look at each level, with and without an applicant named.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from benchmarks.quality import SEED
from benchmarks.quality.register import real_filings, register, scanned
from benchmarks.quality.sheet import Stratum, by_stratum, shares, sheet, stratum
from squatwatch import Alert, read_watchlist

SIZE = 200

T = TypeVar("T")


def main() -> None:
    """Draw, or read what was judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="of the draw")
    job = parser.add_mutually_exclusive_group(required=True)
    job.add_argument("--to", type=Path, help="folder outside the repository")
    job.add_argument("--judged", type=Path, help="the file, judged")
    chosen = parser.parse_args()
    if chosen.judged:
        print(*shares(chosen.judged), sep="\n")
    else:
        write(draw(real_alerts(), chosen.seed), outside_the_repository(chosen.to))


def real_alerts() -> list[Alert]:
    """The alerts of all levels for the watch list on the real filings.

    Of the cleared ones those that are kept: they would have reached ``medium``.
    """
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    brands = read_watchlist(folder / "labelled" / "watchlist.csv").brands
    with register([real_filings(folder)]) as store:
        kept = scanned(store, brands, "medium").alerts
        low = scanned(store, brands).alerts
    return [*kept, *(alert for alert in low if alert.assessment.level == "low")]


def draw(alerts: Sequence[Alert], seed: int, size: int = SIZE) -> list[Alert]:
    """The sample, in the order of levels; the same for the same alerts and seed."""
    chance = random.Random(seed)  # noqa: S311
    ranked = sorted(alerts, key=lambda alert: (by_stratum(stratum(alert)), alert.alert_id))
    strata = {key: list(found) for key, found in groupby(ranked, key=stratum)}
    taken = allotted({key: len(found) for key, found in strata.items()}, size)
    return [
        alert
        for key in sorted(taken, key=by_stratum)
        for alert in chance.sample(strata[key], taken[key])
    ]


def allotted(sizes: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """How many to take of each: as many of each level, half of each with an applicant.

    Where there are too few, the level's other half makes up for it, then the other levels.

    >>> allotted({("high", True): 3, ("high", False): 0, ("low", True): 9, ("low", False): 9}, 10)
    {('high', True): 3, ('high', False): 0, ('low', True): 4, ('low', False): 3}
    """
    of_level: Counter[str] = Counter()
    for (level, _), there in sizes.items():
        of_level[level] += there
    taken: dict[Stratum, int] = {}
    for level, part in evenly(of_level, size).items():
        halves = {half: there for half, there in sizes.items() if half[0] == level}
        taken |= evenly(halves, part)
    return taken


def evenly(sizes: Mapping[T, int], total: int) -> dict[T, int]:
    """As equal parts of a total as the sizes allow; what does not divide goes to the first.

    >>> evenly({"a": 1, "b": 9, "c": 9}, 10)
    {'a': 1, 'b': 5, 'c': 4}
    """
    taken = dict.fromkeys(sizes, 0)
    for _ in range(min(total, sum(sizes.values()))):
        least = min((key for key in sizes if taken[key] < sizes[key]), key=taken.__getitem__)
        taken[least] += 1
    return taken


def outside_the_repository(folder: Path) -> Path:
    """The folder; the program ends where it is in the repository."""
    repository = Path(__file__).resolve().parents[2]
    if folder.resolve().is_relative_to(repository):
        raise SystemExit(f"{folder} is in the repository: register data are not kept there")
    return folder


def write(alerts: Sequence[Alert], folder: Path) -> None:
    """Put the sample into ``alerts.csv``; a file that is there may be judged already and stays."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "alerts.csv"
    with path.open("xb") as file:
        file.write(sheet(alerts))
    print(f"{len(alerts)} alerts in {path}")


if __name__ == "__main__":
    main()

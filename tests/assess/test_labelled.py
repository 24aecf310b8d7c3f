"""The labelled filings through a scan: broad bounds, so that no change of a weight goes unseen.

The figures themselves are told by ``python -m benchmarks.quality``.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from benchmarks.quality.labelled import Labelled, Pair, batch, cases, negatives
from squatwatch import Alert, Store, read_watchlist, scan, watch
from squatwatch.model import LEVELS, Level

AS_OF = date(2026, 1, 15)


@pytest.fixture(scope="module")
def found(real_data: Path) -> dict[Pair, Alert]:
    """What a scan of all labelled filings says of them, by brand, office and row."""
    rows = [*cases(real_data), *negatives(real_data)]
    with Store.in_memory() as store:
        watch(store, read_watchlist(real_data / "labelled" / "watchlist.csv").brands)
        store.put_filings(batch(rows))
        alerts = scan(store, as_of=AS_OF, level="low").alerts
    return {
        (one.assessment.brand.brand_id, one.assessment.filing.office,
         one.assessment.filing.application_number): one
        for one in alerts
    }  # fmt: skip


def reaching(rows: Sequence[Labelled], found: dict[Pair, Alert], level: Level) -> float:
    """The share of rows that stand at a level or above, and are not cleared."""
    above = LEVELS[: LEVELS.index(level) + 1]
    return sum(
        row.pair in found and found[row.pair].assessment.level in above for row in rows
    ) / len(rows)


def test_documented_cases_are_worth_a_look(real_data: Path, found: dict[Pair, Alert]) -> None:
    rows = cases(real_data)
    plain = [row for row in rows if not row.is_near]
    assert len(plain) > 30
    assert reaching(plain, found, "medium") >= 0.9
    assert reaching([row for row in plain if row.is_strict], found, "medium") >= 0.9


def test_hard_negatives_seldom_deserve_a_lawyer(real_data: Path, found: dict[Pair, Alert]) -> None:
    rows = [row for row in negatives(real_data) if not row.is_own]
    assert len(rows) > 50
    assert reaching(rows, found, "high") <= 0.1


def test_the_owners_own_filings_are_cleared(real_data: Path, found: dict[Pair, Alert]) -> None:
    met = [row for row in negatives(real_data) if row.is_own and row.pair in found]
    assert len(met) > 15
    cleared = [
        row for row in met if found[row.pair].assessment.cleared_by in ("owner", "affiliate")
    ]
    assert len(cleared) / len(met) >= 0.9


def test_no_documented_case_is_cleared_as_the_owners(
    real_data: Path, found: dict[Pair, Alert]
) -> None:
    met = [found[row.pair].assessment for row in cases(real_data) if row.pair in found]
    assert not [one.filing for one in met if one.cleared_by in ("owner", "affiliate")]


def test_the_sums_that_are_shown_are_those_of_the_scores(found: dict[Pair, Alert]) -> None:
    by_sum = sorted(found.values(), key=lambda one: sum(e.weight for e in one.assessment.evidence))
    scores = [one.assessment.score for one in by_sum]
    assert all(one <= other + 0.02 for one, other in itertools.pairwise(scores))

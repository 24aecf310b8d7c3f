"""The columns against plain Python: the same codes, the same bits, for generated registers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.assess.assess import Assessed, assess
from squatwatch.assess.hits import PAIR_KEY, best_hits
from squatwatch.assess.weights import Weights, default_weights, judged_weights
from squatwatch.model import Applicant, Event, Filing, Right, application_key
from squatwatch.search import find_hits
from tests.assess import slowly
from tests.assess.registers import BRANDS, DAY, EVENTS, FORMS, REGISTERS, RIGHTS
from tests.assess.samples import batch, sums, texts


def slow_pairs(
    found: pl.DataFrame, filings: Sequence[Filing], assessed: Assessed
) -> list[slowly.Pair]:
    """The pairs of brand and filing with their hits, in the order of the columns."""
    by_key = {(one.office, application_key(one.application_number)): one for one in filings}
    by_id = {brand.brand_id: brand for brand in BRANDS}
    given = assessed.pairs.select(*PAIR_KEY, "role", "group_link").iter_rows(named=True)
    return [
        slowly.Pair(
            [
                hit
                for hit in found.iter_rows(named=True)
                if all(hit[name] == row[name] for name in PAIR_KEY)
            ],
            by_id[row["brand_id"]],
            by_key[row["office"], row["application_key"]],
            row["role"],
            row["group_link"],
        )
        for row in given
    ]


def assert_as_told_slowly(
    filings: Sequence[Filing], rights: Sequence[Right], events: Sequence[Event], weights: Weights
) -> None:
    found = find_hits(FORMS, texts(filings))
    best = best_hits(found, weights)
    assessed = assess(best, batch(filings), BRANDS, rights, events, weights=weights)
    pairs = slow_pairs(found, filings, assessed)
    for pair in pairs:
        pair.choose(weights)
    told: dict[int, dict[str, float]] = {}
    for number, code, times in assessed.evidence.select("pair", "code", "times").rows():
        told.setdefault(number, {})[code] = times
    total = sums(assessed)
    for pair, row in zip(pairs, assessed.pairs.iter_rows(named=True), strict=True):
        promising = [one for one in pairs if slowly.promises(one, weights, events)]
        assert row["promising"] == (pair in promising)
        own = slowly.own_filings(pair.brand, promising, rights)
        of_the_mark = pair.of_hit | slowly.of_the_filing(pair, pairs, own, events)
        expected = of_the_mark | slowly.of_conduct(pair)
        cleared = slowly.cleared_by(pair)
        of_evidence = weights.prior + slowly.bits(expected, weights)
        expected |= {f"cleared.{cleared}": 1.0} if cleared else {}
        assert told[row["pair"]] == pytest.approx(expected)
        assert row["bits"] == pytest.approx(of_evidence, abs=1e-5)
        assert row["bits"] == pytest.approx(total[row["pair"]], abs=1e-5)
        known = any(one.name.strip() for one in pair.filing.applicants)
        assert row["level"] == slowly.level(row["bits"], known=known)
        assert row["cleared_by"] == cleared
        if row["group_link"]:
            sum_of_the_mark = weights.prior + slowly.bits(of_the_mark, weights)
            assert slowly.counts_towards_a_group(pair, round(sum_of_the_mark, 6))


@settings(max_examples=80, deadline=None)
@given(REGISTERS, RIGHTS, EVENTS, st.sampled_from([default_weights(), judged_weights()]))
def test_the_columns_say_what_plain_python_says(
    filings: list[Filing], rights: list[Right], events: list[Event], weights: Weights
) -> None:
    assert_as_told_slowly(filings, rights, events, weights)


def any_filing(number: str, mark: str, **facts: Any) -> Filing:
    return Filing("US", number, mark_text=mark, **facts)


def test_the_generated_registers_tell_of_everything_that_they_should() -> None:
    """What no example reaches is compared by nobody: these reach what is rarest."""
    together = (Applicant("Hongli Holdings Ltd"), Applicant("Taker AG"))
    filings = [
        any_filing("1", "HONGLI", applicants=(Applicant("Taker AG"),), classes=(11,)),
        any_filing("2", "TRABAJO", applicants=(Applicant("TAKER"),), classes=(25,)),
        any_filing("3", "HONGLI 虹力电器", applicants=together, similar_groups=("0701",)),
        any_filing("4", "HONGLI", applicants=together[:1], similar_groups=("0701",)),
        any_filing("5", "HONGLI", similar_groups=("0701",), filing_date=DAY),
        any_filing("6", "HONGLI", applicants=(Applicant("Example Import GmbH"),)),
    ]
    rights = [Right("hongli", "US", "9", filing_date=DAY + timedelta(30))]
    assert_as_told_slowly(filings, rights, [Event("hongli", DAY, "fair")], default_weights())
    found = assess(
        best_hits(find_hits(FORMS, texts(filings))), batch(filings), BRANDS, rights,
        [Event("hongli", DAY, "fair")],
    )  # fmt: skip
    rare = {
        "filer.several-brands", "filer.joint", "filer.partner", "class.same-group", "cleared.owner",
        "time.before-owner", "time.soon-after-event", "mark.several-forms", "register.shared",
    }  # fmt: skip
    assert rare <= set(found.evidence["code"])

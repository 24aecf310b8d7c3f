"""Shares and their intervals, bands of the score, levels: counted from small frames."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.evaluation import SETS, Share, bands, levels, shares
from squatwatch.assess.weights import limit

HIGH = limit("high")
BELOW = limit("medium") - 1.0


def pair(number: int, bits: float, **facts: Any) -> dict[str, Any]:
    """An assessed pair, as far as it is counted."""
    found = "high" if bits >= HIGH else "medium" if bits >= limit("medium") else "low"
    return {
        "brand_id": "brand",
        "office": "US",
        "application_key": str(number),
        "bits": bits,
        "score": 1 / (1 + 2**-bits),
        "level": found,
        "cleared_by": None,
        "applicant_known": True,
        "set": "case",
    } | facts


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    schema = {**dict.fromkeys(pair(0, 0), pl.String), "bits": pl.Float64}
    schema |= {"score": pl.Float64, "applicant_known": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_interval_of_wilson() -> None:
    # Agresti and Coull, American Statistician 52 (1998), 119: 0 of 10 and its like.
    assert Share(0, 10).interval == pytest.approx((0, 0.2775), abs=1e-4)
    assert Share(10, 10).interval == pytest.approx((0.7225, 1), abs=1e-4)
    assert Share(0, 0).interval is None
    assert Share(0, 0).value is None


@given(st.integers(1, 10_000), st.data())
def test_an_interval_holds_its_share_and_stays_within_0_and_1(of: int, data: st.DataObject) -> None:
    share = Share(data.draw(st.integers(0, of)), of)
    assert share.interval is not None
    low, high = share.interval
    assert 0 <= low <= (share.value or 0) + 1e-12
    assert (share.value or 0) - 1e-12 <= high <= 1


def test_what_is_no_hit_or_cleared_reaches_no_level() -> None:
    found = frame(
        pair(1, HIGH),
        pair(2, 1.0),
        pair(3, BELOW),
        pair(4, HIGH, cleared_by="predates"),
        pair(5, 1.0, set="own", cleared_by="owner"),
    )
    labels = found.select("brand_id", "office", "application_key", "set")
    labels = pl.concat([labels, labels[:1].with_columns(application_key=pl.lit("6"))])
    case, own = shares(labels, found.drop("set"))
    assert (case.name, own.name) == ("case", "own")
    assert case.hits == Share(4, 5)
    assert case.cleared == Share(1, 4)
    assert (case.medium, case.high) == (Share(2, 5), Share(1, 5))
    assert (own.hits, own.cleared, own.medium) == (Share(1, 1), Share(1, 1), Share(0, 1))


def test_a_brand_that_is_not_the_labelled_one_is_no_hit() -> None:
    found = frame(pair(1, HIGH, brand_id="other"))
    labels = found.select(brand_id=pl.lit("brand"), office="office",
                          application_key="application_key", set=pl.lit("case"))  # fmt: skip
    [case] = shares(labels, found.drop("set"))
    assert case.hits == Share(0, 1)


@given(st.lists(st.tuples(st.floats(-30, 30), st.sampled_from(SETS), st.booleans())))
def test_every_pair_that_stands_is_in_one_band(
    drawn: list[tuple[float, str, bool]],
) -> None:
    rows = [
        pair(number, bits, set=name, cleared_by="ended" if cleared else None)
        for number, (bits, name, cleared) in enumerate(drawn)
    ]
    standing = [row for row in rows if row["cleared_by"] is None]
    found = bands(frame(*rows), frame(*rows))
    assert [band.most for band in found[:-1]] == [band.least for band in found[1:]]
    assert sum(band.register for band in found) == len(standing)
    for name in SETS:
        told = sum(band.counts[name] for band in found)
        assert told == sum(row["set"] == name for row in standing)
    for band in found:
        inside = [row for row in standing if band.least <= row["bits"] < band.most]
        assert band.documented.of == len(inside)
        assert band.documented.count == sum(row["set"] in SETS[:4] for row in inside)
        if inside:
            assert band.score == pytest.approx(sum(row["score"] for row in inside) / len(inside))
        else:
            assert band.score is None


def test_bands_begin_where_levels_do() -> None:
    begins = [band.least for band in bands(frame(), frame())]
    assert {limit("medium"), limit("high"), limit("urgent")} <= set(begins)


def test_a_band_tells_the_scores_of_its_ends() -> None:
    found = bands(frame(), frame())
    assert (found[0].scores[0], found[-1].scores[1]) == (0, 1)
    assert [band.scores[1] for band in found[:-1]] == [band.scores[0] for band in found[1:]]
    middle = 1 / (1 + 2 ** (-limit("medium") / limit("score_spread")))
    [begins] = [band.scores[0] for band in found if band.least == limit("medium")]
    assert begins == pytest.approx(middle)


def test_the_register_by_level_the_highest_first() -> None:
    found = levels(
        frame(
            pair(1, BELOW),
            pair(2, 1.0, applicant_known=False),
            pair(3, HIGH),
            pair(4, HIGH, cleared_by="owner"),
            pair(5, HIGH, cleared_by="ended"),
            pair(6, 1.0),
        )
    )
    assert [(one.level, one.named, one.unnamed) for one in found] == [
        ("high", 1, 0),
        ("medium", 1, 1),
        ("low", 1, 0),
        ("cleared.ended", 1, 0),
        ("cleared.owner", 1, 0),
    ]

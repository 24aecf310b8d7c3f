"""Weights fitted to pairs: they approach those that made the pairs, and stay judged without.

The pairs are generated: a few ways to resemble a brand, drawn by shares that the test knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from squatwatch.assess import fitting
from squatwatch.assess.assess import FAMILIES, assess
from squatwatch.assess.evidence import OF_THE_FILING, OF_THE_HIT, codes_of
from squatwatch.assess.fitting import (
    FITTED,
    LN2,
    READ,
    TRUST,
    fit,
    fitted_families,
    without_each_brand,
)
from squatwatch.assess.hits import best_hits
from squatwatch.assess.weights import Weights, judged_weights
from squatwatch.model import Brand
from tests.assess.samples import batch, filing, hit, hits

WAYS: tuple[dict[str, Any], ...] = (
    {"form": "xiaomi"},
    {"form": "xiaomi", "whole": "xiaomistore", "relation": "inside"},
    {"form": "xiaomi", "unit": "xiaomu", "edits": 1},
    {"form": "xiaomi", "unit": "xiaomu", "edits": 1, "similarity": 0.7},
    {"form": "xiaomi", "unit": "xiaomu", "whole": "xiaomustore", "edits": 1},
    {"form": "gree"},
    {"form": "moutaiwine", "unit": "moutaivine", "edits": 1},
    {"form": "moutaiwine", "unit": "moutaivine", "edits": 1, "similarity": 0.7},
)
CLASSES: tuple[tuple[int, ...], ...] = ((25,), (18,), (12,), ())
"""The brand's own, a related one, an unrelated one, none known."""
BRANDS = tuple(Brand(f"brand-{letter}", classes=(25,)) for letter in "abc")

Numbers = NDArray[np.float64]


@cache
def ways(brand_id: str = "brand-a") -> pl.DataFrame:
    """Every way in every class once, as assessed pairs in a total order."""
    shapes = [{**way, "classes": classes} for way in WAYS for classes in CLASSES]
    found = [
        hit(**{name: value for name, value in shape.items() if name != "classes"})
        | {"application_key": str(number), "brand_id": brand_id}
        for number, shape in enumerate(shapes)
    ]
    filings = [
        filing(str(number), "", f"Stranger {number} Ltd", classes=shape["classes"])
        for number, shape in enumerate(shapes)
    ]
    assessed = assess(best_hits(hits(*found)), batch(filings), BRANDS)
    return assessed.pairs.sort(pl.col("application_key").cast(pl.Int64))


def of_known_classes() -> pl.DataFrame:
    return ways().filter("classes_known")


def bits(pairs: pl.DataFrame, weights: Weights) -> Numbers:
    told: Numbers = pairs.select(bits=weights.bits(FAMILIES))["bits"].to_numpy()
    return told


def drawn(pairs: pl.DataFrame, shares: Numbers, count: int, seed: int) -> pl.DataFrame:
    """Pairs drawn with these shares, the same for the same seed."""
    draw = np.random.default_rng(seed).choice(len(shares), count, p=shares / shares.sum())
    return pairs[draw]


def register(count: int = 2_000, seed: int = 7, pairs: pl.DataFrame | None = None) -> pl.DataFrame:
    """Strangers' pairs: the stronger the way, the rarer."""
    pairs = ways() if pairs is None else pairs
    return drawn(pairs, np.exp2(-0.3 * bits(pairs, judged_weights())), count, seed)


def offset(seed: int) -> Weights:
    """The judged weights, each some bits off."""
    away = np.random.default_rng(seed).normal(0, 1.5, len(judged_weights().kinds))
    kinds = judged_weights().kinds
    return judged_weights().with_weights(
        "true", {code: kinds[code].weight + float(by) for code, by in zip(kinds, away, strict=True)}
    )


def fitted_bits(weights: Weights) -> dict[str, float]:
    return {code: kind.weight for code, kind in weights.kinds.items() if kind.family in FITTED}


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every filing of the register a stranger's, as those that are generated are."""
    monkeypatch.setattr(fitting, "ROUNDS", 1)


# What the fit comes to --------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_weights_approach_those_that_made_the_cases(once: None, seed: int) -> None:
    pairs, true = of_known_classes(), offset(seed)
    strangers = register(20_000, seed, pairs)
    shares = np.array(
        [(strangers["application_key"] == key).sum() for key in pairs["application_key"]]
    )
    # The rest of the evidence stays as it was judged.
    only_fitted = judged_weights().with_weights("true", fitted_bits(true))
    odds = shares * np.exp2(bits(pairs, only_fitted))

    def miss(count: int) -> float:
        cases = drawn(pairs, odds, count, seed)
        found, _ = fit(cases, strangers, judged_weights(), "found")
        away = bits(pairs, found) - bits(pairs, only_fitted)
        # A constant for all pairs is the prior's, which the cases say nothing of.
        return float(np.abs(away - np.average(away, weights=odds)).max())

    assert miss(100_000) < 0.2
    assert miss(100_000) < miss(1_000) < miss(10)


def test_without_cases_the_judgement_stays() -> None:
    found, told = fit(ways().clear(), register(), judged_weights(), "none")
    assert fitted_bits(found) == fitted_bits(judged_weights())
    assert all(one.cases == one.m == 0 for one in told)


def test_few_cases_move_the_weights_less_than_many(once: None) -> None:
    same = of_known_classes().filter(pl.col("shared_classes").list.len() > 0)

    def moved(cases: pl.DataFrame) -> float:
        return fit(cases, register(), judged_weights(), "few")[0]["class.same"]

    judged = judged_weights()["class.same"]
    assert judged < moved(same[:1]) < moved(same) < moved(pl.concat([same] * 5))


def gradient_ascent(cases: pl.DataFrame, strangers: pl.DataFrame) -> dict[str, float]:
    """The same maximum by small steps uphill, a row for every pair and a name for every code."""
    judged = judged_weights()
    families = [family for family in (*OF_THE_HIT, *OF_THE_FILING) if family.name in FITTED]
    others = [family for family in (*OF_THE_HIT, *OF_THE_FILING) if family.name not in FITTED]
    codes = list(fitted_bits(judged))

    def answers(pairs: pl.DataFrame) -> Numbers:
        told = np.zeros((pairs.height, len(codes)))
        for family in families:
            rows = pairs.select(code=family.code, times=family.times).iter_rows()
            for row, (code, times) in enumerate(rows):
                if code is not None:
                    told[row, codes.index(code)] = times
        return told

    rest = strangers.select(rest=judged.bits(others))["rest"].to_numpy() * LN2
    centre = np.array([judged[code] for code in codes]) * LN2
    of_classes = np.array([code.startswith("class.") for code in codes])
    seen, there, nats = answers(cases), answers(strangers), centre.copy()
    for _ in range(4_000):
        slope = (centre - nats) / (TRUST * LN2) ** 2
        for row, known in zip(seen, cases["classes_known"], strict=True):
            like = strangers["classes_known"].to_numpy() | (not known)
            asked = there[like] if known else np.where(of_classes, 0, there[like])
            tilted = np.exp(asked @ nats + rest[like])
            slope = slope + row - tilted @ asked / tilted.sum()
        nats = nats + 0.05 * slope
    return dict(zip(codes, nats / LN2, strict=True))


def test_newton_finds_what_small_steps_uphill_find(once: None) -> None:
    cases, strangers = drawn(ways(), np.ones(ways().height), 12, seed=3), register(60)
    found, _ = fit(cases, strangers, judged_weights(), "newton")
    assert fitted_bits(found) == pytest.approx(gradient_ascent(cases, strangers), abs=0.006)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_pairs_makes_no_difference(seed: int) -> None:
    cases, strangers = drawn(ways(), np.ones(ways().height), 9, seed=1), register(300)
    turned = [pairs.sample(fraction=1, shuffle=True, seed=seed) for pairs in (cases, strangers)]
    assert fit(turned[0], turned[1], judged_weights(), "any") == fit(
        cases, strangers, judged_weights(), "any"
    )


def test_medium_takes_its_share_of_the_register() -> None:
    cases, strangers = ways()[:8], register(5_000)
    found, _ = fit(cases, strangers, judged_weights(), "share")
    sums = bits(strangers, found) + found.prior
    # The weights are rounded to hundredths, and many pairs have one sum.
    assert (sums > 0.05).mean() <= READ <= (sums > -0.05).mean()


def test_only_the_families_that_can_be_counted_are_fitted() -> None:
    found, told = fit(ways(), register(), judged_weights(), "some")
    assert {one.code for one in told} == set(fitted_bits(judged_weights()))
    rest = set(found.kinds) - {one.code for one in told} - {"prior"}
    assert all(found[code] == judged_weights()[code] for code in rest)
    assert found.version == "some"
    assert {one.code: one.weight for one in told} == fitted_bits(found)


# What is compared with what ---------------------------------------------------------------------


def test_cases_without_classes_say_nothing_of_classes() -> None:
    unknown = ways().filter(~pl.col("classes_known"))
    found, told = fit(unknown, register(), judged_weights(), "unknown")
    of_classes = [one for one in told if one.code.startswith("class.")]
    assert all(found[one.code] == judged_weights()[one.code] for one in of_classes)
    assert all(one.m == 0 for one in of_classes)
    assert found["match.identical-whole"] != judged_weights()["match.identical-whole"]


def test_classes_are_counted_among_the_pairs_where_they_are_known() -> None:
    same = ways().filter(pl.col("shared_classes").list.len() > 0)
    unknown = ways().filter(~pl.col("classes_known"))
    strangers = pl.concat([of_known_classes(), *[unknown] * 3])
    _, told = fit(pl.concat([same, unknown]), strangers, judged_weights(), "counted")
    by_code = {one.code: one for one in told}
    assert by_code["class.same"].cases == same.height
    assert by_code["class.same"].m == 1
    assert by_code["class.same"].u == pytest.approx(1 / 3, abs=0.1)
    assert by_code["match.one-edit-part"].m == pytest.approx(1 / len(WAYS))


def test_a_filing_that_looks_like_the_cases_counts_less_as_a_strangers() -> None:
    cases = of_known_classes().filter(pl.col("application_key") == "0")
    strangers = pl.concat([register(1_000), cases])
    _, told = fit(pl.concat([cases] * 6), strangers, judged_weights(), "odds")
    hits_of = {one.code: one.hits for one in told}
    counts = dict(codes_of(strangers, fitted_families())["match"].value_counts().iter_rows())
    strong, weak = "match.identical-whole", "match.one-edit-part"
    assert 0 < hits_of[strong] < 0.9 * counts[strong]
    assert 0.99 * counts[weak] < hits_of[weak] < counts[weak]


# Leave one brand out ----------------------------------------------------------------------------


def of_brands() -> Iterator[pl.DataFrame]:
    """Cases of three brands, each of another way."""
    for place, brand in enumerate(BRANDS):
        yield ways(brand.brand_id)[4 * place : 4 * place + 4]


def test_each_brand_is_left_out_once() -> None:
    cases, strangers = pl.concat(of_brands()), register()
    found = dict(without_each_brand(cases, strangers, judged_weights()))
    assert list(found) == [brand.brand_id for brand in BRANDS]
    for brand_id, weights in found.items():
        others = cases.filter(pl.col("brand_id") != brand_id)
        alone, _ = fit(others, strangers, judged_weights(), weights.version)
        assert weights == alone


def test_what_is_left_out_has_no_say() -> None:
    first, *others = of_brands()
    strangers = register()
    without = dict(without_each_brand(pl.concat([first, *others]), strangers, judged_weights()))
    more = pl.concat([*[first] * 9, *others])
    again = dict(without_each_brand(more, strangers, judged_weights()))
    assert without["brand-a"] == again["brand-a"]
    assert without["brand-b"] != again["brand-b"]

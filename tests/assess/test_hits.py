"""The best hit of each brand and filing, and the sum of evidence."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from squatwatch.assess.evidence import OF_THE_HIT, tell
from squatwatch.assess.hits import PAIR_KEY, best_hits, together
from squatwatch.assess.weights import default_weights, judged_weights
from squatwatch.model import Brand
from squatwatch.search import find_hits
from tests.assess.samples import filing, hit, hits, own_forms, texts


def best(*rows: dict[str, Any]) -> dict[str, Any]:
    [row] = best_hits(hits(*rows)).iter_rows(named=True)
    return row


def of_itself(row: dict[str, Any]) -> float:
    """What a hit weighs by itself."""
    told = tell(best_hits(hits(row)), OF_THE_HIT)
    return float(sum(default_weights()[code] * times for _, code, times, _ in told.rows()))


@pytest.mark.parametrize("weights", [default_weights(), judged_weights()])
def test_the_bits_of_a_hit_are_what_its_evidence_weighs(weights: Any) -> None:
    row = hit("hair", "haier", edits=1, form_weight=0.5, form_kind="pinyin", similarity=0.95)
    told = tell(best_hits(hits(row)), OF_THE_HIT)
    assert told.height > 3
    [found] = best_hits(hits(row), weights)["hit_bits"]
    assert found == pytest.approx(sum(weights[code] * times for _, code, times, _ in told.rows()))


def test_other_weights_can_show_another_hit() -> None:
    rows = hits(hit("xiaomi"), hit("小米"))
    for form, code in (("XIAOMI", "match.identical-whole"), ("小米", "match.hanzi-whole")):
        weights = judged_weights().with_weights("test", {code: 30.0})
        assert best_hits(rows, weights)["form"].to_list() == [form]


BETTER = [
    (hit("xiaomi"), hit("xiaomi", whole="superxiaomi")),
    (hit("xiaomi"), hit("xiaomi", "xiaome", edits=1)),
    (hit("xiaomi"), hit("xiaomi", unit_source="translation")),
    (hit("xiaomi"), hit("xiaomi", form_weight=0.5, form_kind="pinyin")),
    (hit("xiaomi"), hit("mi", "mi", "mixiaomi")),
    (hit("xiaomi"), hit("xiaomi", form_part="place")),
    (hit("华为"), hit("huawei", "huawey", "huawey华为", edits=1)),
    # of equal weight
    (hit("xiaomi"), hit("xiaomi", similarity=0.5)),
    (hit("xiaomi", similarity=0.9), hit("xiaomi", relation="inside", similarity=0.8)),
    (hit("xiaomi"), hit("xiaomi", relation="inside")),
]


@pytest.mark.parametrize(("better", "other"), BETTER)
def test_the_better_hit_is_shown(better: dict[str, Any], other: dict[str, Any]) -> None:
    assert of_itself(better) >= of_itself(other)
    for rows in ([better, other], [other, better]):
        row = best(*rows)
        assert {key: row[key] for key in better} == better
        assert row["hits"] == 2


def test_hits_that_differ_in_the_text_alone_have_an_order_too() -> None:
    one = hit("xiaomi", whole="xiaomiphone", unit_source="pseudo-mark")
    other = one | {"whole": "xiaomishop", "share": 0.6}
    assert of_itself(one) == of_itself(other)
    assert best(one, other) == best(other, one)


def test_each_brand_and_filing_is_one_pair() -> None:
    rows = [
        hit("xiaomi", brand_id=brand, office=office, application_key=key)
        for brand in "ab"
        for office in ("EM", "US")
        for key in "12"
        for _ in range(2)
    ]
    pairs = best_hits(hits(*rows))
    assert pairs.select(PAIR_KEY).rows() == sorted(
        {tuple(row[key] for key in PAIR_KEY) for row in rows}
    )
    assert pairs["pair"].to_list() == list(range(8))
    assert pairs["hits"].to_list() == [2] * 8


def test_batches_come_together_as_if_they_were_one() -> None:
    rows = [
        hit(form, brand_id=brand, application_key=key)
        for brand in "ba"
        for key in "21"
        for form in ("xiaomi", "小米")
    ]
    batches = [best_hits(hits(*rows[start : start + 4])) for start in (0, 4)]
    assert_frame_equal(together(batches), best_hits(hits(*rows)))
    assert_frame_equal(together(reversed(batches)), best_hits(hits(*rows)))
    assert_frame_equal(together([]), best_hits(hits()))


def test_the_evidence_is_that_of_the_best_hit() -> None:
    pairs = best_hits(hits(hit("mi", "mi", "mixiaomi"), hit("xiaomi")))
    assert tell(pairs, OF_THE_HIT)["code"].to_list() == ["match.identical-whole"]


def test_what_all_hits_say_together() -> None:
    row = best(
        hit("huawei", whole="huawei华为"),
        hit("华为", whole="huawei华为"),
        hit("華為", "华为", whole="huawei华为"),
        hit("хуавэй", unit_source="translation"),
        hit("huawey", "huawei", edits=1, whole="huawei华为"),
    )
    assert row["exact_scripts"] == 2
    assert row["exact_forms"] == ["HUAWEI", "华为", "華為"]
    assert row["hits"] == 5


def test_a_name_that_stands_inside_a_word_is_not_there_to_the_letter() -> None:
    row = best(hit("华为"), hit("huawei", "huaweis", relation="inside"))
    assert row["exact_forms"] == ["华为"]


def test_no_hits_no_pairs() -> None:
    assert best_hits(hits()).is_empty()


BRANDS = (
    Brand("mi", name_zh=("小米",), name_latin=("XIAOMI", "MI", "HSIAOMI")),
    Brand("hw", name_zh=("华为",), name_latin=("HUAWEI",)),
)
WORDS = [
    "XIAOMI",
    "SUPERXAOMI",
    "小米",
    "小米手机",
    "MI",
    "XIAOME",
    "HUAWEY",
    "華為",
    "STORE",
    "SHOP",
]
marks = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
records = st.builds(
    filing,
    st.sampled_from("123"),
    marks,
    pseudo_marks=st.lists(marks, max_size=2, unique=True),
    translation=st.lists(marks, max_size=1),
)


def found(filings: list[Any]) -> pl.DataFrame:
    unique = {item.application_number: item for item in filings}
    return find_hits(own_forms(BRANDS), texts(unique.values()))


@settings(max_examples=30, deadline=None)
@given(st.lists(records, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_hits_changes_nothing(filings: list[Any], random: Any) -> None:
    there = found(filings)
    order = list(range(there.height))
    random.shuffle(order)
    assert_frame_equal(best_hits(there), best_hits(there[order]))


@settings(max_examples=30, deadline=None)
@given(st.lists(records, min_size=1, max_size=2))
def test_no_hit_weighs_more_than_the_best(filings: list[Any]) -> None:
    there = found(filings)
    heaviest: dict[tuple[Any, ...], float] = {}
    for row in there.iter_rows(named=True):
        key = tuple(row[name] for name in PAIR_KEY)
        heaviest[key] = max(heaviest.get(key, float("-inf")), of_itself(row))
    assert {
        tuple(row[name] for name in PAIR_KEY): row["hit_bits"]
        for row in best_hits(there).iter_rows(named=True)
    } == pytest.approx(heaviest)

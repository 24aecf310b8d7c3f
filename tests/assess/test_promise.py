"""What is left out before facts are looked up is nothing that anything could lift to medium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from squatwatch.alerts.raising import counted
from squatwatch.assess.assess import Assessed, assess
from squatwatch.assess.hits import best_hits
from squatwatch.assess.promise import with_promise
from squatwatch.assess.weights import Weights, default_weights, judged_weights, limit
from squatwatch.filers.register import BY_AGENT, BY_APPLICANT, REPRESENTED, Register
from squatwatch.model import Applicant, Brand, Event, Filing, Right
from squatwatch.search import find_hits
from tests.assess.registers import BRANDS, DAY, EVENTS, FORMS, HONGLI, REGISTERS, RIGHTS
from tests.assess.samples import batch, hit, hits, texts

REGISTER = Register(
    named=5000,
    by_applicant=pl.DataFrame([("Taker AG", 3)], schema=BY_APPLICANT, orient="row"),
    represented=pl.DataFrame([("US", 5000)], schema=REPRESENTED, orient="row"),
    by_agent=pl.DataFrame([("US", "Example Agents", 9)], schema=BY_AGENT, orient="row"),
)


def whole_and_cut(
    filings: Sequence[Filing],
    rights: Sequence[Right] = (),
    events: Sequence[Event] = (),
    weights: Weights | None = None,
    register: Register | None = None,
) -> tuple[Assessed, Assessed]:
    """The assessment of all pairs, and that which leaves out what promises nothing."""
    best = best_hits(find_hits(FORMS, texts(filings)), weights)
    known = batch(filings)
    whole = assess(best, known, BRANDS, rights, events, weights=weights, register=register)
    cut = assess(
        best, known, BRANDS, rights, events, weights=weights, register=register, lowest="medium"
    )
    return whole, cut


def assert_alike(whole: Assessed, cut: Assessed) -> None:
    for told in (
        pl.col("level") != "low",
        (pl.col("level") != "low") & pl.col("cleared_by").is_not_null(),
        pl.col("filer_group").is_not_null(),
        pl.col("pair").is_in(cut.pairs["pair"].implode()),
    ):
        one, other = whole.pairs.filter(told), cut.pairs.filter(told)
        assert_frame_equal(one, other)
        assert_frame_equal(whole.evidence_on(one), cut.evidence_on(other))
    assert list(counted(whole)) == list(counted(cut))
    assert whole.below.is_empty()
    assert cut.pairs.height + cut.below["len"].sum() == whole.pairs.height


WEIGHTS = st.sampled_from([default_weights(), judged_weights()])


@settings(max_examples=60, deadline=None)
@given(REGISTERS, RIGHTS, EVENTS, WEIGHTS, st.sampled_from([None, REGISTER]))
def test_nothing_is_lost_by_looking_only_at_what_promises(
    filings: list[Filing],
    rights: list[Right],
    events: list[Event],
    weights: Weights,
    register: Register | None,
) -> None:
    represented = [replace(one, representative="Example Agents") for one in filings]
    assert_alike(*whole_and_cut(represented, rights, events, weights, register))


@settings(max_examples=30, deadline=None)
@given(REGISTERS, st.dictionaries(st.sampled_from(list(default_weights().kinds)), st.floats(-6, 6)))
def test_whatever_the_weights_are(filings: list[Filing], other: dict[str, float]) -> None:
    # What counts several times is against (register.shared); so it is in every table of weights.
    against = {"register.shared": -abs(other.get("register.shared", 1.0))}
    weights = judged_weights().with_weights("other", {**other, **against})
    assert_alike(*whole_and_cut(filings, weights=weights))


def many() -> list[Filing]:
    """A register in which some is chance, and one applicant took two brands."""
    marks = ["HONGLI", "TRABAJO", "虹力电器"]
    names = ["Taker AG", "Taker AG", HONGLI.owner_en]
    taken = [
        Filing("US", str(number), mark_text=mark, applicants=(Applicant(name),), filing_date=DAY)
        for number, (mark, name) in enumerate(zip(marks, names, strict=True))
    ]
    chance = [
        Filing("US", str(number), mark_text="OTHER", description="A HAT WITH EVERGREAN TREES")
        for number in range(3, 9)
    ]
    return [*taken, *chance]


def test_what_is_chance_is_counted_and_not_looked_at() -> None:
    whole, cut = whole_and_cut(many())
    assert_alike(whole, cut)
    assert cut.below.rows() == [(False, 6)]
    assert cut.pairs["filer_group"].drop_nulls().len() == 2
    assert "owner" in cut.pairs["cleared_by"].to_list()


def test_counts_call_cleared_what_would_have_reached_medium() -> None:
    whole, _ = whole_and_cut(many())
    told = {level: number for level, _, number in counted(whole)}
    reached = whole.pairs.filter(pl.col("level") != "low")
    assert told["cleared"] == reached.filter(pl.col("cleared_by").is_not_null()).height
    assert told["low"] == whole.pairs.filter(pl.col("level") == "low").height
    assert sum(told.values()) == whole.pairs.height


RECORD = Filing("US", "1", classes=(9,), similar_groups=("0901",))


def promising(
    of_hit: float,
    brand: Brand,
    events: Sequence[Event] = (),
    filing: Filing = RECORD,
    **known: Any,
) -> bool:
    pairs = best_hits(hits(hit("xiaomi", brand_id=brand.brand_id))).with_columns(
        hit_bits=pl.lit(of_hit), **{name: pl.lit(value) for name, value in known.items()}
    )
    told = with_promise(pairs, batch([filing]), [brand], events, judged_weights())
    return bool(told["promising"].item())


PLAIN = Brand("brand", name_latin=("XIAOMI",))
NEEDED = min(limit("medium"), limit("filer_group")) - judged_weights().prior
ALWAYS = sum(judged_weights()[code] for code in ("class.same-group", "rights.none-here",
                                                 "time.before-owner"))  # fmt: skip


@pytest.mark.parametrize(
    ("brand", "events", "known", "more"),
    [
        (PLAIN, [], {}, None),
        (Brand("brand", classes=(9,)), [], {}, "class.same"),
        (Brand("brand", vienna=("05.03.13",)), [], {}, "figure.same-section"),
        (Brand("brand", partners=("Example GmbH",)), [], {}, "filer.partner"),
        (PLAIN, [Event("brand", DAY, "fair")], {}, "time.soon-after-event"),
        (PLAIN, [Event("other", DAY, "fair")], {}, None),
        (PLAIN, [], {"exact_scripts": 2}, "mark.several-forms"),
        (PLAIN, [], {"means_the_brand": True}, "meaning.agrees"),
    ],
)
def test_what_could_still_be_said_of_a_brand(
    brand: Brand, events: list[Event], known: dict[str, Any], more: str | None
) -> None:
    most = ALWAYS + (judged_weights()[more] if more else 0.0)
    assert promising(NEEDED - most, brand, events, **known)
    assert promising(NEEDED - most + 1e-9, brand, events, **known)
    assert not promising(NEEDED - most - 0.01, brand, events, **known)


@pytest.mark.parametrize(
    ("classes", "of_the_brand", "more"),
    [((9,), (9,), "class.same"), ((9,), (42,), "class.related"), ((), (9,), ""), ((9,), (), "")],
)
def test_what_the_classes_could_say_is_known_from_the_record(
    classes: tuple[int, ...], of_the_brand: tuple[int, ...], more: str
) -> None:
    filing, brand = replace(RECORD, classes=classes), replace(PLAIN, classes=of_the_brand)
    most = ALWAYS + (judged_weights()[more] if more else 0.0)
    assert promising(NEEDED - most, brand, filing=filing)
    assert not promising(NEEDED - most - 0.01, brand, filing=filing)


def test_a_record_without_similar_groups_shares_none() -> None:
    filing = replace(RECORD, similar_groups=())
    least = NEEDED - ALWAYS + judged_weights()["class.same-group"]
    assert promising(least, PLAIN, filing=filing)
    assert not promising(least - 0.01, PLAIN, filing=filing)


def test_a_sum_that_just_reaches_medium_reaches_it_in_whatever_order_it_is_added() -> None:
    """Of floats 0.1 + 0.2 is more than 0.3; a level must not hang on that."""
    thirds = judged_weights().with_weights(
        "thirds",
        {"prior": limit("medium") - 0.3, "match.identical-whole": 0.1, "class.same": 0.2},
    )
    assert 0.1 + 0.2 > 0.3
    less = thirds.with_weights("less", {"prior": limit("medium") - 0.300001})
    brand = Brand("brand", classes=(9,))
    for weights, expected in ((thirds, "medium"), (less, "low")):
        found = assess(
            best_hits(hits(hit("xiaomi")), weights),
            batch([Filing("US", "1", classes=(9,), applicants=(Applicant("Taker AG"),))]),
            [brand],
            weights=weights,
        )
        assert found.pairs["bits"].to_list() == [round(0.3 + weights.prior, 6)]
        assert found.pairs["level"].to_list() == [expected]

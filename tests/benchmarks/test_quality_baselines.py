from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import WRatio

from benchmarks.quality.baselines import (
    Baseline,
    LogicV2,
    Matcher,
    Rapidfuzz,
    baselines,
    best_threshold,
)

SCORES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), min_size=1, max_size=12)


@pytest.fixture(params=["WRatio", "Jaro-Winkler", "logic-v2"])
def matcher(request: pytest.FixtureRequest) -> Matcher:
    if request.param == "WRatio":
        return Rapidfuzz(WRatio, 100)
    if request.param == "Jaro-Winkler":
        return Rapidfuzz(JaroWinkler.similarity, 1)
    pytest.importorskip("nomenklatura", reason="logic-v2 needs nomenklatura")
    return LogicV2()


def test_identity_is_1_and_the_best_name_counts(matcher: Matcher) -> None:
    texts = matcher.prepared(["MOBEI", "Zuqtal"])
    scores = matcher.scores(["Unlike Anything", "mobei"], texts)
    assert scores[0] == pytest.approx(1)
    assert scores[1] < 0.7


def test_without_a_name_nothing_is_alike(matcher: Matcher) -> None:
    assert matcher.scores([], matcher.prepared(["MOBEI", "ZUQTAL"])).tolist() == [0, 0]


def test_names_asked_again_are_answered_anew(matcher: Matcher) -> None:
    texts = matcher.prepared(["MOBEI"])
    assert matcher.scores(["ZUQTAL"], texts)[0] < matcher.scores(["MOBEI"], texts)[0]


def test_the_least_score_changes_no_score_above_it() -> None:
    matcher = Rapidfuzz(WRatio, 100)
    texts = matcher.prepared(["MOBEI", "MOBEY", "ZUQTAL"])
    free, cut = matcher.scores(["mobei"], texts), matcher.scores(["mobei"], texts, least=0.7)
    assert cut.tolist() == [score if score >= 0.7 else 0 for score in free]


def test_a_baseline_raises_from_its_threshold_on() -> None:
    equal = Baseline("equal", Rapidfuzz(JaroWinkler.similarity, 1), 1.0)
    assert equal.raises(["mobei"], "MOBEI!")
    assert not equal.raises(["mobei"], "MOBEY")


@given(SCORES, SCORES)
def test_no_threshold_has_a_better_f1(positive: list[float], negative: list[float]) -> None:
    def f1(threshold: float) -> float:
        true = sum(score >= threshold for score in positive)
        false = sum(score >= threshold for score in negative)
        return 2 * true / (true + false + len(positive))

    best = best_threshold(np.array(positive), np.array(negative))
    assert f1(best) == max(f1(score) for score in positive)


def test_the_threshold_of_wratio_is_found_on_the_pairs() -> None:
    same, other = [(["MOBEI"], "MOBEI")], [(["MOBEI"], "ZUQTAL")]
    wratio, jaro_winkler = list(baselines(same, other))[:2]
    assert wratio.title == "rapidfuzz WRatio >= 100.0"
    assert (wratio.threshold, jaro_winkler.threshold) == (1.0, 0.9)

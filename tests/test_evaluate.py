"""The evaluation on a small generated register, and on the real one where it is at hand."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks.labelled_file import labelled_file
from squatwatch.assess.evaluation import Evaluation, SetShares
from squatwatch.assess.weights import default_weights, judged_weights, read_weights
from squatwatch.brands import read_watchlist
from squatwatch.brands.labelled import LabelledFiling, read_labelled
from squatwatch.errors import DataError
from squatwatch.evaluate import LEAST_CASES, LEAST_REGISTER, evaluate
from squatwatch.model import Filing
from squatwatch.offices import read_filings
from squatwatch.report.weights_file import weights_file
from squatwatch.scan import watch
from squatwatch.store import Store
from tests.evaluation_samples import (
    BRANDS,
    NAMES,
    file_of,
    labelled,
    labelled_filings,
    store_of,
    strangers,
)
from tests.forms.dictionary import no_dictionary


def evaluated(
    filings: list[Filing] | None = None, given: list[LabelledFiling] | None = None
) -> Evaluation:
    with store_of(strangers() if filings is None else filings) as store:
        return evaluate(store, file_of(given or labelled_filings()), version="test")


@cache
def plain() -> Evaluation:
    return evaluated()


def of_set(evaluation: Evaluation, name: str) -> SetShares:
    [found] = [one for one in evaluation.sets if one.name == name]
    return found


# What comes out -----------------------------------------------------------------------------------


def test_what_cases_have_and_strangers_lack_weighs_more_than_was_judged() -> None:
    weights, judged = plain().weights, judged_weights()
    assert weights["match.identical-whole"] > judged["match.identical-whole"]
    assert weights["class.same"] > judged["class.same"]
    assert weights["match.one-edit-part"] < judged["match.one-edit-part"]
    assert weights.version == "test"


def test_every_labelled_filing_is_measured_in_its_set() -> None:
    told = {one.name: one.hits.of for one in plain().sets}
    assert told == {"case": 6, "case-held-out": 2, "near-miss": 2, "negative": 3, "own": 8}
    own = of_set(plain(), "own")
    assert own.cleared.count == own.hits.count == 8
    assert own.medium.count == 0
    assert of_set(plain(), "case").medium.value == 1
    assert of_set(plain(), "case-held-out").medium.value == 1


def test_the_register_is_told_without_the_labelled_filings() -> None:
    assert sum(one.named + one.unnamed for one in plain().levels) == len(strangers())
    assert plain().basis.register == plain().basis.filings == len(strangers())
    assert sum(band.register for band in plain().bands) == len(strangers())
    # Cleared ones have no band: their sum says nothing.
    labelled_ones = sum(sum(band.counts.values()) for band in plain().bands)
    assert labelled_ones == len(labelled_filings()) - of_set(plain(), "own").cleared.count


def test_the_basis_says_what_went_in() -> None:
    basis = plain().basis
    assert (basis.cases, basis.near_misses, basis.brands) == (6, 2, 6)
    assert basis.watched == len(BRANDS)
    assert basis.labelled == "0" * 64


# What has a say and what has none -----------------------------------------------------------------


def test_the_store_stays_as_it_was() -> None:
    with store_of(strangers()) as store:
        before = store.filings_digest()
        evaluate(store, file_of(labelled_filings()), version="test")
        assert store.filings_digest() == before
        assert store.count_filings() == len(strangers())


def test_labelled_filings_that_the_register_holds_are_taken_once() -> None:
    held = [one.filing for one in labelled_filings()]
    found = evaluated([*strangers(), *held])
    assert weights_of(found) == weights_of(plain())
    assert (found.bands, found.sets, found.levels) == (
        plain().bands,
        plain().sets,
        plain().levels,
    )


def weights_of(evaluation: Evaluation) -> dict[str, float]:
    return {code: kind.weight for code, kind in evaluation.weights.kinds.items()}


def test_the_same_input_in_another_order_gives_the_same_bytes() -> None:
    turn = random.Random(1)  # noqa: S311 - the same order every time
    filings, given = strangers(), labelled_filings()
    turn.shuffle(filings)
    turn.shuffle(given)
    again = evaluated(filings, given)
    assert again == plain()
    assert weights_file(again) == weights_file(plain())


def test_what_is_held_out_has_no_say() -> None:
    everything = labelled_filings()
    without = [one for one in everything if not one.held_out]
    assert len(without) < len(everything)
    assert evaluated(given=without).fitted == plain().fitted
    all_in = [replace(one, held_out=False) for one in everything]
    assert evaluated(given=all_in).fitted != plain().fitted


def test_a_case_is_measured_by_weights_that_its_brand_had_no_say_in() -> None:
    brand, name = BRANDS[0], NAMES[0]
    # A way in which no other brand was taken.
    own_way = [labelled(brand, "case", f"THE{name}{end}", "Taker AG") for end in "BDGKLPRT"]
    others = [one for one in labelled_filings() if one.brand_id != brand.brand_id]
    others = [
        replace(one, label="near-miss", held_out=False) for one in others if one.label == "case"
    ]
    fitted_in = evaluated(given=[*own_way, *others])
    held_out = evaluated(given=[*(replace(one, held_out=True) for one in own_way), *others])
    assert fitted_in.weights["match.inside"] > held_out.weights["match.inside"] + 1
    measured = [band.counts["case"] for band in fitted_in.bands]
    assert measured == [band.counts["case-held-out"] for band in held_out.bands]
    assert sum(measured) == len(own_way)


def test_a_written_file_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_bytes(weights_file(plain()))
    assert read_weights(path) == plain().weights


# Too little ---------------------------------------------------------------------------------------


def test_too_few_cases_fit_nothing() -> None:
    cases = [one for one in labelled_filings() if one.is_fitted][: LEAST_CASES - 1]
    others = [one for one in labelled_filings() if not one.is_fitted]
    with pytest.raises(DataError, match=f"{LEAST_CASES - 1} documented cases.*5 are needed"):
        evaluated(given=[*cases, *others])


def test_cases_that_are_no_hits_do_not_count() -> None:
    cases = [one for one in labelled_filings() if one.is_fitted][: LEAST_CASES - 1]
    other = labelled(BRANDS[0], "case", "WHOLLY OTHER", "Taker GmbH")
    with pytest.raises(DataError, match=f"{LEAST_CASES - 1} documented cases"):
        evaluated(given=[*cases, other])


@pytest.mark.parametrize("count", [0, LEAST_REGISTER - 1])
def test_too_small_a_register_fits_nothing(count: int) -> None:
    with pytest.raises(DataError, match=f"{count} hits in the register"):
        evaluated(strangers()[:count])


# The real filings ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The evaluation that the packaged weights are from: without a dictionary beside ours."""
    path = tmp_path_factory.mktemp("labelled") / "labelled.csv"
    path.write_text(labelled_file(real_data), encoding="utf-8")
    brands = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    with no_dictionary(), Store.in_memory() as store:
        watch(store, brands)
        for batch in read_filings(real_data / "filings" / "filings_all.parquet"):
            store.put_filings(batch.filings)
        known = {brand.brand_id for brand in brands}
        return evaluate(store, read_labelled(path, known_brands=known), version="real")


def test_the_packaged_weights_are_those_of_the_real_filings(real: Evaluation) -> None:
    packaged = {code: kind.weight for code, kind in default_weights().kinds.items()}
    # A rule of forms may move a few hits; more than this asks for a new fit.
    assert weights_of(real) == pytest.approx(packaged, abs=0.25)


def test_documented_cases_stand_out_by_weights_fitted_without_their_brand(
    real: Evaluation,
) -> None:
    assert (of_set(real, "case").medium.value or 0) >= 0.9
    assert (of_set(real, "case-held-out").medium.value or 0) >= 0.9
    assert (of_set(real, "negative").high.value or 0) <= 0.1
    assert (of_set(real, "own").cleared.value or 0) >= 0.9

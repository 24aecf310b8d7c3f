"""The evaluation: weights fitted to labelled filings and a register, and what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from squatwatch.assess.assess import assess
from squatwatch.assess.evaluation import Basis, Evaluation, bands, levels, shares, weighed_by
from squatwatch.assess.fitting import READ, fit, without_each_brand
from squatwatch.assess.hits import PAIR_KEY, best_hits, together
from squatwatch.assess.weights import Weights, judged_weights
from squatwatch.brands.labelled import LabelledFile, LabelledFiling
from squatwatch.errors import DataError
from squatwatch.forms import rules_version
from squatwatch.model import Brand, Event, Filing, Right
from squatwatch.scan import renew_forms, run_identity
from squatwatch.schemas import frame_of
from squatwatch.search import MEMORY, Progress, find_hits, hits_in
from squatwatch.search.progress import untold
from squatwatch.store import Store

LEAST_CASES = 5
"""Documented cases below which nothing is fitted: the weights would be the judged ones."""
LEAST_REGISTER = round(1 / READ)
"""Hits of the register below which nothing is fitted: medium would take less than one of them."""
ROUNDS = 6
"""How often the best hits are chosen anew by the weights just fitted; it settles in three."""

_FILING = ["office", "application_key"]
_NUMBER = ["office", "application_number"]


def evaluate(
    store: Store,
    labelled: LabelledFile,
    *,
    version: str,
    memory: int = MEMORY,
    progress: Progress = untold,
) -> Evaluation:
    """Fit the weights, and measure them on the labelled filings and the register of a store.

    The labelled filings are weighed together with the register, in the place of filings of the
    same number there; they are never written into the store. Documented cases that weights were
    fitted on are measured by weights fitted without the cases of their brand. ``memory``: bytes
    that the search may take; ``progress`` is told how far it has come.

    Raises:
        DataError: there are too few cases or hits of the register to fit anything to.
    """
    renew_forms(store)
    met = _met(store, labelled.filings, memory, progress)
    labels = _labels(labelled.filings)
    weights = judged_weights()
    for _ in range(ROUNDS):
        cases, register = _compared(met.pairs(weights), labels)
        _check_enough(cases, register)
        before = weights
        weights, fitted = fit(cases, register, judged_weights(), version)
        if weights == before:
            break
    pairs = met.pairs(weights)
    measured = _measured(pairs, labels)
    others = pairs.join(labels, on=_FILING, how="anti")
    return Evaluation(
        _basis(store, labelled, version, cases, register),
        weights,
        judged_weights().prior,
        fitted,
        bands(measured, others),
        shares(labels, measured),
        levels(others),
    )


@dataclass(frozen=True, slots=True)
class _Met:
    """What was found: hits and filings of the register and of the labelled filings."""

    hits: Sequence[pl.DataFrame]
    filings: pl.DataFrame
    brands: Sequence[Brand]
    rights: Sequence[Right]
    events: Sequence[Event]

    def pairs(self, weights: Weights) -> pl.DataFrame:
        """All pairs, assessed as in a scan by these weights."""
        best = together(best_hits(batch, weights) for batch in self.hits)
        around = (self.filings, self.brands, self.rights, self.events)
        return assess(best, *around, weights=weights).pairs


def _met(store: Store, labelled: Sequence[LabelledFiling], memory: int, progress: Progress) -> _Met:
    """The labelled filings and the register searched, the former in a store of their own."""
    forms = store.forms()
    with Store.in_memory() as apart:
        apart.put_filings(_frame([one.filing for one in labelled]))
        texts = apart.texts().sort(pl.all())
        known = apart.filings(texts.select(_FILING).unique())
    batches = hits_in(store, forms, memory=memory, progress=progress)
    around = [batch.join(texts, on=_FILING, how="anti") for batch in batches]
    keys = pl.concat([batch.select(_FILING) for batch in around]).unique()
    filings = pl.concat([known, store.filings(keys)])
    hits = [find_hits(forms, texts), *around]
    return _Met(hits, filings, store.brands(), store.rights(), store.events())


def _frame(filings: Sequence[Filing]) -> pl.DataFrame:
    """Filings as a batch; one that is labelled for several brands stands there once."""
    return frame_of(filings).unique(_NUMBER, keep="first", maintain_order=True)


def _labels(labelled: Sequence[LabelledFiling]) -> pl.DataFrame:
    """The labelled pairs: ``PAIR_KEY``, the ``set`` each is in, ``is_fitted``."""
    rows = [(one.brand_id, *one.key, _set_of(one), one.is_fitted) for one in labelled]
    return pl.DataFrame(rows, schema=[*PAIR_KEY, "set", "is_fitted"], orient="row")


def _set_of(one: LabelledFiling) -> str:
    documented = one.label in ("case", "near-miss")
    return f"{one.label}-held-out" if documented and one.held_out else one.label


def _compared(pairs: pl.DataFrame, labels: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cases that are fitted on, and the pairs of the register that may be strangers'.

    What is cleared as the owner's or as older than the brand is no stranger's; what has ended
    may well be.
    """
    cases = pairs.join(labels.filter("is_fitted"), on=PAIR_KEY, how="semi")
    standing = pl.col("cleared_by").is_null() | (pl.col("cleared_by") == "ended")
    return cases, pairs.filter(standing).join(labels, on=_FILING, how="anti")


def _check_enough(cases: pl.DataFrame, register: pl.DataFrame) -> None:
    if cases.height < LEAST_CASES:
        raise DataError(
            f"nothing can be fitted to {cases.height} documented cases that are hits and not held"
            f" out; {LEAST_CASES} are needed",
            do="label more filings as case or near-miss, or hold fewer out",
        )
    if register.height < LEAST_REGISTER:
        raise DataError(
            f"nothing can be fitted to {register.height} hits in the register;"
            f" {LEAST_REGISTER} are needed",
            do="ingest more filings, or watch more brands",
        )


def _measured(pairs: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """The labelled pairs with ``set``, each case weighed without the cases of its brand."""
    cases, register = _compared(pairs, labels)
    without = without_each_brand(cases, register, judged_weights())
    left_out = [
        weighed_by(cases.filter(pl.col("brand_id") == brand_id), weights)
        for brand_id, weights in without
    ]
    others = pairs.join(labels.filter(~pl.col("is_fitted")), on=PAIR_KEY, how="semi")
    return pl.concat([others, *left_out]).join(labels, on=PAIR_KEY)


def _basis(
    store: Store,
    labelled: LabelledFile,
    version: str,
    cases: pl.DataFrame,
    register: pl.DataFrame,
) -> Basis:
    brands = store.brands()
    near = _labels([one for one in labelled.filings if one.label == "near-miss"])
    near_misses = cases.join(near, on=PAIR_KEY, how="semi").height
    return Basis(
        cases=cases.height - near_misses,
        near_misses=near_misses,
        brands=cases["brand_id"].n_unique(),
        register=register.height,
        filings=store.count_filings(),
        watched=len(brands),
        labelled=labelled.digest,
        store=store.filings_digest(),
        rules=rules_version(),
        run=run_identity(store, brands, {"labelled": labelled.digest, "version": version}),
    )

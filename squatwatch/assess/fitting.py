"""Weights from counts: how often an answer is given of documented cases, and of strangers.

A weight is meant as log2(m / u): m is how often an answer holds of documented cases, u how often
of unrelated filings that satisfy the match relation. Answers hang together (initials are short,
parts of a translation are words), and counted one by one they would be weighed twice. So the
weights are those for which the register's filings, each counted 2 to the power of its bits, give
every answer as often as the cases do. Cases are few: each weight is held to the judged one by a
normal prior. This is the log-linear form of Fellegi and Sunter, A Theory for Record Linkage,
JASA 64 (1969), fitted by its penalised likelihood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.assess.evidence import OF_THE_FILING, OF_THE_HIT, Family
from squatwatch.assess.weights import Weights

FITTED = (
    "match", "likeness", "source", "form-kind", "form-part", "form-length", "word", "local-word",
    "class",
)  # fmt: skip
"""The families whose answers the cases and the register can count. The others rest on facts that
the labelled cases do not have (rights, events, device marks), or are the design's rules."""

TRUST = 1.0
"""How far a judged weight is thought to be off, as a standard deviation in bits."""
READ = 0.02
"""The share of the register's hits that come above 0, which sets the prior: of 298 brands and
166,761 filings some 460, one and a half a brand. Medium begins lower (``levels.csv``)."""
ROUNDS = 6
"""How often it is asked anew which filings of the register are strangers'; it settles in three."""
STEPS = 50
SETTLED = 1e-6
"""Steps of Newton's method, and the step in nats below which it has arrived; it takes about ten."""
LN2 = float(np.log(2))

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The fit of one code: its shares and its weights in bits.

    ``cases`` and ``hits`` are how many documented cases and strangers' filings have it (the
    latter each counted by the odds that it is a stranger's), ``m`` and ``u`` their shares of
    those of which the family is known.
    """

    code: str
    cases: int
    hits: float
    m: float
    u: float
    judged: float
    weight: float


def fit(
    cases: pl.DataFrame, register: pl.DataFrame, judged: Weights, version: str
) -> tuple[Weights, tuple[Fitted, ...]]:
    """Weights fitted to pairs of documented cases and pairs of the register, and their counts.

    Both are pairs as ``assess`` gives them; of the register, those that are not cleared as the
    owner's. A filing of the register counts as a stranger's by the odds that it is one.
    """
    codes = [kind.code for kind in judged.kinds.values() if kind.family in FITTED]
    before = np.array([judged[code] for code in codes])
    seen, known = _Pairs.of(cases, codes, judged), _Pairs.of(register, codes, judged)
    strangers = known.count
    bits, prior = before, judged.prior
    for _ in range(ROUNDS):
        bits = _fitted_bits(seen, known, strangers, before)
        prior = -known.quantile(known.bits(bits), 1 - READ)
        strangers = known.count / (1 + np.exp2(known.bits(bits) + prior))
    new = {code: round(float(weight), 2) for code, weight in zip(codes, bits, strict=True)}
    weights = judged.with_weights(version, {**new, "prior": round(float(prior), 2)})
    return weights, _told(codes, seen, known, strangers, before, bits)


def without_each_brand(
    cases: pl.DataFrame, register: pl.DataFrame, judged: Weights
) -> Iterator[tuple[str, Weights]]:
    """For each brand with cases the weights fitted without them."""
    for brand_id in cases["brand_id"].unique().sort():
        others = cases.filter(pl.col("brand_id") != brand_id)
        yield brand_id, fit(others, register, judged, f"without {brand_id}")[0]


def fitted_families() -> tuple[Family, ...]:
    """The families that are fitted."""
    return tuple(family for family in (*OF_THE_HIT, *OF_THE_FILING) if family.name in FITTED)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs as numbers: a row for all that answer alike, a column for each code.

    ``answers`` has how often the weight of the code counts, ``count`` how many pairs a row stands
    for: of a register most answer like many others. ``rest`` is what all other evidence weighs,
    in bits; ``classes_known`` says of which pairs the classes of brand and filing are known;
    ``of_classes`` which columns rest on them.
    """

    answers: Numbers
    count: Numbers
    rest: Numbers
    classes_known: NDArray[np.bool_]
    of_classes: NDArray[np.bool_]

    @classmethod
    def of(cls, pairs: pl.DataFrame, codes: Sequence[str], judged: Weights) -> _Pairs:
        others = (*OF_THE_HIT, *OF_THE_FILING)
        rest = judged.bits(family for family in others if family.name not in FITTED)
        told = pairs.select("classes_known", *_columns(), rest=rest)
        # In an order of their own, so that sums come out alike whatever the order of the pairs.
        alike = told.group_by(told.columns).len("count").sort(told.columns)
        return cls(
            _answers(alike, codes),
            alike["count"].cast(pl.Float64).to_numpy(),
            alike["rest"].to_numpy(),
            alike["classes_known"].to_numpy(),
            np.array([judged.kinds[code].family == "class" for code in codes]),
        )

    def bits(self, weights: Numbers) -> Numbers:
        """What each pair weighs, the prior left out."""
        weighed: Numbers = self.answers @ weights + self.rest
        return weighed

    def quantile(self, values: Numbers, share: float) -> float:
        """The value below which a share of the pairs lies, of a value for each row."""
        return float(np.quantile(np.repeat(values, self.count.astype(int)), share))

    def alike(self, *, classes_known: bool) -> tuple[NDArray[np.bool_], Numbers]:
        """Which pairs can be compared with cases of such a record, and their answers.

        A record that names no classes says nothing about them: it is compared with all filings,
        whatever their classes; one that does, with those that do as well.
        """
        if classes_known:
            return self.classes_known, self.answers
        return np.ones(len(self.rest), dtype=bool), np.where(self.of_classes, 0.0, self.answers)


def _columns() -> Iterator[pl.Expr]:
    """The answer to each question, and how often its weight counts."""
    for family in fitted_families():
        yield family.code.alias(family.name)
        yield family.times.alias(f"{family.name}, times")


def _answers(told: pl.DataFrame, codes: Sequence[str]) -> Numbers:
    columns = {code: place for place, code in enumerate(codes)}
    answers = np.zeros((told.height, len(codes)))
    for family in fitted_families():
        place = told[family.name].replace_strict(columns, default=None, return_dtype=pl.Int64)
        rows = np.flatnonzero(place.is_not_null().to_numpy())
        times = told[f"{family.name}, times"].to_numpy()
        answers[rows, place.drop_nulls().to_numpy()] = times[rows]
    return answers


def _fitted_bits(cases: _Pairs, register: _Pairs, strangers: Numbers, before: Numbers) -> Numbers:
    """The weights at which the cases' penalised likelihood is greatest, by Newton's method."""
    centre = nats = before * LN2
    trust = (TRUST * LN2) ** 2
    for _ in range(STEPS):
        slope = (centre - nats) / trust
        bend = np.eye(len(nats)) / trust
        for known in (True, False):
            like = cases.classes_known == known
            number = cases.count[like].sum()
            rows, answers = register.alike(classes_known=known)
            if not number or not rows.any():
                continue
            there = answers[rows]
            tilted = strangers[rows] * np.exp(there @ nats + register.rest[rows] * LN2)
            share = tilted / tilted.sum()
            mean = share @ there
            slope += cases.count[like] @ cases.answers[like] - number * mean
            bend += number * ((there.T * share) @ there - np.outer(mean, mean))
        step = np.clip(np.linalg.solve(bend, slope), -1, 1)
        nats = nats + step
        if np.abs(step).max() < SETTLED:
            break
    return nats / LN2


def _told(
    codes: Sequence[str],
    cases: _Pairs,
    register: _Pairs,
    strangers: Numbers,
    before: Numbers,
    bits: Numbers,
) -> tuple[Fitted, ...]:
    told = []
    for place, code in enumerate(codes):
        of_classes = register.of_classes[place]
        asked = cases.classes_known if of_classes else np.ones_like(cases.classes_known)
        met = register.classes_known if of_classes else np.ones_like(register.classes_known)
        count = int(cases.count[cases.answers[:, place] != 0].sum())
        hits = float(strangers[register.answers[:, place] != 0].sum())
        m = count / max(1.0, float(cases.count[asked].sum()))
        u = hits / max(1.0, float(strangers[met].sum()))
        told.append(
            Fitted(code, count, hits, m, u, float(before[place]), round(float(bits[place]), 2))
        )
    return tuple(told)

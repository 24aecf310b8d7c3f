"""The file of fitted weights, as ``assess/weights.py`` reads it."""

from __future__ import annotations

import csv
import io

from squatwatch.assess.evaluation import Basis, Evaluation

WEIGHT_COLUMNS = ("version", "code", "weight", "cases", "hits", "m", "u")


def weights_file(evaluation: Evaluation) -> bytes:
    """The weights as CSV below comment lines that say what they are fitted on.

    ``cases`` and ``hits`` of the register that have the code, ``m`` and ``u`` their shares. The
    prior stands first. The same evaluation gives the same bytes.
    """
    text = io.StringIO()
    text.writelines(f"# {line}\n" for line in _header(evaluation))
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(WEIGHT_COLUMNS)
    version = evaluation.weights.version
    writer.writerow([version, "prior", f"{evaluation.weights.prior:g}", "", "", "", ""])
    for one in evaluation.fitted:
        counts = [one.cases, f"{one.hits:.1f}", f"{one.m:.4f}", f"{one.u:.6f}"]
        writer.writerow([version, one.code, f"{one.weight:g}", *counts])
    return text.getvalue().encode()


def _header(evaluation: Evaluation) -> list[str]:
    basis = evaluation.basis
    return [
        "Weights that squatwatch evaluate has fitted; they go before those of evidence.csv. Read by"
        " squatwatch/assess/weights.py.",
        f"Version {evaluation.weights.version}. Fitted to documented cases: {basis.cases}, near"
        f" misses: {basis.near_misses}, their brands: {basis.brands}, none of them held out; and to"
        f" hits of the register: {basis.register}, filings in it: {basis.filings}, watched brands:"
        f" {basis.watched}.",
        _digests(basis),
        "How: squatwatch/assess/fitting.py and docs/evaluate.md. m: share of the cases that have"
        " the code; u: share of strangers' hits (each hit counts by the odds that it is one).",
    ]


def _digests(basis: Basis) -> str:
    return (
        f"Labelled file: SHA-256 {basis.labelled}; filings of the store: {basis.store}; rules of"
        f" forms: {basis.rules}; all that went in: {basis.run}."
    )

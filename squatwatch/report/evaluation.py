"""An evaluation in words: what was fitted, how reliable scores are, what reaches which level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from math import isinf
from typing import Any

from squatwatch.assess.evaluation import SETS, Band, Evaluation, SetShares, Share
from squatwatch.config import Language
from squatwatch.report.labels import label
from squatwatch.report.listing import listing
from squatwatch.report.plain import json_text

EVALUATION_SCHEMA_NAME = "squatwatch.evaluation/1"

FIT_COLUMNS = ("code", "cases", "strangers", "m", "u", "judged", "fitted")
BAND_COLUMNS = ("scores", "bits", *SETS, "register", "score", "documented")
SET_COLUMNS = ("set", "filings", "hits", "cleared", "medium", "high")
LEVEL_COLUMNS = ("level", "named", "unnamed")


def evaluation_json(evaluation: Evaluation) -> bytes:
    """The whole evaluation as one JSON object; open ends of bands are null."""
    basis = asdict(evaluation.basis)
    record = {
        "schema": EVALUATION_SCHEMA_NAME,
        "version": evaluation.weights.version,
        "fitted_on": basis,
        "prior": {"judged": evaluation.judged_prior, "weight": evaluation.weights.prior},
        "fit": [asdict(one) for one in evaluation.fitted],
        "bands": [_band_record(band) for band in evaluation.bands],
        "sets": [_set_record(one) for one in evaluation.sets],
        "register": [asdict(one) for one in evaluation.levels],
    }
    return (json_text(record, indent=2) + "\n").encode()


def evaluation_text(
    evaluation: Evaluation, lang: Language, terminal_width: int | None = None
) -> bytes:
    """The evaluation as four tables, each below its title."""
    tables = (
        ("fit", FIT_COLUMNS, list(_fit_rows(evaluation))),
        ("bands", BAND_COLUMNS, [_band_row(band) for band in evaluation.bands]),
        ("sets", SET_COLUMNS, [_set_row(one, lang) for one in evaluation.sets]),
        ("register", LEVEL_COLUMNS, _level_rows(evaluation, lang)),
    )
    return "\n".join(
        _titled(name, columns, rows, lang, terminal_width) for name, columns, rows in tables
    ).encode()


def fitted_on(evaluation: Evaluation, lang: Language) -> str:
    """One line that says what the weights are fitted on."""
    basis = evaluation.basis
    counts = (
        (basis.cases, "cases"), (basis.near_misses, "near_misses"), (basis.brands, "of_brands"),
        (basis.register, "register_hits"), (basis.filings, "filings"),
    )  # fmt: skip
    told = ", ".join(f"{count} {label(f'word.{word}', lang)}" for count, word in counts)
    return f"{label('word.fitted_on', lang)} {evaluation.weights.version}: {told}"


def _titled(
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    lang: Language,
    width: int | None,
) -> str:
    headings = {column: _heading(column, lang) for column in columns}
    table = listing(rows, columns, "table", headings=headings, terminal_width=width).decode()
    return f"{label(f'title.evaluate_{name}', lang)}\n{table}"


def _heading(column: str, lang: Language) -> str:
    if column in SETS:
        return label(f"set.{column}", lang)
    return column if column in ("m", "u") else label(f"evaluate.{column}", lang)


def _fit_rows(evaluation: Evaluation) -> Iterator[dict[str, str]]:
    weights = evaluation.weights
    yield {
        "code": "prior",
        "judged": f"{evaluation.judged_prior:+.2f}",
        "fitted": f"{weights.prior:+.2f}",
    }
    for one in evaluation.fitted:
        yield {
            "code": one.code,
            "cases": str(one.cases),
            "strangers": f"{one.hits:.1f}",
            "m": f"{one.m:.3f}",
            "u": f"{one.u:.4f}",
            "judged": f"{one.judged:+.2f}",
            "fitted": f"{one.weight:+.2f}",
        }


def _band_row(band: Band) -> dict[str, str]:
    return {
        "scores": " – ".join(f"{score:.3f}" for score in band.scores),
        "bits": _between(band.least, band.most),
        **{name: str(band.counts[name]) for name in SETS},
        "register": str(band.register),
        "score": "" if band.score is None else f"{band.score:.3f}",
        "documented": _share(band.documented),
    }


def _between(least: float, most: float) -> str:
    if isinf(least):
        return f"< {most:g}"
    return f"≥ {least:g}" if isinf(most) else f"{least:g} – {most:g}"


def _share(share: Share) -> str:
    if share.interval is None:
        return "-"
    low, high = share.interval
    return f"{share.count}/{share.of} = {share.value:.2f} [{low:.2f}, {high:.2f}]"


def _set_row(one: SetShares, lang: Language) -> dict[str, str]:
    shares = {name: getattr(one, name) for name in ("hits", "cleared", "medium", "high")}
    told = {name: _share(share) for name, share in shares.items()}
    return {"set": label(f"set.{one.name}", lang), "filings": str(one.hits.of), **told}


def _level_rows(evaluation: Evaluation, lang: Language) -> list[dict[str, str]]:
    return [
        {
            "level": label(one.level if "." in one.level else f"level.{one.level}", lang),
            "named": str(one.named),
            "unnamed": str(one.unnamed),
        }
        for one in evaluation.levels
    ]


def _band_record(band: Band) -> dict[str, Any]:
    ends = {
        name: None if isinf(end) else end
        for name, end in (("least", band.least), ("most", band.most))
    }
    shares = {"documented": _share_record(band.documented)}
    ends |= {"score_from": band.scores[0], "score_to": band.scores[1]}
    return {**ends, **band.counts, "register": band.register, "score": band.score, **shares}


def _set_record(one: SetShares) -> dict[str, Any]:
    shares = {name: getattr(one, name) for name in ("hits", "cleared", "medium", "high")}
    return {"set": one.name, **{name: _share_record(share) for name, share in shares.items()}}


def _share_record(share: Share) -> dict[str, Any]:
    low, high = share.interval or (None, None)
    return {"count": share.count, "of": share.of, "share": share.value, "low": low, "high": high}

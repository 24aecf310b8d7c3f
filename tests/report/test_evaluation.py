"""The evaluation in words and as JSON, and the file of weights, byte by byte.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_evaluation.py
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from squatwatch.assess.evaluation import (
    SETS,
    Band,
    Basis,
    Evaluation,
    LevelCount,
    SetShares,
    Share,
)
from squatwatch.assess.fitting import Fitted
from squatwatch.assess.weights import judged_weights, read_weights
from squatwatch.config import LANGUAGES
from squatwatch.report.evaluation import (
    EVALUATION_SCHEMA_NAME,
    evaluation_json,
    evaluation_text,
    fitted_on,
)
from squatwatch.report.weights_file import WEIGHT_COLUMNS, weights_file

GOLDEN = Path(__file__).parent / "golden_evaluation"
WIDE = 200


def counts(*numbers: int) -> dict[str, int]:
    return dict(zip(SETS, numbers, strict=True))


def evaluation() -> Evaluation:
    """One evaluation, the same every time; every number is invented."""
    fitted = (
        Fitted("match.identical-whole", 7, 41.25, 0.7, 0.0125, 6.0, 8.31),
        Fitted("match.affix", 0, 1234.5, 0.0, 0.374091, -2.0, -2.5),
        Fitted("source.transliteration", 0, 0.0, 0.0, 0.0, 0.0, 0.0),
    )
    weights = {one.code: one.weight for one in fitted}
    return Evaluation(
        Basis(8, 2, 6, 3300, 25000, 40, "a" * 64, "25000:77", "b" * 16, "c" * 16),
        judged_weights().with_weights("2026-01-15", {**weights, "prior": -2.19}),
        -3.0,
        fitted,
        (
            Band(
                float("-inf"),
                -2.0,
                (0.0, 0.39),
                counts(0, 0, 1, 0, 9, 0),
                2900,
                0.0612,
                Share(1, 10),
            ),
            Band(-2.0, 0.0, (0.39, 0.5), counts(0, 0, 0, 0, 0, 0), 300, None, Share(0, 0)),
            Band(
                0.0, float("inf"), (0.5, 1.0), counts(8, 3, 1, 1, 2, 1), 100, 0.9871, Share(13, 16)
            ),
        ),
        (
            SetShares("case", Share(8, 8), Share(0, 8), Share(8, 8), Share(5, 8)),
            SetShares("case-held-out", Share(3, 3), Share(0, 3), Share(3, 3), Share(1, 3)),
            SetShares("near-miss", Share(0, 2), Share(0, 0), Share(0, 2), Share(0, 2)),
            SetShares("own", Share(5, 6), Share(4, 5), Share(1, 6), Share(0, 6)),
        ),
        (
            LevelCount("high", 1, 0),
            LevelCount("medium", 9, 90),
            LevelCount("low", 200, 2990),
            LevelCount("cleared.ended", 3, 7),
        ),
    )


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(evaluation_text, evaluation(), lang) for lang in LANGUAGES},
    "table-200-en.txt": partial(evaluation_text, evaluation(), "en", WIDE),
    "evaluation.json": partial(evaluation_json, evaluation()),
    "weights.csv": partial(weights_file, evaluation()),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_is_as_it_was(name: str) -> None:
    made, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
    assert made == path.read_bytes()
    assert made == OUTPUTS[name]()


def test_a_table_fits_the_terminal() -> None:
    lines = evaluation_text(evaluation(), "en", WIDE).decode().splitlines()
    assert max(map(cell_len, lines)) <= WIDE


def test_the_json_is_whole_and_says_its_schema() -> None:
    record = json.loads(evaluation_json(evaluation()))
    assert record["schema"] == EVALUATION_SCHEMA_NAME
    assert record["fitted_on"]["cases"] == 8
    assert (record["bands"][0]["least"], record["bands"][-1]["most"]) == (None, None)
    case = record["sets"][0]["medium"]
    assert (case["count"], case["of"], case["share"]) == (8, 8, 1.0)
    assert record["sets"][2]["cleared"]["share"] is None
    assert record["prior"] == {"judged": -3.0, "weight": -2.19}


def test_the_file_of_weights_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_bytes(weights_file(evaluation()))
    assert read_weights(path) == evaluation().weights


def test_the_header_says_what_the_weights_are_fitted_on() -> None:
    lines = weights_file(evaluation()).decode().splitlines()
    header = "\n".join(line for line in lines if line.startswith("# "))
    basis = evaluation().basis
    for told in ("2026-01-15", basis.labelled, basis.store, basis.rules, basis.run, "cases: 8"):
        assert told in header
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[header.count("\n") + 1 :]))))
    assert tuple(rows[0]) == WEIGHT_COLUMNS
    assert rows[0]["code"] == "prior"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_line_says_what_was_fitted(lang: str) -> None:
    told = fitted_on(evaluation(), lang)  # type: ignore[arg-type]
    assert all(number in told for number in ("2026-01-15", "8", "2", "6", "3300", "25000"))

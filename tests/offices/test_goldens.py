"""What the readers make of small invented files in the offices' formats, field by field.

Each file of ``golden/samples`` has its filings beside it as JSON, with what is not empty.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from squatwatch.offices import read_filings

SAMPLES = Path(__file__).parent / "golden" / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


def golden_of(path: Path) -> dict[str, Any]:
    """The parts of the batches of a file: ``filings``, ``partial``, ``set_aside``, ``notes``."""
    batches = list(read_filings(path))
    parts: dict[str, list[Any]] = {
        "filings": [row for batch in batches for row in _rows(batch.filings)],
        "partial": [row for batch in batches for row in _rows(batch.partial)],
        "set_aside": [[one.position, one.reason] for batch in batches for one in batch.set_aside],
        "notes": [note for batch in batches for note in batch.notes],
    }
    return {name: found for name, found in parts.items() if found}


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    rows = frame.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts()
    return [{name: value for name, value in row.items() if value not in (None, [])} for row in rows]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_filings_of_a_sample(path: Path) -> None:
    golden = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert golden_of(path) == golden

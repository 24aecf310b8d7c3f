"""A join on metaphone codes (jellyfish), then rapidfuzz ``ratio``: how name matchers block."""

from __future__ import annotations

import jellyfish
import numpy as np
import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from benchmarks.matching.task import Query, Rows, Task

AT_LEAST = 70.0
"""50 finds no more."""


def prepare(task: Task) -> Query:
    """The codes of the forms are made; those of the units belong to the query."""
    forms = _coded(task.forms, "form")

    def query() -> Rows:
        pairs = forms.join(_coded(task.units, "unit"), on="code")
        ratios = cpdist(
            pairs["form_string"].to_list(),
            pairs["unit_string"].to_list(),
            scorer=fuzz.ratio,
            score_cutoff=AT_LEAST,
            dtype=np.float32,
            workers=-1,
        )
        near = pairs.filter(pl.Series(ratios) >= AT_LEAST)
        return near["form"].to_numpy(), near["unit"].to_numpy()

    return query


def _coded(strings: pl.Series, name: str) -> pl.DataFrame:
    codes = pl.Series("code", [jellyfish.metaphone(text) for text in strings], dtype=pl.String)
    frame = pl.DataFrame({f"{name}_string": strings, "code": codes}).with_row_index(name)
    return frame.filter(pl.col("code") != "")

"""The Latin forms that squatwatch itself makes of real names: what a nightly run would hold.

The names are drawn by a seed from the real ones in the folder named by SQUATWATCH_REAL_DATA.
Making the forms of 100,000 names takes minutes, so they are kept in ``.benchmarks``.
"""

from __future__ import annotations

import os
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from benchmarks.matching.kept import KEPT
from squatwatch.forms import generate_forms, rules_version
from squatwatch.text.normalize import joined, normalize

SEED = 20260118
SHORTEST = 4
"""Shorter forms are compared with whole marks only, which no peer tells apart."""


def own_forms(brands: int) -> pl.DataFrame:
    """The forms of as many real names: ``form, script, brand``; each form once, Latin only.

    ``brand`` is the first brand that has the form, from 0.
    """
    kept = KEPT / f"own_forms_{brands}_{SEED}_{rules_version()}.parquet"
    if not kept.exists():
        KEPT.mkdir(exist_ok=True)
        _made(real_names(brands)).write_parquet(kept)
    return pl.read_parquet(kept)


def real_names(brands: int) -> list[str]:
    """Names drawn from all the real ones; those of more brands begin with those of fewer."""
    path = Path(os.environ["SQUATWATCH_REAL_DATA"]) / "brands" / "brands_all.parquet"
    names = sorted(set(pl.read_parquet(path, columns=["zh"])["zh"].drop_nulls()))
    random.Random(SEED).shuffle(names)  # noqa: S311
    return names[:brands]


def _made(names: list[str]) -> pl.DataFrame:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        forms = list(workers.map(latin_forms, names, chunksize=500))
    rows = [(form, "latin", brand) for brand, of_brand in enumerate(forms) for form in of_brand]
    schema = {"form": pl.String, "script": pl.String, "brand": pl.UInt32}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.unique("form", keep="first", maintain_order=True)


def latin_forms(name: str) -> list[str]:
    """The Latin forms of a name, as they are compared."""
    made = [form.form for form in generate_forms(name) if form.script == "latin"]
    forms = dict.fromkeys(joined(normalize(form)) for form in made)
    return [form for form in forms if len(form) >= SHORTEST]

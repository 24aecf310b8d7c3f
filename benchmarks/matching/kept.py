"""Generated marks and forms kept in ``.benchmarks``, so that a measured process only reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from benchmarks.matching import fixed_set, haystack
from benchmarks.matching.child import in_child

KEPT = Path(".benchmarks")


def kept_marks(filings: str) -> Path:
    """The file of a generated haystack; of ``real`` where it lies, since real data is not kept."""
    if filings == "real":
        return haystack.real_file()
    return _kept(f"marks_{filings}_{haystack.SEED}.parquet", _write_marks, filings)


def kept_forms(brands: int) -> Path:
    """The fixed set of as many brands: a Parquet file, ``form, script, brand``."""
    return _kept(f"fixed_set_{brands}_{fixed_set.SEED}.parquet", _write_forms, brands)


def _kept(name: str, write: Callable[..., None], what: object) -> Path:
    """The file, made in a child: what it takes is not the memory of what is measured."""
    path = KEPT / name
    if not path.exists():
        KEPT.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        in_child(write, unfinished, what)
        unfinished.replace(path)
    return path


def _write_marks(path: Path, filings: str) -> None:
    haystack.marks_of(filings).alias("mark").to_frame().write_parquet(path)


def _write_forms(path: Path, brands: int) -> None:
    fixed_set.forms_of_brands(brands).write_parquet(path)


def marks_in(path: Path) -> pl.Series:
    """The marks of a file, as filed."""
    if path.name == haystack.REAL:
        return haystack.real_marks()
    return pl.read_parquet(path)["mark"]

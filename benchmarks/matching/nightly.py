"""What a watching service does: the night, the index, the back file, one new brand.

    python -m benchmarks.matching.nightly
    python -m benchmarks.matching.nightly --parts backfile stored --filings 0.8M

Brands are the fixed set and filings are generated. Each part runs in a process of its own, with
the machine code loaded and the marks read before its clock starts; the parts:

- ``night``: 100,000 brands against 200,000 new filings, the index loaded from disk;
- ``index``: the form index of 100,000 brands built, saved, and changed by 100 brands;
- ``backfile``: 10,000 brands against all filings, from marks as strings to hits;
- ``stored``: the same from units in a store, then one new brand of 15 forms;
- ``ingest``: the units of the filings of a store made as a scan makes them, of at most 800,000.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import polars as pl

from benchmarks.matching import stored
from benchmarks.matching.child import in_child
from benchmarks.matching.fixed_set import BRANDS, FIRST_BRANDS
from benchmarks.matching.haystack import SIZES
from benchmarks.matching.kept import kept_forms, kept_marks, marks_in
from benchmarks.matching.searching import distinct_texts, searched, warmed
from benchmarks.matching.timing import timed
from squatwatch.match import FormIndex, Units, find
from squatwatch.match.hits import unit_strings
from squatwatch.match.similarity import with_similarity

CHANGED_BRANDS = 100
FORMS_OF_A_BRAND = 15
ROUNDS = 3


def night(filings: str, brands: int) -> None:
    """One night, as often as ``ROUNDS`` says, each in a new process."""
    forms, new = kept_forms(brands), kept_marks(filings)
    with tempfile.TemporaryDirectory() as folder:
        in_child(save_index, Path(folder), forms)
        rounds = [in_child(one_night, Path(folder), forms, new) for _ in range(ROUNDS)]
    for (steps, counts), peak in rounds:
        told = ", ".join(f"{name} {seconds:.2f}" for name, seconds in steps.items())
        print(f"- {sum(steps.values()):.2f} s: {told}; {counts}; peak {peak:,.0f} MiB", flush=True)
    print(f"- median {median(sum(steps.values()) for (steps, _), _ in rounds):.2f} s")


def save_index(folder: Path, forms: Path) -> None:
    """The index of kept forms, on disk."""
    FormIndex.build(pl.read_parquet(forms)).save(folder)


def one_night(folder: Path, forms: Path, new: Path) -> tuple[dict[str, float], str]:
    """The seconds of each step, and what was found."""
    marks = marks_in(new)
    warmed(pl.read_parquet(forms, n_rows=100))
    loading, index = timed(lambda: FormIndex.load(folder))
    normalising, texts = timed(lambda: distinct_texts(marks))
    making, units = timed(lambda: Units.of(texts))
    finding, hits = timed(lambda: find(index, units))
    scoring, scored = timed(lambda: scored_hits(hits, index, units, texts))
    steps = {
        "index loaded": loading, "normalised": normalising, "units": making, "found": finding,
        "scored": scoring,
    }  # fmt: skip
    return steps, f"{len(texts):,} texts, {hits.height:,} hits, {scored.height:,} scored"


def scored_hits(
    hits: pl.DataFrame, index: FormIndex, units: Units, texts: pl.Series
) -> pl.DataFrame:
    """The hits with their strings and similarity, as a search tells them; each once."""
    wholes = texts.str.replace_all(" ", "", literal=True)
    told = hits.select(
        unit_strings(hits, units),
        "edits",
        pl.col("relation").cast(pl.String),
        spelled=index.forms["form"].gather(hits["form"]),
        whole=wholes.gather(hits["text"]),
    )
    return with_similarity(told.unique())


def index(_: str, brands: int) -> None:
    """The form index: built, saved, changed."""
    with tempfile.TemporaryDirectory() as folder:
        told, peak = in_child(index_life, Path(folder), kept_forms(brands), brands)
    print(f"- {told}; peak {peak:,.0f} MiB", flush=True)


def index_life(folder: Path, forms: Path, brands: int) -> str:
    """All brands but the last are indexed; then the first make room for the last."""
    listed = pl.read_parquet(forms)
    before = listed.filter(pl.col("brand") < brands - CHANGED_BRANDS)
    after = listed.filter(pl.col("brand") >= CHANGED_BRANDS)
    warmed(before)
    building, built = timed(lambda: FormIndex.build(before))
    saving, _ = timed(lambda: built.save(folder))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    loading, loaded = timed(lambda: FormIndex.load(folder))
    changing, changed = timed(lambda: loaded.changed_to(after))
    saving_again, _ = timed(lambda: changed.save(folder))
    return (
        f"{before.height:,} forms: built {building:.2f} s, saved {saving:.2f} s, "
        f"{size / 1e6:,.0f} MB on disk, loaded {loading:.2f} s; {CHANGED_BRANDS} brands gone and "
        f"as many new: changed {changing:.2f} s, saved {saving_again:.2f} s"
    )


def backfile(filings: str, brands: int) -> None:
    """From marks as strings to hits."""
    told, peak = in_child(cold, kept_forms(brands), kept_marks(filings))
    print(f"- {told}; peak {peak:,.0f} MiB", flush=True)


def cold(forms: Path, filed: Path) -> str:
    """Normalised, made distinct, units, found."""
    listed, marks = pl.read_parquet(forms), marks_in(filed)
    warmed(listed)
    building, built = timed(lambda: FormIndex.build(listed))
    normalising, texts = timed(lambda: distinct_texts(marks))
    finding, hits = timed(lambda: sum(searched(texts, built)))
    return (
        f"cold: {normalising + finding:.1f} s: normalised and distinct {normalising:.1f}, units "
        f"and found {finding:.1f} (index {building:.1f} s before); {len(marks):,} filings, "
        f"{len(texts):,} texts, {hits:,} hits"
    )


def from_store(filings: str, brands: int) -> None:
    """From units in a store; then one new brand."""
    with stored.folder_for_a_store() as path:
        folder = path.with_name("index")
        marks, forms = kept_marks(filings), kept_forms(brands)
        in_child(save_index, folder, forms)
        _tell("filled", *in_child(stored.filled, path, marks))
        found = in_child(stored.searched_by_index, path, folder)
        _tell(f"stored units, {brands:,} brands", *found)
        found = in_child(stored.searched_by_brand, path, FORMS_OF_A_BRAND)
        _tell(f"stored units, one brand of {FORMS_OF_A_BRAND} forms", *found)


def ingest(filings: str, _: int) -> None:
    """The units of filings, with postings."""
    with stored.folder_for_a_store() as path:
        marks = kept_marks(min(filings, "0.8M", key=SIZES.__getitem__))
        _tell("ingest", *in_child(stored.ingested, path, marks))


def _tell(what: str, told: str, peak: float) -> None:
    print(f"- {what}: {told}; peak {peak:,.0f} MiB", flush=True)


PARTS: dict[str, tuple[Callable[[str, int], None], str, int]] = {
    "night": (night, "0.2M", BRANDS),
    "index": (index, "", BRANDS),
    "backfile": (backfile, "13M", FIRST_BRANDS),
    "stored": (from_store, "13M", FIRST_BRANDS),
    "ingest": (ingest, "0.8M", 0),
}
"""What each part does, with how many filings and how many brands."""


def main() -> None:
    """Print the parts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--filings", choices=SIZES, help="fewer filings, to try it")
    parser.add_argument("--brands", type=int, help="fewer brands, to try it")
    chosen = parser.parse_args()
    for part in chosen.parts:
        work, filings, brands = PARTS[part]
        filings, brands = chosen.filings or filings, chosen.brands or brands
        print(f"\n{part}: {brands:,} brands, {filings or 'no'} generated filings", flush=True)
        work(filings, brands)


if __name__ == "__main__":
    main()

"""Every hit and no other: 1,500 forms with all units of the real filings, by brute force.

The oracles share no code with the index: rapidfuzz compares each form with each unit, Polars'
Aho-Corasick finds what stands inside, the relation itself judges texts in characters.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from benchmarks.matching.fixed_set import forms_of_brands as generated_forms
from squatwatch.brands import read_watchlist
from squatwatch.forms import forms_of_brands
from squatwatch.match import FormIndex, Units, agreements, find, match_few
from squatwatch.match.hits import unit_strings
from squatwatch.match.limits import script_limits, sound_edits
from squatwatch.match.small.units import units_of
from squatwatch.search.texts import spelled_forms
from squatwatch.text.bulk import normalize_all
from squatwatch.text.sound import sound_fold

SEED = 20260115
OWN, GENERATED = 1_300, 500

Pairs = set[tuple[str, str]]
"""Form and unit, or form and joined text."""


@pytest.fixture(scope="module")
def texts(real_data: Path) -> pl.Series:
    """The distinct normalised texts of all real filings."""
    marks = pl.read_parquet(real_data / "filings" / "filings_all.parquet")["mark_text"]
    words = normalize_all(marks.drop_nulls().unique(maintain_order=True))
    return words.filter(words != "").unique(maintain_order=True)


@pytest.fixture(scope="module")
def forms(real_data: Path) -> pl.DataFrame:
    """Forms of labelled brands as squatwatch makes them, and generated ones, drawn by a seed."""
    brands = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    chance = random.Random(SEED)  # noqa: S311
    some = forms_of_brands(chance.sample(brands, min(120, len(brands))))
    own = spelled_forms(some).select("script", form="spelled").filter(pl.col("form") != "")
    made = generated_forms(10_000).select("script", "form")
    drawn = [
        part.unique(maintain_order=True).sample(size, seed=SEED)
        for part, size in ((own, OWN), (made, GENERATED))
    ]
    return pl.concat(drawn).unique(maintain_order=True)


@pytest.fixture(scope="module")
def units(texts: pl.Series) -> Units:
    return Units.of(texts)


@pytest.fixture(scope="module")
def hits(forms: pl.DataFrame, units: Units, texts: pl.Series) -> pl.DataFrame:
    """The hits of the index: ``form, script, text, unit, relation, edits``."""
    index = FormIndex.build(forms)
    found = find(index, units)
    return found.with_columns(
        unit_strings(found, units), pl.col("relation").cast(pl.String),
        text=texts.gather(found["text"]),
    ).join(index.forms, left_on="form", right_on="row").select(
        "script", "text", "unit", "relation", "edits", form="form_right"
    )  # fmt: skip


@pytest.fixture(scope="module")
def latin_units(texts: pl.Series) -> pl.Series:
    """Every distinct unit in Latin letters, made by the small scan."""
    every = units_of(texts).postings["unit"].unique()
    return every.filter(every.str.contains(r"^[\x00-\x{024F}]+$"))


def near(
    forms: Iterable[str], units: pl.Series, allowed: Callable[[int], int | None]
) -> set[tuple[str, str, int]]:
    """All pairs within the edits that the length of the form allows, each with each."""
    by_length = dict(_by_length(units))
    found: set[tuple[str, str, int]] = set()
    for length, part in _by_length(pl.Series(list(forms), dtype=pl.String)):
        edits = allowed(length)
        if edits is None:
            continue
        for other in range(length - edits, length + edits + 1):
            if other in by_length:
                found |= _within(part, by_length[other], edits)
    return found


def _by_length(strings: pl.Series) -> Iterable[tuple[int, list[str]]]:
    frame = strings.unique().alias("unit").to_frame()
    for length, part in frame.group_by(length=pl.col("unit").str.len_chars()):
        yield int(str(length[0])), part["unit"].to_list()


def _within(forms: list[str], units: list[str], edits: int) -> set[tuple[str, str, int]]:
    found: set[tuple[str, str, int]] = set()
    for start in range(0, len(units), 200_000):
        part = units[start : start + 200_000]
        distances = cdist(
            forms, part, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8, workers=-1
        )
        for row, column in zip(*np.nonzero(distances <= edits), strict=True):
            found.add((forms[row], part[column], int(distances[row, column])))
    return found


def test_spelling_is_each_with_each(
    forms: pl.DataFrame, hits: pl.DataFrame, latin_units: pl.Series
) -> None:
    latin = forms.filter(pl.col("script") == "latin")["form"]
    limits = script_limits("latin")
    anywhere = [form for form in latin if form.isascii() and not limits.only_whole(len(form))]
    expected = near(anywhere, latin_units, limits.edits)
    told = hits.filter(
        (pl.col("relation") == "spelling") & pl.col("form").is_in(anywhere)
        & pl.col("unit").is_in(latin_units.implode())
    )  # fmt: skip
    found = set(told.select("form", "unit", "edits").iter_rows())
    assert len(expected) > 1_000
    assert (len(expected - found), len(found - expected)) == (0, 0)


def test_sound_is_each_with_each_of_the_folds(
    forms: pl.DataFrame, hits: pl.DataFrame, latin_units: pl.Series
) -> None:
    latin = [form for form in forms.filter(pl.col("script") == "latin")["form"] if form.isascii()]
    fold_of = {form: sound_fold(form) for form in latin}
    folds = pl.DataFrame(
        {"unit": latin_units, "fold": pl.Series(map(sound_fold, latin_units), dtype=pl.String)}
    )
    pairs = pl.DataFrame(
        list(near(fold_of.values(), folds["fold"], sound_edits)),
        schema=["of_form", "fold", "edits"], orient="row",
    )  # fmt: skip
    expected = set(
        pairs.join(folds, on="fold")
        .join(pl.DataFrame({"form": latin, "of_form": list(fold_of.values())}), on="of_form")
        .select("form", "unit", "edits")
        .iter_rows()
    )
    told = hits.filter(
        (pl.col("relation") == "sound") & pl.col("form").is_in(latin)
        & pl.col("unit").is_in(latin_units.implode())
    )  # fmt: skip
    found = set(told.select("form", "unit", "edits").iter_rows())
    assert len(expected) > 100
    assert (len(expected - found), len(found - expected)) == (0, 0)


def test_inside_is_what_an_automaton_finds(
    forms: pl.DataFrame, hits: pl.DataFrame, texts: pl.Series
) -> None:
    latin = forms.filter(pl.col("script") == "latin")["form"]
    looked_for = latin.filter(latin.str.len_chars() >= 5)
    whole = pl.col("text").str.replace_all(" ", "", literal=True)
    found_by_polars = (
        texts.alias("text").to_frame()
        .select("text", form=whole.str.extract_many(looked_for.implode(), overlapping=True))
        .explode("form").drop_nulls().unique()
    )  # fmt: skip
    expected = set(found_by_polars.select("form", "text").iter_rows())
    told = hits.filter(
        (pl.col("relation") == "inside") & (pl.col("edits") == 0) & (pl.col("script") == "latin")
    )
    found: Pairs = set(told.select("form", "text").iter_rows())
    assert len(expected) > 100
    assert (len(expected - found), len(found - expected)) == (0, 0)


def test_characters_are_what_the_relation_says(
    forms: pl.DataFrame, hits: pl.DataFrame, texts: pl.Series
) -> None:
    written = forms.filter(pl.col("script") == "han")["form"].to_list()
    with_han = texts.filter(texts.str.contains(r"\p{Han}"))
    sample = with_han.sample(min(2_000, with_han.len()), seed=SEED)
    expected = {
        (form, text, agreed.unit, agreed.edits)
        for text in sample
        for form in written
        for agreed in agreements(form, "han", text)
    }
    told = hits.filter((pl.col("relation") == "hanzi") & pl.col("text").is_in(sample.implode()))
    assert set(told.select("form", "text", "unit", "edits").iter_rows()) == expected


def test_both_ways_give_every_hit(
    forms: pl.DataFrame, hits: pl.DataFrame, texts: pl.Series
) -> None:
    part = forms.sample(60, seed=SEED)
    few = match_few(part, texts)
    numbered = part.with_row_index("row")
    expected = set(
        few.join(numbered, left_on="form", right_on="row")
        .with_columns(text=texts.gather(few["text"]))
        .select("form_right", "text", "unit", "relation", "edits")
        .iter_rows()
    )
    told = hits.join(part, on=["form", "script"], how="semi")
    found = set(told.select("form", "text", "unit", "relation", "edits").iter_rows())
    assert expected
    assert (len(expected - found), len(found - expected)) == (0, 0)

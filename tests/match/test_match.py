"""The columns give exactly what the reference function gives."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.brands import read_watchlist
from squatwatch.forms import forms_of_brands
from squatwatch.match import agreements, match_few
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

ALPHABETS = ["abcdnghsz", "abx ", "мао ", "マオタ", "마오타이 ", "กี่ขาม ", "华為广廣a ", "ab' -éß"]
names = st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, max_size=12))
texts = st.lists(names, max_size=5).map(" ".join)


def expected(forms: list[str], haystack: list[str]) -> set[tuple[int, int, str, str, int]]:
    return {
        (i, j, found.relation, found.unit, found.edits)
        for i, form in enumerate(forms)
        for j, text in enumerate(haystack)
        for found in agreements(form, script_of(form), text)
    }


def returned(forms: list[str], haystack: list[str]) -> set[tuple[int, int, str, str, int]]:
    frame = pl.DataFrame(
        {"form": forms, "script": [script_of(form) for form in forms]},
        schema={"form": pl.String, "script": pl.String},
    )
    hits = match_few(frame, pl.Series("text", haystack, dtype=pl.String))
    rows = hits.select("form", "text", "relation", "unit", "edits").rows()
    assert len(rows) == len(set(rows))
    return set(rows)


@settings(max_examples=100, deadline=None)
@given(st.lists(names, max_size=6), st.lists(texts, max_size=6))
def test_columns_agree_with_the_reference(raw_forms: list[str], raw_texts: list[str]) -> None:
    forms = [joined(normalize(name)) for name in raw_forms]
    # Texts made of the forms, so that hits are the rule and not the exception.
    haystack = [normalize(text) for text in (*raw_texts, *raw_forms, " ".join(raw_forms))]
    assert returned(forms, haystack) == expected(forms, haystack)


def test_columns_agree_with_the_reference_on_real_marks(real_data: Path) -> None:
    brands = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    chance = random.Random(20261122)  # noqa: S311
    forms = forms_of_brands(chance.sample(brands, 4))["form"]
    marks = pl.read_parquet(real_data / "filings" / "filings_all.parquet")["mark_text"]
    with_a_hit = [mark for mark in marks.drop_nulls() if "tong" in mark.lower() or "华" in mark]
    haystack = [*chance.sample(with_a_hit, 25), *chance.sample(marks.drop_nulls().to_list(), 50)]
    keys = sorted({joined(normalize(form)) for form in forms})
    texts = sorted({normalize(text) for text in (*haystack, *forms)})
    found = returned(keys, texts)
    assert found == expected(keys, texts)
    assert len(found) > len(keys)

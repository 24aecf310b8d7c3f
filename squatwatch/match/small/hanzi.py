"""The channel hanzi: the characters of a form stand as a run in a text."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from squatwatch.match.limits import SIMILAR_FROM
from squatwatch.match.relation import character_edits, touched_words
from squatwatch.match.small.inside import contained
from squatwatch.match.small.units import FOUND_SCHEMA, Units
from squatwatch.text.han import han_fold


def hanzi_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Forms in characters (``form``) and where they stand: ``form, text, unit, edits``."""
    in_characters = units.texts.filter(pl.col("words").str.contains(r"\p{Han}"))
    folded_texts = _folded(in_characters, "words")
    folded_forms = _folded(forms.select("form").unique(), "form")
    runs = folded_forms.filter(pl.col("folded").str.len_chars() > 1)
    single = folded_forms.filter(pl.col("folded").str.len_chars() == 1)
    folded = runs["folded"].unique()
    same = contained(folded, folded_texts, folded="folded")
    similar = _similar_runs(folded, folded_texts)
    as_run = pl.concat([same, similar]).rename({"form": "folded"}).join(runs, on="folded")
    as_whole = _whole_texts(single, folded_texts)
    return (
        pl.concat([as_run.select(as_whole.columns), as_whole])
        .group_by("form", "text", "unit")
        .agg(pl.col("edits").min())
    )


def _similar_runs(forms: pl.Series, texts: pl.DataFrame) -> pl.DataFrame:
    """Where forms stand with one character replaced by a similar one.

    Every form of three or more is looked up by what is left of it without one character.
    """
    without_one: dict[tuple[int, str], list[str]] = {}
    long_forms = [form for form in forms if len(form) >= SIMILAR_FROM]
    for form in long_forms:
        for place in range(len(form)):
            without_one.setdefault((place, form[:place] + form[place + 1 :]), []).append(form)
    rows = {
        (form, text, touched_words(words, start, length), 1)
        for text, words, folded in texts.select("text", "words", "folded").iter_rows()
        for length in sorted({len(form) for form in long_forms})
        for start, run in _runs(folded.replace(" ", ""), length)
        for place in range(length)
        for form in without_one.get((place, run[:place] + run[place + 1 :]), ())
        if character_edits(form, run) == 1
    }
    return pl.DataFrame(sorted(rows), schema=FOUND_SCHEMA, orient="row")


def _runs(whole: str, length: int) -> Iterator[tuple[int, str]]:
    return ((start, whole[start : start + length]) for start in range(len(whole) - length + 1))


def _whole_texts(forms: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Forms of one character are looked for as whole texts only."""
    wholes = texts.select(
        "text", unit="whole", folded=pl.col("folded").str.replace_all(" ", "", literal=True)
    )
    return forms.join(wholes, on="folded").select(
        "form", "text", "unit", edits=pl.lit(0, dtype=pl.UInt8)
    )


def _folded(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    folded = pl.Series("folded", [han_fold(text) for text in frame[column]], dtype=pl.String)
    return frame.with_columns(folded)

"""The channel inside: forms that stand inside longer texts, or nearly at an end of a word."""

from __future__ import annotations

import polars as pl

from squatwatch.match.limits import script_limits
from squatwatch.match.relation import words_around
from squatwatch.match.small.near import near
from squatwatch.match.small.units import FOUND_SCHEMA, Units
from squatwatch.text.letters import LetterStrings, letters


def inside_hits(forms: pl.DataFrame, units: Units) -> pl.DataFrame:
    """Forms (``form``, ``script``) and where they stand inside: ``form, text, unit, edits``."""
    exact = contained(_long_enough(forms, "inside"), units.texts)
    at_word_ends = _affix_hits(_long_enough(forms, "affix"), units)
    return (
        pl.concat([exact, at_word_ends]).group_by("form", "text", "unit").agg(pl.col("edits").min())
    )


def _long_enough(forms: pl.DataFrame, rule: str) -> pl.Series:
    """The forms that are long enough in their script for ``rule`` (a method of its limits)."""
    kept = [
        form
        for form, script in forms.select("form", "script").iter_rows()
        if getattr(script_limits(script), rule)(len(letters(form)))
    ]
    return pl.Series("form", kept, dtype=pl.String).unique()


def contained(forms: pl.Series, texts: pl.DataFrame, folded: str = "words") -> pl.DataFrame:
    """Where forms stand in the joined texts, by one pass of an Aho-Corasick automaton.

    ``folded`` names the column of ``texts`` that is searched; the unit is taken from ``words``,
    which has the same length.
    """
    if forms.is_empty() or texts.is_empty():
        return pl.DataFrame(schema=FOUND_SCHEMA)
    whole = pl.col(folded).str.replace_all(" ", "", literal=True)
    found = (
        texts.select(
            "text",
            "words",
            searched=folded,
            form=whole.str.extract_many(forms.implode(), overlapping=True),
        )
        .filter(pl.col("form").list.len() > 0)
        .explode("form")
        .unique()
    )
    rows = [
        (form, text, unit, 0)
        for text, words, searched, form in found.iter_rows()
        for unit in words_around(form, searched, shown=words)
    ]
    return pl.DataFrame(rows, schema=FOUND_SCHEMA, orient="row")


def _affix_hits(forms: pl.Series, units: Units) -> pl.DataFrame:
    """Forms within one edit of a prefix or suffix of a single word."""
    if forms.is_empty():
        return pl.DataFrame(schema=FOUND_SCHEMA)
    spelled_forms = _spelled(forms, units.strings)
    spelled_words = units.words.select("unit", "spelled").unique()
    lengths = [len(spelled) for spelled in spelled_forms["spelled"]]
    sizes = range(min(lengths) - 1, max(lengths) + 2)
    ends = pl.concat([_word_ends(spelled_words, size) for size in sizes])
    pairs = near(spelled_forms["spelled"], ends["end"], lambda _length: 1)
    return (
        pairs.join(spelled_forms, left_on="left", right_on="spelled")
        .join(ends, left_on="right", right_on="end")
        .group_by("form", "unit")
        .agg(pl.col("edits").min())
        .join(units.words.select("text", "unit"), on="unit")
        .select("form", "text", "unit", "edits")
    )


def _spelled(forms: pl.Series, strings: LetterStrings) -> pl.DataFrame:
    spelled = pl.Series([strings(form) for form in forms], dtype=pl.String)
    return pl.DataFrame({"form": forms, "spelled": spelled})


def _word_ends(words: pl.DataFrame, size: int) -> pl.DataFrame:
    """Prefixes and suffixes of ``size`` letters, of the words that are so long."""
    long_enough = words.filter(pl.col("spelled").str.len_chars() >= size)
    prefix = long_enough.select("unit", end=pl.col("spelled").str.head(size))
    suffix = long_enough.select("unit", end=pl.col("spelled").str.tail(size))
    return pl.concat([prefix, suffix]).unique()

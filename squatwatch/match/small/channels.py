"""The match relation over columns: every form against every text, on every channel."""

from __future__ import annotations

import polars as pl

from squatwatch.match.small.hanzi import hanzi_hits
from squatwatch.match.small.inside import inside_hits
from squatwatch.match.small.sound import sound_hits
from squatwatch.match.small.spelling import spelling_hits
from squatwatch.match.small.units import units_of
from squatwatch.schemas import HIT_SCHEMA


def match_few(forms: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """All hits of forms on texts (``HIT_SCHEMA``), exactly those of ``relation.agreements``.

    ``forms`` has the columns ``form`` (normalised, joined) and ``script``; ``texts`` are
    normalised, words parted by single spaces. Hits name both by their row numbers.

    >>> forms = pl.DataFrame({"form": ["xiaomi"], "script": ["latin"]})
    >>> hits = match_few(forms, pl.Series(["maxi", "super xaomi"]))
    >>> hits.select("text", "unit", "relation").rows()
    [(1, 'xaomi', 'inside'), (1, 'xaomi', 'spelling')]
    """
    rows = forms.select(pl.col("form").alias("spelled_form"), "script").with_row_index("form")
    distinct = (
        rows.select(form="spelled_form", script="script").unique().filter(pl.col("form") != "")
    )
    distinct_texts = texts.alias("words").to_frame().with_row_index("row")
    words = distinct_texts["words"].unique(maintain_order=True)
    hits = _hits(distinct, words)
    text_rows = words.to_frame().with_row_index("text").join(distinct_texts, on="words")
    return (
        hits.join(text_rows.select("text", "row"), on="text")
        .join(rows, left_on=["form", "script"], right_on=["spelled_form", "script"])
        .select(form="form_right", text="row", unit="unit", relation="relation", edits="edits")
        .cast(HIT_SCHEMA)
        .sort("form", "text", "relation", "unit")
    )


def _hits(forms: pl.DataFrame, words: pl.Series) -> pl.DataFrame:
    """Hits of distinct forms on distinct texts, with the script of the form."""
    units = units_of(words)
    in_characters = pl.col("script") == "han"
    spelled = forms.filter(~in_characters)
    latin = forms.filter(pl.col("script") == "latin")
    found = [
        _labelled(spelling_hits(latin, units), "spelling", latin),
        _labelled(
            spelling_hits(spelled.filter(pl.col("script") != "latin"), units), "script", spelled
        ),
        _labelled(sound_hits(latin, units), "sound", latin),
        _labelled(inside_hits(spelled, units), "inside", spelled),
        _labelled(
            hanzi_hits(forms.filter(in_characters), units), "hanzi", forms.filter(in_characters)
        ),
    ]
    # The same unit may stand in a text as different words, and be reached in several ways.
    return (
        pl.concat(found)
        .group_by("form", "script", "text", "unit", "relation")
        .agg(pl.col("edits").min())
    )


def _labelled(hits: pl.DataFrame, relation: str, forms: pl.DataFrame) -> pl.DataFrame:
    return hits.join(forms, on="form").select(
        "form", "script", "text", "unit", "edits", relation=pl.lit(relation)
    )

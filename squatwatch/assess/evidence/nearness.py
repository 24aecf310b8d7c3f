"""How the mark matches: which relation, how near, the whole mark or a part of it, from where."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family

SAID = ("translation", "description")
"""Texts of a filing that are about the mark."""


def match() -> Family:
    """The cell of the match relation that a hit stands in."""
    whole = pl.col("unit") == pl.col("whole")
    relation, edits = pl.col("relation"), pl.col("edits")
    place = pl.when(whole).then(pl.lit("whole")).otherwise(pl.lit("part"))
    near = pl.when(edits == 1).then(pl.lit("one-edit")).otherwise(pl.lit("two-edits"))
    letters = pl.col("spelled").str.len_chars()
    characters = pl.concat_str(
        pl.when(edits > 0).then(pl.lit("near-")).otherwise(pl.lit("")),
        pl.when(letters == pl.col("whole").str.len_chars()).then(pl.lit("whole"))
        .when((letters == pl.col("unit").str.len_chars()) & (edits == 0)).then(pl.lit("run"))
        .otherwise(pl.lit("inside")),
    )  # fmt: skip
    cell = (
        pl.when(relation == "hanzi")
        .then(pl.concat_str(pl.lit("hanzi-"), characters))
        .when((relation == "inside") & (edits == 0) & (pl.col("unit") != pl.col("spelled")))
        .then(pl.lit("inside"))
        .when((relation == "inside") & (edits > 0))
        .then(pl.lit("affix"))
        .when((relation == "sound") & (edits > 0))
        .then(pl.lit("sound-edit"))
        .when(relation == "sound")
        .then(pl.concat_str(pl.lit("sound-"), place))
        .when(edits == 0)
        .then(pl.concat_str(pl.lit("identical-"), place))
        .otherwise(pl.concat_str(near, pl.lit("-"), place))
    )
    # What a mark is said to mean, or to show, is not the mark: many marks mean one word.
    exact = (edits == 0) & ((pl.col("unit") == pl.col("spelled")) | (relation == "hanzi"))
    said = (
        pl.when(exact & whole).then(pl.lit("said-whole"))
        .when(exact).then(pl.lit("said-part"))
        .otherwise(pl.lit("said-near"))
    )  # fmt: skip
    answer = pl.when(pl.col("unit_source").is_in(SAID)).then(said).otherwise(cell)
    told = (
        *map(pl.col, ("form", "unit", "relation", "edits")),
        pl.col("unit_source").alias("source"),
    )
    return Family("match", pl.concat_str(pl.lit("match."), answer), told)


CONFUSABLE, UNLIKE = 0.9, 0.8
"""The similarity from which what differs is commonly confused (JINGDONG, JINGTONG), and below
which other letters stand at a place that is heard (TAOBAO, ZAOBAO)."""


def likeness() -> Family:
    """Of near agreement, whether what differs is commonly confused (``confusions.csv``)."""
    near = (pl.col("edits") > 0) & (pl.col("relation") != "hanzi")
    similarity = pl.col("similarity")
    code = (
        pl.when(~near).then(None)
        .when(similarity >= CONFUSABLE).then(pl.lit("near.confusable"))
        .when(similarity < UNLIKE).then(pl.lit("near.unlike"))
    )  # fmt: skip
    values = (pl.col("form"), pl.col("unit"), similarity.round(2).alias("similarity"))
    return Family("likeness", code, values)


def source() -> Family:
    """A unit that is how the mark is read says as much as the mark, or a little less."""
    codes = {
        "transliteration": "source.transliteration",
        "read-back": "source.read-back",
    }
    code = pl.col("unit_source").replace_strict(codes, default=None, return_dtype=pl.String)
    return Family("source", code, (pl.col("form"), pl.col("unit_source").alias("source")))

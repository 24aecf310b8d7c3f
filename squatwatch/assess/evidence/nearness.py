"""How the mark matches: which relation, how near, the whole mark or a part of it, from where."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.rows import evidence_rows


def nearness(hits: pl.DataFrame) -> pl.DataFrame:
    """The cell of the match relation that a hit stands in."""
    whole = pl.col("unit") == pl.col("whole")
    relation, edits = pl.col("relation"), pl.col("edits")
    place = pl.when(whole).then(pl.lit("whole")).otherwise(pl.lit("part"))
    near = pl.when(edits == 1).then(pl.lit("one-edit")).otherwise(pl.lit("two-edits"))
    fills_the_mark = pl.col("spelled").str.len_chars() == pl.col("whole").str.len_chars()
    characters = pl.concat_str(
        pl.when(edits > 0).then(pl.lit("near-")).otherwise(pl.lit("")),
        pl.when(fills_the_mark).then(pl.lit("whole")).otherwise(pl.lit("inside")),
    )
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
    return evidence_rows(
        hits, pl.concat_str(pl.lit("match."), cell), "form", "unit", "relation", "edits"
    )


def form_kind(hits: pl.DataFrame) -> pl.DataFrame:
    """A form that the owner does not use counts less: by log2 of its weight."""
    derived = hits.filter(pl.col("form_weight") < 1)
    return evidence_rows(
        derived,
        "form.derived",
        "form",
        pl.col("form_kind").alias("kind"),
        pl.col("form_weight").alias("weight"),
        times=pl.col("form_weight").log(2),
    )


def part(hits: pl.DataFrame) -> pl.DataFrame:
    """A form of the place or the generic part of a name is anybody's."""
    codes = {"place": "form.place", "generic": "form.generic"}
    parts = hits.filter(pl.col("form_part").is_in(list(codes)))
    code = pl.col("form_part").replace_strict(codes, default=None, return_dtype=pl.String)
    return evidence_rows(parts, code, "form", pl.col("form_part").alias("part"))


def source(hits: pl.DataFrame) -> pl.DataFrame:
    """A unit that is not the mark itself says less."""
    codes = {
        "translation": "source.translation",
        "description": "source.description",
        "transliteration": "source.transliteration",
        "read-back": "source.read-back",
    }
    elsewhere = hits.filter(pl.col("unit_source").is_in(list(codes)))
    code = pl.col("unit_source").replace_strict(codes, default=None, return_dtype=pl.String)
    return evidence_rows(elsewhere, code, "form", pl.col("unit_source").alias("source"))

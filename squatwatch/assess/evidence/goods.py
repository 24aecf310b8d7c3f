"""Whether the filing is for the brand's goods: same class, related class, other classes."""

from __future__ import annotations

from functools import cache

import polars as pl

from squatwatch import reference
from squatwatch.assess.evidence.distinctiveness import common_words, latin_letters
from squatwatch.assess.evidence.rows import evidence_rows

UNSPECIFIC_CLASSES = (35, 42)
"""Coordinated with nearly all others: neither related nor unrelated to anything."""

RARE_FROM_LETTERS = 6
RARE_FROM_CHARACTERS = 3
"""Shorter forms are near too many words to be rare (notes on distinctiveness)."""


def classes(pairs: pl.DataFrame) -> pl.DataFrame:
    """Evidence from the classes of brand and filing, where both are known.

    Source of relatedness: EUIPO class pairs and the USPTO's coordinated classes, as compiled in
    ``reference/class_relatedness.csv``.
    """
    known = pairs.filter(
        (pl.col("classes").list.len() > 0) & (pl.col("brand_classes").list.len() > 0)
    )
    shared = pl.col("classes").list.set_intersection("brand_classes").list.sort()
    same = known.with_columns(told=shared).filter(pl.col("told").list.len() > 0)
    other = known.join(same, on="pair", how="anti")
    related = _related(other)
    specific = pl.col("classes").list.set_difference(list(UNSPECIFIC_CLASSES)).list.len() > 0
    unrelated = other.join(related, on="pair", how="anti").filter(specific)
    code = (
        pl.when(_is_rare())
        .then(pl.lit("class.unrelated-rare"))
        .otherwise(pl.lit("class.unrelated"))
    )
    return pl.concat(
        [
            evidence_rows(same, "class.same", pl.col("told").alias("classes")),
            evidence_rows(related, "class.related", pl.col("told").alias("classes")),
            evidence_rows(unrelated, code, "classes"),
        ]
    )


def _is_rare() -> pl.Expr:
    """A form that strangers hardly choose: long enough, and no word of the language."""
    letters = latin_letters()
    long_enough = (
        pl.when(pl.col("script") == "han")
        .then(letters >= RARE_FROM_CHARACTERS)
        .otherwise(letters >= RARE_FROM_LETTERS)
    )
    words = common_words()["word"].implode()
    return long_enough & ~pl.col("spelled").is_in(words) & ~pl.col("unit").is_in(words)


def _related(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs some class of which is related to one of the brand's: ``pair``, ``told``."""
    return (
        pairs.select("pair", "classes", "brand_classes")
        .explode("classes")
        .explode("brand_classes")
        .join(related_classes(), on=["brand_classes", "classes"])
        .group_by("pair")
        .agg(told=pl.col("classes").unique().sort())
    )


@cache
def related_classes() -> pl.DataFrame:
    """Pairs of related classes: ``brand_classes``, ``classes``."""
    table = reference.table("class_relatedness")
    one, other = pl.col("class_a").cast(pl.Int16), pl.col("class_b").cast(pl.Int16)
    # The pairs of EUIPO have no direction and stand in the table once.
    undirected = table.filter(pl.col("source") == "euipo_similarity_tool")
    pairs = pl.concat(
        [
            table.select(brand_classes=one, classes=other),
            undirected.select(brand_classes=other, classes=one),
        ]
    )
    specific = ~(
        pl.col("classes").is_in(UNSPECIFIC_CLASSES)
        | pl.col("brand_classes").is_in(UNSPECIFIC_CLASSES)
    )
    return pairs.filter(specific).unique()

"""Whether the filing is for the brand's goods: same class, related class, other classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import polars as pl

from squatwatch import reference
from squatwatch.assess.evidence.family import Family
from squatwatch.assess.evidence.form import latin_letters
from squatwatch.assess.evidence.words import common_words

UNSPECIFIC_CLASSES = (35, 42)
"""Coordinated with nearly all others: neither related nor unrelated to anything."""
RETAIL = 35
"""The class of services of a shop."""

RARE_FROM_LETTERS = 6
RARE_FROM_CHARACTERS = 3
"""Shorter forms are near too many words to be rare (notes on distinctiveness)."""

MOST_RELATED = 0.8
BOTH_WAYS, ONE_WAY = 0.5, 0.35
"""How related two classes are, 1 being the same: EUIPO's mean similarity as a share, capped; the
USPTO's coordination in both directions, and in one."""


def classes() -> Family:
    """The classes of brand and filing, where both are known."""
    shared, related = pl.col("shared_classes"), pl.col("related_classes")
    code = (
        pl.when(~pl.col("classes_known")).then(None)
        .when(shared.list.len() > 0).then(pl.lit("class.same"))
        .when(related.list.len() > 0).then(pl.lit("class.related"))
        .when(pl.col("retail_classes").list.len() > 0).then(pl.lit("class.retail"))
        .when(~pl.col("specific")).then(None)
        .when(is_rare()).then(pl.lit("class.unrelated-rare"))
        .otherwise(pl.lit("class.unrelated"))
    )  # fmt: skip
    told = (
        pl.when(shared.list.len() > 0).then(shared)
        .when(related.list.len() > 0).then(related)
        .when(pl.col("retail_classes").list.len() > 0).then(pl.col("retail_classes"))
        .otherwise(pl.col("classes"))
    )  # fmt: skip
    degree = pl.when(code == "class.related").then(pl.col("relatedness")).otherwise(pl.lit(1.0))
    return Family("class", code, (told.alias("classes"),), degree, silence="unknown")


def similar_groups() -> Family:
    """Goods of a similar group of the office that the owner's own filings there have."""
    shared = pl.col("shared_groups")
    code = pl.when(shared.list.len() > 0).then(pl.lit("class.same-group"))
    return Family("similar-group", code, (shared.alias("groups"),))


def with_goods(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with what their classes come to.

    ``classes_known`` of both; ``shared_classes``; ``related_classes`` and ``relatedness`` (0 to
    0.8) by the EUIPO's class pairs and the USPTO's coordinated classes; ``retail_classes`` of the
    brand whose goods a shop of class 35 sells; ``specific``: some class but 35 and 42.
    """
    known = (pl.col("classes").list.len() > 0) & (pl.col("brand_classes").list.len() > 0)
    shared = pl.col("classes").list.set_intersection("brand_classes").list.sort()
    rest = pl.col("classes").list.set_difference(list(UNSPECIFIC_CLASSES))
    told = pairs.with_columns(
        classes_known=known.fill_null(value=False),
        shared_classes=shared,
        specific=rest.list.len() > 0,
    )
    other = told.filter(pl.col("classes_known") & (pl.col("shared_classes").list.len() == 0))
    return (
        told.join(_related(other), on="pair", how="left", maintain_order="left")
        .join(_retail(other), on="pair", how="left", maintain_order="left")
        .with_columns(pl.col("related_classes", "retail_classes").fill_null([]))
    )


def with_similar_groups(pairs: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """The pairs with ``shared_groups``: similar groups of the owner's own filings at the office.

    ``own``: ``brand_id, office, similar_groups`` of the filings known to be the owner's. Groups
    of different offices are never compared: the same string means other goods there.
    """
    of_owner = (
        own.explode("similar_groups")
        .group_by("brand_id", "office")
        .agg(own_groups=pl.col("similar_groups").drop_nulls().unique())
    )
    joined = pairs.join(of_owner, on=["brand_id", "office"], how="left", maintain_order="left")
    shared = pl.col("similar_groups").list.set_intersection("own_groups").list.sort()
    return joined.with_columns(shared_groups=shared.fill_null([])).drop("own_groups")


def is_rare() -> pl.Expr:
    """A form that strangers hardly choose: long enough, and no word of the language."""
    letters = latin_letters()
    long_enough = (
        pl.when(pl.col("script") == "han")
        .then(letters >= RARE_FROM_CHARACTERS)
        .otherwise(letters >= RARE_FROM_LETTERS)
    )
    no_word = pl.col("unit_tier").is_null() & pl.col("unit_language").is_null()
    spelled_as_one = pl.col("spelled").is_in(common_words()["word"].implode())
    return long_enough & no_word & ~spelled_as_one


def _related(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs some class of which is related to one of the brand's."""
    return (
        pairs.select("pair", "classes", "brand_classes")
        .explode("classes")
        .explode("brand_classes")
        .join(related_classes(), on=["brand_classes", "classes"])
        .group_by("pair")
        .agg(related_classes=pl.col("classes").unique().sort(), relatedness=pl.max("relatedness"))
    )


def _retail(pairs: pl.DataFrame) -> pl.DataFrame:
    """Classes of the brand whose goods a service of class 35 names: a shop for them."""
    services = (
        pairs.filter(pl.col("classes").list.contains(RETAIL))
        .select("pair", "brand_classes", "goods")
        .explode("goods")
        .unnest("goods")
        .filter(pl.col("nice_class") == RETAIL)
        .select("pair", "brand_classes", said=_items(pl.col("text")))
        .explode("said")
    )
    words = class_words()
    shop = words.filter(pl.col("class") == RETAIL)["pattern"].item()
    shops = services.filter(pl.col("said").str.contains(shop)).explode("brand_classes")
    named = shops.join(words, left_on="brand_classes", right_on="class")
    return (
        named.filter(pl.col("said").str.contains(pl.col("pattern")))
        .group_by("pair")
        .agg(retail_classes=pl.col("brand_classes").unique().sort())
    )


def _items(text: pl.Expr) -> pl.Expr:
    """The single goods or services of a text, in small letters."""
    return text.str.to_lowercase().str.replace_all("[；。、]", ";").str.split(";")


@cache
def related_classes() -> pl.DataFrame:
    """Pairs of related classes: ``brand_classes``, ``classes``, ``relatedness`` (0 to 0.8).

    Source: ``reference/class_relatedness.csv``; classes 35 and 42 are left out.
    """
    table = reference.table("class_relatedness")
    one, other = pl.col("class_a").cast(pl.Int16), pl.col("class_b").cast(pl.Int16)
    share = (pl.col("mean_similarity").cast(pl.Float64) / 3).clip(0, MOST_RELATED)
    similar = table.filter(pl.col("source") == "euipo_similarity_tool").select(
        a=one, b=other, relatedness=share
    )
    linked = table.filter(pl.col("source") == "uspto_coordinated").select(a=one, b=other)
    returned = linked.join(linked, left_on=["a", "b"], right_on=["b", "a"], how="semi")
    found = [
        similar,
        similar.select(a="b", b="a", relatedness="relatedness"),  # stands in the table once
        linked.with_columns(relatedness=pl.lit(ONE_WAY)),
        returned.with_columns(relatedness=pl.lit(BOTH_WAYS)),
    ]
    unspecific = pl.col("a").is_in(UNSPECIFIC_CLASSES) | pl.col("b").is_in(UNSPECIFIC_CLASSES)
    return (
        pl.concat(found)
        .filter(~unspecific)
        .group_by(brand_classes="a", classes="b")
        .agg(pl.max("relatedness"))
    )


@cache
def class_words() -> pl.DataFrame:
    """``class``, ``pattern``: its goods as texts of class 35 name them, or a shop itself (35).

    Source: ``reference/class_words.csv``.
    """
    table = reference.table("class_words").select(pl.col("class").cast(pl.Int16), "words")
    patterns = [_any_of(words.split(";")) for words in table["words"]]
    return table.select("class", pattern=pl.Series(patterns, dtype=pl.String))


def _any_of(words: Sequence[str]) -> str:
    """A pattern for any of some words: of letters as words of their own, or in the plural."""
    spaced = "|".join(re.escape(word) for word in words if word.isascii())
    unspaced = "|".join(re.escape(word) for word in words if not word.isascii())
    return rf"\b(?:{spaced})(?:s|es)?\b|{unspaced}"

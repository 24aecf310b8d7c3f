"""Whether the pictures agree: Vienna codes of the filing and of the brand's device mark."""

from __future__ import annotations

import polars as pl

from squatwatch.assess.evidence.family import Family


def vienna() -> Family:
    """A section of the Vienna Classification in common, or at least a division of it.

    ``05.03.13`` is a section of the division ``05.03``. Ordinary shapes (category 26), letters
    and colours (27, 29) are in too many marks to say anything.
    """
    sections, divisions = pl.col("shared_vienna"), pl.col("shared_vienna_divisions")
    code = (
        pl.when(sections.list.len() > 0).then(pl.lit("figure.same-section"))
        .when(divisions.list.len() > 0).then(pl.lit("figure.same-division"))
    )  # fmt: skip
    told = pl.when(sections.list.len() > 0).then(sections).otherwise(divisions)
    return Family("figure", code, (told.alias("codes"),))


def with_vienna(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the Vienna codes that filing and brand share."""
    ours, theirs = _telling("brand_vienna"), _telling("vienna_codes")
    both_have = (pl.col("brand_vienna").list.len() > 0) & (pl.col("vienna_codes").list.len() > 0)
    shared = pairs.filter(both_have).select(
        "pair",
        shared_vienna=_shared(theirs, ours, r"^(\d\d\.\d\d\.\d\d)$"),
        shared_vienna_divisions=_shared(theirs, ours, r"^(\d\d\.\d\d)\b"),
    )
    return pairs.join(shared, on="pair", how="left", maintain_order="left").with_columns(
        pl.col("shared_vienna", "shared_vienna_divisions").fill_null([])
    )


def _shared(theirs: pl.Expr, ours: pl.Expr, level: str) -> pl.Expr:
    """What two lists of codes share at a level of the classification, which a pattern takes."""
    one, other = (
        codes.list.eval(pl.element().str.extract(level)).list.drop_nulls()
        for codes in (theirs, ours)
    )
    return one.list.set_intersection(other).list.sort().fill_null([])


def _telling(column: str) -> pl.Expr:
    """The codes with two digits a part, without those of ordinary shapes, letters and colours.

    Offices write ``05.03.13``, ``5.3.13``, ``A 5.3.13`` and ``050313``.
    """
    dotted = pl.element().str.replace(r"^\s*(\d\d)(\d\d)(\d\d)?\s*$", "$1.$2.$3")
    parts = dotted.str.extract_all(r"\d+").list.eval(pl.element().str.zfill(2))
    code = parts.list.join(".")
    ordinary = code.str.contains(r"^(26|27|29)\b")
    return pl.col(column).list.eval(pl.when(~ordinary).then(code)).list.drop_nulls()

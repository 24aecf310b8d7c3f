"""The tables of the case files data set that have several rows a filing: owners, classes, texts."""

from __future__ import annotations

import polars as pl

from squatwatch.model import NICE_CLASSES
from squatwatch.offices.tables import KEY, Tables
from squatwatch.offices.uspto.meaning import meaning
from squatwatch.schemas import APPLICANT_TYPE, GOODS_TYPE

_CORRESPONDENT = 70
"""First party type that is no owner."""
_ACTIVE = "6"
"""Status code of a class that the application or registration still has."""
_LESS = "2"
"""Last position of the type code of goods that are only excluded ("less goods")."""
_ADDRESS = ("own_addr_1", "own_addr_2", "own_addr_city", "own_addr_state_cd", "own_addr_postal")
_TEXTS = pl.List(pl.String)


def owners(tables: Tables) -> pl.DataFrame:
    """The current owners: those of the highest party type, in their order; ``applicants``."""
    schema = {KEY: pl.String(), "applicants": pl.List(APPLICANT_TYPE)}
    if "owner" not in tables:
        return pl.DataFrame(schema=schema)
    rows = _with(tables["owner"], *_ADDRESS, "own_seq", "own_addr_country_cd",
                 "own_nalty_country_cd", "own_nalty_state_cd")  # fmt: skip
    rank = pl.col("own_type_cd").cast(pl.Int16, strict=False).fill_null(0)
    known = rows.filter((rank < _CORRESPONDENT) & pl.col("own_name").is_not_null())
    current = known.filter(rank == rank.max().over(KEY))
    ordered = current.sort(pl.col("own_seq").cast(pl.Int32, strict=False), maintain_order=True)
    owner = pl.struct(
        name=pl.col("own_name"),
        country=_country(),
        address=pl.concat_str(*_ADDRESS, separator=", ", ignore_nulls=True).replace("", None),
    ).cast(APPLICANT_TYPE)
    gathered = ordered.group_by(KEY).agg(applicants=owner.unique(maintain_order=True))
    return gathered.cast(schema)  # type: ignore[arg-type]


def classes(tables: Tables) -> pl.DataFrame:
    """The Nice classes that are active, or all of them when none is; ``classes``."""
    schema = {KEY: pl.String(), "classes": pl.List(pl.Int16())}
    if "intl_class" not in tables:
        return pl.DataFrame(schema=schema)
    rows = _with(tables["intl_class"], "class_id")
    nice = pl.col("intl_class_cd").cast(pl.Int16, strict=False)
    rows = rows.with_columns(nice=nice).filter(pl.col("nice").is_in(list(NICE_CLASSES)))
    if "classification" in tables:
        status = tables["classification"].unique(subset=[KEY, "class_id"], keep="last")
        rows = rows.join(status, on=[KEY, "class_id"], how="left")
    active = _with(rows, "class_status_cd").with_columns(
        active=pl.col("class_status_cd").str.strip_suffix(".0") == _ACTIVE
    )
    any_active = pl.col("active").fill_null(value=False).any().over(KEY)
    kept = active.filter(~any_active | pl.col("active"))
    gathered = kept.group_by(KEY).agg(classes=pl.col("nice").unique().sort())
    return gathered.cast(schema)  # type: ignore[arg-type]


def said(tables: Tables, marks: pl.DataFrame) -> pl.DataFrame:
    """What the statements say of the mark.

    ``marks`` has the text of each. The columns are ``overflow`` of the mark's text,
    ``pseudo_marks``, ``description``, ``transliteration`` and ``translation``.
    """
    if "statement" not in tables:
        return _nothing_said()
    rows = tables["statement"].drop_nulls().with_columns(kind=_code().str.slice(0, 2))
    raw = pl.col("statement_text")
    texts = raw.str.replace_all(r"\s+", " ").str.strip_chars()
    told = rows.group_by(KEY, maintain_order=True).agg(
        overflow=raw.filter(pl.col("kind") == "MK").str.join(""),
        pseudo_marks=texts.filter(pl.col("kind") == "PM").unique(maintain_order=True),
        description=texts.filter(pl.col("kind") == "DM").str.join(" "),
        sounds=texts.filter(pl.col("kind") == "TL"),
        meanings=texts.filter(pl.col("kind") == "TR"),
    )
    told = told.join(marks, on=KEY, how="left").with_columns(
        description=pl.when(pl.col("description") != "").then("description")
    )
    return told.drop("sounds", "meanings", "mark_text").join(_understood(told), on=KEY, how="left")


def goods(tables: Tables, classes: pl.DataFrame) -> pl.DataFrame:
    """The goods as they stand, without what was deleted or is excluded; ``goods``.

    A text filed under a class of which the filing knows nothing has class 0.
    """
    schema = {KEY: pl.String(), "goods": pl.List(GOODS_TYPE)}
    if "statement" not in tables:
        return pl.DataFrame(schema=schema)
    code = _code()
    rows = (
        tables["statement"]
        .drop_nulls()
        .filter(code.str.starts_with("GS") & (code.str.slice(5, 1) != _LESS))
    )
    rows = rows.join(classes, on=KEY, how="left").select(
        KEY,
        nice=code.str.slice(2, 3).cast(pl.Int16, strict=False).fill_null(0),
        known=pl.col("classes"),
        text=without_markup(pl.col("statement_text")),
    )
    own = pl.col("known").is_null() & pl.col("nice").is_in(list(NICE_CLASSES))
    own = own | pl.col("known").list.contains(pl.col("nice")).fill_null(value=False)
    one = pl.struct(nice_class=pl.when(own).then("nice").otherwise(0), text="text").cast(GOODS_TYPE)
    gathered = rows.filter(pl.col("text") != "").group_by(KEY, maintain_order=True).agg(goods=one)
    return gathered.cast(schema)  # type: ignore[arg-type]


def without_markup(text: pl.Expr) -> pl.Expr:
    """Texts of goods as amended; ``parts.without_markup`` says what that means of one."""
    kept = text.str.replace_all(r"(?s)\[[^\]]*\]|\(\(.*?\)\)", " ").str.replace_all(r"\*", "")
    kept = kept.str.replace_all(r"\s+", " ").str.strip_chars()
    kept = kept.str.replace_all(r"\s+([;,.])", "$1").str.replace_all(r"(?:[;,]\s*)+([;,])", "$1")
    return kept.str.strip_chars(" ;,")


def _code() -> pl.Expr:
    return pl.col("statement_type_cd")


def _country() -> pl.Expr:
    """The country of the address, else of the nationality; an address in the US has a state."""
    us = pl.lit("US")
    return pl.coalesce(
        "own_addr_country_cd",
        pl.when(pl.col("own_addr_state_cd").is_not_null()).then(us),
        "own_nalty_country_cd",
        pl.when(pl.col("own_nalty_state_cd").is_not_null()).then(us),
    )


def _understood(told: pl.DataFrame) -> pl.DataFrame:
    """Transliterations and translations of the few marks that have such statements."""
    few = told.filter((pl.col("sounds").list.len() > 0) | (pl.col("meanings").list.len() > 0))
    rows = [
        (number, *meaning(mark or "", sounds, meanings))
        for number, mark, sounds, meanings in few.select(
            KEY, "mark_text", "sounds", "meanings"
        ).iter_rows()
    ]
    schema = {KEY: pl.String(), "transliteration": _TEXTS, "translation": _TEXTS}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _nothing_said() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            KEY: pl.String(), "overflow": pl.String(), "pseudo_marks": _TEXTS,
            "description": pl.String(), "transliteration": _TEXTS, "translation": _TEXTS,
        }
    )  # fmt: skip


def _with(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The rows with these columns, null where a release does not have them."""
    absent = [pl.lit(None, pl.String).alias(name) for name in columns if name not in rows.columns]
    return rows.with_columns(absent)

"""What is compared: forms as they are compared, texts as words, and read back into Latin."""

from __future__ import annotations

import polars as pl

from squatwatch.forms.kinds import compared_as
from squatwatch.forms.reading_back import read_back
from squatwatch.text.bulk import normalize_all


def spelled_forms(forms: pl.DataFrame) -> pl.DataFrame:
    """The forms (``schemas.FORM_SCHEMA``) with ``spelled``: as they are compared."""
    distinct = forms.select("form", "kind").unique()
    spelled = [compared_as(*row) for row in distinct.iter_rows()]
    return forms.join(
        distinct.with_columns(spelled=pl.Series(spelled, dtype=pl.String)),
        on=["form", "kind"], how="left", maintain_order="left",
    )  # fmt: skip


def words_of(texts: pl.DataFrame) -> pl.DataFrame:
    """Texts (``office, application_key, source, text``) as words, each once; no empty ones.

    ``office, application_key, source, words``; texts in other scripts once more, as they may
    read in Latin letters, with the source ``read-back``.
    """
    distinct = texts["text"].unique(maintain_order=True)
    normal = pl.DataFrame({"text": distinct, "words": normalize_all(distinct)})
    words = (
        texts.join(normal, on="text", how="left", maintain_order="left")
        .filter(pl.col("words") != "")
        .select("office", "application_key", "source", "words")
    )
    return pl.concat([words, _read_back(words)]).unique(maintain_order=True)


def _read_back(words: pl.DataFrame) -> pl.DataFrame:
    """Texts in other scripts once more, as they may read in Latin letters."""
    foreign = words.filter(pl.col("words").str.contains(_OTHER_SCRIPTS))
    distinct = foreign["words"].unique(maintain_order=True).to_list()
    read = [[found.latin for found in read_back(text)] for text in distinct]
    latin = pl.DataFrame({"words": distinct, "latin": read}, schema=_READ_SCHEMA).explode("latin")
    return (
        foreign.join(latin.drop_nulls(), on="words")
        .with_columns(words="latin", source=pl.lit("read-back"))
        .select(words.columns)
    )


_OTHER_SCRIPTS = r"[\p{Cyrillic}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Thai}\p{Arabic}\p{Devanagari}]"
_READ_SCHEMA = {"words": pl.String(), "latin": pl.List(pl.String())}

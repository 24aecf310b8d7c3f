"""How many of the generated forms meet a real mark, and how many of those marks are the name.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.precision [--no-near]

The forms are made from the short names of the listed companies alone, without the owners' Latin
marks. A form meets a mark exactly when the whole mark, or a run of its words, equals the form
(case, spaces, punctuation, Latin diacritics and variants of characters aside); the other hits of
the match relation are near ones. Forms are counted once a company, spelling and kind. The marks
are the mark texts and transliterations of the real filings: nobody's filings in particular, so
that an exact hit is not yet a squat, nor yet the name.

What the exact hits are was told once by a sample of 100, judged by hand: RESULTS.md has the shares.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from squatwatch import generate_forms, read_filings
from squatwatch.forms.kinds import compared_as
from squatwatch.match import match_few
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import normalize
from squatwatch.text.scripts import script_of_character

FORMS_AT_ONCE = 10_000
"""Forms matched in one go: 1 GB at most."""

LONG = 12
"""Letters from which lengths are counted together."""

OWN_PARTS = ("whole", "distinctive")
EXACT = ("whole mark", "run of words")
FORM_TYPES: dict[str, type[pl.DataType]] = {
    "company": pl.String, "form": pl.String, "spelled": pl.String, "kind": pl.String,
    "part": pl.String, "script": pl.String, "weight": pl.Float64,
}  # fmt: skip

_BEFORE = re.compile(r"^(?:S?\*?ST|PT|[SNC])(?=[\u4e00-\u9fff])")
_AFTER = re.compile(r"(?:退|[AB]|-[A-Z]+)$")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-near", action="store_true", help="the exact hits alone, quickly")
    chosen = parser.parse_args()
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    names = companies(folder / "brands" / "a_share_companies.csv")
    forms = forms_of(names)
    texts = texts_of(folder / "filings" / "filings_all.parquet")
    hits = hits_of(forms, texts, near_too=not chosen.no_near)
    filings = texts.select("office", "application_number").unique().height
    print(f"{len(names):,} companies, {forms.height:,} forms, {filings:,} filings with a text")
    tables(forms, hits, texts)


def companies(path: Path) -> list[str]:
    """The short names in characters, without what the exchange adds; funds have none."""
    rows = pl.read_csv(path, infer_schema=False)
    short = (company(name) for name in rows["zh_short"].drop_nulls())
    kept = [name for name in short if name and set(map(script_of_character, name)) == {"han"}]
    return list(dict.fromkeys(kept))


def company(short: str) -> str:
    """A short name without marks of the exchange.

    >>> company("*ST东海A"), company("寒武纪-U"), company("N金沃"), company("神城A退")
    ('东海', '寒武纪', '金沃', '神城')
    """
    name = _BEFORE.sub("", short.replace(" ", ""))
    while (shorter := _AFTER.sub("", name)) != name:
        name = shorter
    return name


def forms_of(names: Iterable[str]) -> pl.DataFrame:
    """Every form of every company, once a spelling and kind; the heaviest of them, and its part."""
    rows = [
        (name, form.form, compared_as(form.form, form.kind), form.kind, form.part, form.script,
         form.weight)
        for name in names
        for form in generate_forms(name)
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=FORM_TYPES, orient="row").filter(pl.col("spelled") != "")
    return (
        frame.sort("weight", descending=True, maintain_order=True)
        .unique(["company", "spelled", "kind"], keep="first", maintain_order=True)
        .sort("company", maintain_order=True)
    )


def texts_of(path: Path) -> pl.DataFrame:
    """The texts: ``office, application_number, mark_text, translation, words``, one row a text."""
    rows = pl.concat(
        [
            batch.filings.select(
                "office", "application_number", "mark_text", "transliteration", "translation"
            )
            for batch in read_filings(path)
        ]
    )
    translation = pl.col("translation").list.join("; ")
    kept = ["office", "application_number", "mark_text"]
    either = pl.concat(
        [
            rows.select(*kept, translation, text="mark_text"),
            rows.explode("transliteration").select(*kept, translation, text="transliteration"),
        ]
    ).drop_nulls("text")
    words = pl.Series("words", [normalize(text) for text in either["text"]], dtype=pl.String)
    return either.drop("text").with_columns(words).filter(pl.col("words") != "").unique(
        maintain_order=True
    )  # fmt: skip


def hits_of(forms: pl.DataFrame, texts: pl.DataFrame, *, near_too: bool) -> pl.DataFrame:
    """What the forms meet: ``spelled, script, words, how``, ``how`` as in EXACT or a relation."""
    distinct = forms.select("spelled", "script").unique().sort("spelled", "script")
    words = texts["words"].unique(maintain_order=True)
    if not near_too:
        distinct = distinct.filter(_folded(distinct["spelled"]).is_in(_runs(words).implode()))
    found = [
        _hits(part, words)
        for start in range(0, distinct.height, FORMS_AT_ONCE)
        for part in [distinct.slice(start, FORMS_AT_ONCE)]
    ]
    hits = pl.concat(found)
    return hits if near_too else hits.filter(pl.col("how").is_in(EXACT))


def _runs(words: pl.Series) -> pl.Series:
    """Strings that an exact hit can be on, and many more: any run of words, characters folded."""
    runs = {
        "".join(parts[start:end])
        for parts in (text.split() for text in words)
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
    }
    return pl.Series(sorted({han_fold(run) for run in runs}), dtype=pl.String)


def _hits(forms: pl.DataFrame, words: pl.Series) -> pl.DataFrame:
    hits = match_few(forms.select("script", form="spelled"), words)
    found = hits.select(
        "relation",
        "unit",
        spelled=forms["spelled"].gather(hits["form"]),
        script=forms["script"].gather(hits["form"]),
        words=words.gather(hits["text"]),
    )
    whole = pl.col("words").str.replace_all(" ", "", literal=True)
    return (
        found.with_columns(
            folded=_folded(found["spelled"]),
            folded_unit=_folded(found["unit"]),
            folded_whole=_folded(found.select(whole)["words"]),
        )
        .select(
            "spelled",
            "script",
            "words",
            how=pl.when(pl.col("folded") == pl.col("folded_whole"))
            .then(pl.lit(EXACT[0]))
            .when(pl.col("folded") == pl.col("folded_unit"))
            .then(pl.lit(EXACT[1]))
            .otherwise(pl.col("relation")),
        )
        .unique(maintain_order=True)
    )


def _folded(texts: pl.Series) -> pl.Series:
    return pl.Series([han_fold(text) for text in texts], dtype=pl.String)


def tables(forms: pl.DataFrame, hits: pl.DataFrame, texts: pl.DataFrame) -> None:
    """The tables, each with the same columns."""
    letters = pl.col("spelled").str.len_chars()
    length = pl.when(letters < LONG).then(letters.cast(pl.String).str.pad_start(2))
    sized = forms.with_columns(
        letters=length.otherwise(pl.lit(f"{LONG}+")),
        own=pl.col("part").is_in(OWN_PARTS),
        all=pl.lit("all forms"),
    )
    met = hits.join(
        texts.select("words", filing=pl.struct("office", "application_number")), on="words"
    )
    own = sized.filter("own")
    latin = own.filter(pl.col("script") == "latin")
    table("all parts", sized, "all", met)
    table("all parts, by kind", sized, "kind", met)
    table("all parts, by part", sized, "part", met)
    table("whole and distinctive, by script", own, "script", met)
    table("whole and distinctive, by kind", own, "kind", met)
    table("whole and distinctive, Latin, by letters", latin, "letters", met)
    table("whole, Latin, by letters", latin.filter(pl.col("part") == "whole"), "letters", met)
    table("characters, by number", own.filter(pl.col("script") == "han"), "letters", met)


def table(title: str, forms: pl.DataFrame, by: str, met: pl.DataFrame) -> None:
    """One table: forms, those that meet a mark exactly and nearly, the filings that they meet."""
    print(f"\n{title:42}   forms   whole     run  exact %  filings |    near   near %  filings")
    for (group,), part in forms.sort(by).group_by(by, maintain_order=True):
        print(f"  {group!s:40}{counted(part, met)}")


def counted(forms: pl.DataFrame, met: pl.DataFrame) -> str:
    """The cells of one line; a form counts as met by a run only where no whole mark equals it."""
    found = met.join(forms.select("spelled", "script").unique(), on=["spelled", "script"])
    exact = pl.col("how").is_in(EXACT)
    whole, run, near = (
        forms.join(found.filter(which), on=["spelled", "script"], how="semi").height
        for which in (pl.col("how") == EXACT[0], exact, ~exact)
    )
    filings, near_filings = (found.filter(which)["filing"].n_unique() for which in (exact, ~exact))
    return (
        f"{forms.height:8,}{whole:8,}{run - whole:8,}{run / forms.height:9.2%}{filings:9,} |"
        f"{near:8,}{near / forms.height:9.2%}{near_filings:9,}"
    )


if __name__ == "__main__":
    main()

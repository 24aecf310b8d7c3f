"""What the sound fold finds, beside other measures of likeness, and what it costs in hits.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.sound

Two figures that pull against each other: of pairs of a name's pinyin and another romanization of
the same name (labelled forms), how many each measure tells from 3,000 pairs of different names at
1 % false positives; and how many hits a brand the sound channel alone adds on the real filings.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import jellyfish
import polars as pl
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from squatwatch import forms_of_brands, read_filings, read_watchlist
from squatwatch.match import match_few
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.similarity import sound_similarity
from squatwatch.text.sound import sound_fold

SEED = 20261122
NEGATIVES = 3_000
FALSE_POSITIVES = 0.01
LATIN_KINDS = ("wade-giles", "postal", "hk-romanization", "jyutping", "sino-viet", "hokkien")
Measure = Callable[[str, str], float]


def fold_similarity(a: str, b: str) -> float:
    """Likeness of the folds."""
    return OSA.normalized_similarity(sound_fold(a), sound_fold(b))


def metaphone_similarity(a: str, b: str) -> float:
    """Likeness of the metaphone codes."""
    return Levenshtein.normalized_similarity(jellyfish.metaphone(a), jellyfish.metaphone(b))


def bi_sim(a: str, b: str) -> float:
    """BI-SIM: longest common subsequence of letter pairs (Kondrak and Dorr, COLING 2004)."""
    left, right = "^" + a, "^" + b
    rows = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = (left[i - 1] == right[j - 1]) + (left[i] == right[j])
            rows[i][j] = max(rows[i - 1][j], rows[i][j - 1], rows[i - 1][j - 1] + same / 2)
    return rows[-1][-1] / max(len(a), len(b), 1)


MEASURES: dict[str, Measure] = {
    "weighted confusions (ours)": sound_similarity,
    "sound fold + OSA (ours)": fold_similarity,
    "Levenshtein": Levenshtein.normalized_similarity,
    "Jaro-Winkler": JaroWinkler.similarity,
    "BI-SIM": bi_sim,
    "metaphone + Levenshtein": metaphone_similarity,
}


def main() -> None:
    """Print both tables."""
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    likeness(folder / "labelled" / "forms.csv")
    cost(folder)


def likeness(path: Path) -> None:
    """Recall at 1 % false positives, by kind of romanization."""
    rows = pl.read_csv(path, infer_schema=False).fill_null("").to_dicts()
    by_kind: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        key = joined(normalize(row["form"]))
        by_kind.setdefault(row["kind"], {}).setdefault(row["name_zh"], set()).add(key)
    pinyin = {name: min(forms) for name, forms in by_kind["pinyin"].items()}
    chance = random.Random(SEED)  # noqa: S311
    names = sorted(pinyin)
    others = [form for kind in LATIN_KINDS for form in _sorted(by_kind.get(kind, {}))]
    negatives: list[tuple[str, str]] = []
    while len(negatives) < NEGATIVES:
        name, (other_name, form) = chance.choice(names), chance.choice(others)
        if name != other_name:
            negatives.append((pinyin[name], form))
    kinds = [kind for kind in LATIN_KINDS if kind in by_kind]
    print(f"{'recall at 1 % false positives':32}", *(f"{kind:>16}" for kind in kinds), "    mean")
    for title, measure in MEASURES.items():
        ranked = sorted((measure(a, b) for a, b in negatives), reverse=True)
        threshold = ranked[int(len(ranked) * FALSE_POSITIVES)]
        recalls = []
        for kind in kinds:
            pairs = [
                (pinyin[name], form) for name, form in _sorted(by_kind[kind]) if name in pinyin
            ]
            found = sum(measure(a, b) > threshold for a, b in pairs)
            recalls.append(found / len(pairs) if pairs else 0.0)
        mean = sum(recalls) / len(recalls)
        print(f"{title:32}", *(f"{recall:16.2f}" for recall in recalls), f"{mean:8.2f}")


def _sorted(by_name: dict[str, set[str]]) -> list[tuple[str, str]]:
    return sorted((name, form) for name, forms in by_name.items() for form in forms)


def cost(folder: Path) -> None:
    """Hits a brand on the real filings: by spelling, and what sound adds to it."""
    brands = read_watchlist(folder / "labelled" / "watchlist.csv").brands
    forms = forms_of_brands(brands).filter(pl.col("script") == "latin")
    keyed = forms.select(
        "brand_id",
        "script",
        form=pl.Series([joined(normalize(form)) for form in forms["form"]], dtype=pl.String),
    ).unique()
    marks = pl.concat(
        [
            batch.filings["mark_text"]
            for batch in read_filings(folder / "filings" / "filings_all.parquet")
        ]
    )
    words = pl.Series("words", [normalize(mark) for mark in marks.drop_nulls()])
    hits = match_few(keyed.select("form", "script"), words)
    brand = pl.Series("brand", keyed["brand_id"]).gather(hits["form"])
    pairs = hits.with_columns(brand).select("brand", "text", "relation").unique()
    spelled = pairs.filter(pl.col("relation") == "spelling").select("brand", "text")
    heard = pairs.filter(pl.col("relation") == "sound").select("brand", "text")
    added = heard.join(spelled, on=["brand", "text"], how="anti").height
    print(f"\nhits a brand, {len(brands)} brands, {words.len():,} marks:")
    print(f"  by spelling {spelled.height / len(brands):.1f}")
    print(f"  by sound {heard.height / len(brands):.1f}, new {added / len(brands):.1f}")


if __name__ == "__main__":
    main()

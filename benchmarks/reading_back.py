"""How often a name in another script is found from its Latin letters.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.reading_back

Two tables.

Characters: ``pairs/wikidata_xlit_zh/wd_chinese_20`` (CC0-1.0; single names of people in Latin
letters with the characters that write them by sound; held out from the part that
``transcribed_syllables.csv`` was made from). 2,000 rows are drawn by a stated seed. The Latin
name is what is asked for, all distinct names in characters of the file (simplified) are what is
searched; right is the name of the same row. Baseline: pinyin and normalized OSA similarity.
Against it: the readings by ``transcribed`` (the best of eight), and both together.

Other scripts: the forms of ``labelled/forms.csv`` in another script, by kind. What is asked for
is the form; what is searched are the names of the file in pinyin.

The rank of the right one counts half of those that tie with it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from squatwatch.forms.name import Name
from squatwatch.forms.reading_back import MOST_TRANSCRIBED, read_back, transcribed
from squatwatch.text.han import convert

SEED = 20260115
ROWS = 2_000
TRANSCRIBED_SHARE = 2 / 3
"""Of the two similarities together; a round share: on wd_chinese_16 .6 to .85 do as well."""
KINDS = ("palladius", "hangul-mandarin", "hangul-sino", "katakana", "onyomi", "thai", "arabic")

Similarities = NDArray[np.float32]


def main() -> None:
    """Print both tables."""
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    characters(folder / "pairs" / "wikidata_xlit_zh" / "wd_chinese_20")
    scripts(folder / "labelled" / "forms.csv")


def characters(path: Path) -> None:
    """Recall of names in characters from Latin letters."""
    pairs = read_pairs(path)
    asked = Random(SEED).sample(pairs, min(ROWS, len(pairs)))  # noqa: S311 - a sample, no secret
    searched = sorted({name for _, name in pairs})
    place = {name: index for index, name in enumerate(searched)}
    right = np.array([place[name] for _, name in asked])
    syllables = [Name(name).readings[0].syllables for name in searched]
    latin = [name for name, _ in asked]
    by_pinyin = similarities(latin, ["".join(syllable) for syllable in syllables])
    by_sound = best_transcribed(latin, syllables)
    both = TRANSCRIBED_SHARE * by_sound + (1 - TRANSCRIBED_SHARE) * by_pinyin
    print(f"{len(asked)} Latin names (seed {SEED}), {len(searched)} names in characters")
    for title, found in (
        ("pinyin + OSA", by_pinyin),
        (f"read back ({MOST_TRANSCRIBED}) + OSA", by_sound),
        ("both", both),
    ):
        ranks = ranks_of(found, right)
        print(f"  {title:22} " + "  ".join(recall(ranks, most) for most in (1, 10, 100)))


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Latin names and names in simplified characters."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(latin, convert(name.replace(" ", ""), "t2s")) for latin, name, _ in lines]


def similarities(asked: Sequence[str], searched: Sequence[str]) -> Similarities:
    """Normalized OSA similarity of each with each."""
    return cdist(
        asked, searched, scorer=OSA.normalized_similarity, dtype=np.float32, workers=-1
    ).astype(np.float32)


def best_transcribed(asked: Sequence[str], syllables: Sequence[tuple[str, ...]]) -> Similarities:
    """The best similarity of each name with any reading of each name in characters."""
    readings = [[found.latin for found in transcribed(name)] or [""] for name in syllables]
    best = np.zeros((len(asked), len(readings)), dtype=np.float32)
    for place in range(MOST_TRANSCRIBED):
        column = [several[min(place, len(several) - 1)] for several in readings]
        np.maximum(best, similarities(asked, column), out=best)
    return best


def ranks_of(found: Similarities, right: NDArray[np.intp]) -> NDArray[np.float64]:
    """The rank of the right one in each row, half of the ties before it."""
    own = found[np.arange(len(right)), right][:, None]
    before = (found > own).sum(axis=1)
    ranks: NDArray[np.float64] = before + ((found == own).sum(axis=1) + 1) / 2
    return ranks


def recall(ranks: NDArray[np.float64], most: int) -> str:
    """The share of rows whose right one is among the first."""
    return f"recall@{most} {float((ranks <= most).mean()):.3f}"


def scripts(path: Path) -> None:
    """Recall of names in pinyin from forms in other scripts."""
    rows = pl.read_csv(path, infer_schema=False).fill_null("")
    names = sorted(set(rows["name_zh"]))
    pinyin = ["".join(Name(name).readings[0].syllables).replace("ü", "u") for name in names]
    print(f"forms in other scripts, read back, among {len(names)} names in pinyin")
    for kind in KINDS:
        asked = rows.filter(pl.col("kind") == kind)
        if len(asked):
            right = np.array([names.index(name) for name in asked["name_zh"]])
            found = best_read_back(asked["form"].to_list(), pinyin)
            near = found[np.arange(len(right)), right] >= 0.8
            first = recall(ranks_of(found, right), 1)
            print(f"  {kind:16} n={len(asked):3}  {first}  similarity >= .8 {near.mean():.2f}")


def best_read_back(forms: Sequence[str], pinyin: Sequence[str]) -> Similarities:
    """The best similarity of any Latin candidate of each form with each name."""
    rows = [
        similarities([item.latin for item in read_back(form)] or [""], pinyin).max(axis=0)
        for form in forms
    ]
    return np.array(rows, dtype=np.float32)


if __name__ == "__main__":
    main()

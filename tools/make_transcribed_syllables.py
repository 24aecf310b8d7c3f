"""Make squatwatch/reference/transcribed_syllables.csv from pairs of names.

    python tools/make_transcribed_syllables.py PAIRS

PAIRS is ``wd_chinese_80`` of steveash/NETransliteration-COLING2018 (CC0-1.0, drawn from
Wikidata): a single name in Latin letters, the same in characters parted by spaces, a count. Each
syllable of pinyin is aligned with a run of letters by expectation maximization (a many-to-one
alignment: up to four letters a syllable); what is written are the likeliest runs of each
syllable. The held-out part of the set, ``wd_chinese_20``, is what the benchmark reads.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import fsum
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from squatwatch.text.han import convert

TABLE = Path(__file__).parent.parent / "squatwatch" / "reference" / "transcribed_syllables.csv"
LONGEST_RUN = 4
ROUNDS = 8
MOST_RUNS = 4
LEAST_SHARE = 0.04
LEAST_COUNT = 3.0

HEAD = """\
# Syllables of Chinese names that write a foreign name by sound (克鲁森 from Krusen), and the
# runs of Latin letters they stand for, the likeliest first, with their share.
# Read by squatwatch/forms/reading_back.py. Made by tools/make_transcribed_syllables.py: aligned by
# expectation maximization on wd_chinese_80 of steveash/NETransliteration-COLING2018 (drawn from
# Wikidata, CC0-1.0); runs with a share below 0.04 are left out.
syllable,latin,share
"""

Pair = tuple[str, tuple[str, ...]]
Model = dict[str, dict[str, float]]


def main() -> None:
    """Read the pairs, align them, write the table."""
    pairs = list(read_pairs(Path(sys.argv[1])))
    model = first_model(pairs)
    for _ in range(ROUNDS):
        model = shares(expected(pairs, model))
    counts = expected(pairs, model)
    TABLE.write_text(HEAD + "".join(rows(counts)), encoding="utf-8")
    print(f"{len(pairs)} pairs, {len(counts)} syllables: {TABLE}")


def read_pairs(path: Path) -> Iterator[Pair]:
    """Names in letters a to z with the pinyin of their characters, where they can be aligned."""
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, characters, _ = line.split("\t")
        letters = "".join(filter(str.isascii, unicodedata.normalize("NFD", latin))).lower()
        name = convert(characters.replace(" ", ""), "t2s")
        syllables = tuple(lazy_pinyin(name, style=Style.NORMAL, v_to_u=True))
        aligned = len(syllables) <= len(letters) <= LONGEST_RUN * len(syllables)
        if letters.isalpha() and aligned and len(syllables) == len(name):
            yield letters, syllables


def first_model(pairs: list[Pair]) -> Model:
    """Every run that stands about where the syllable does, counted."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for letters, syllables in pairs:
        step = len(letters) / len(syllables)
        for place, syllable in enumerate(syllables):
            middle = round(step * place)
            for start in range(max(0, middle - 1), min(len(letters), middle + 2)):
                for length in range(1, LONGEST_RUN + 1):
                    counts[syllable][letters[start : start + length]] += 1
    return shares({syllable: dict(runs) for syllable, runs in counts.items()})


def shares(counts: Model) -> Model:
    """Counts as shares of each syllable."""
    return {
        syllable: {run: count / fsum(runs.values()) for run, count in runs.items()}
        for syllable, runs in counts.items()
    }


def expected(pairs: list[Pair], model: Model) -> Model:
    """How often each syllable stands for each run, over all alignments by their probability."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for letters, syllables in pairs:
        ahead = forward(letters, syllables, model)
        behind = backward(letters, syllables, model)
        if not behind[0][0]:
            continue
        for place, syllable in enumerate(syllables):
            for start, end in spans(letters):
                run = letters[start:end]
                weight = ahead[place][start] * model[syllable].get(run, 0.0)
                if weight and behind[place + 1][end]:
                    counts[syllable][run] += weight * behind[place + 1][end] / behind[0][0]
    return {syllable: dict(runs) for syllable, runs in counts.items()}


def forward(letters: str, syllables: tuple[str, ...], model: Model) -> list[list[float]]:
    """The probability of the letters up to a place, by the syllables up to one."""
    table = [[0.0] * (len(letters) + 1) for _ in range(len(syllables) + 1)]
    table[0][0] = 1.0
    for place, syllable in enumerate(syllables):
        for start, end in spans(letters):
            if table[place][start]:
                share = model[syllable].get(letters[start:end], 0.0)
                table[place + 1][end] += table[place][start] * share
    return table


def backward(letters: str, syllables: tuple[str, ...], model: Model) -> list[list[float]]:
    """The probability of the letters from a place on, by the syllables from one on."""
    table = [[0.0] * (len(letters) + 1) for _ in range(len(syllables) + 1)]
    table[-1][-1] = 1.0
    for place in reversed(range(len(syllables))):
        for start, end in spans(letters):
            if table[place + 1][end]:
                share = model[syllables[place]].get(letters[start:end], 0.0)
                table[place][start] += table[place + 1][end] * share
    return table


def spans(letters: str) -> Iterator[tuple[int, int]]:
    """Every run of one to four letters, as start and end."""
    for start in range(len(letters)):
        for end in range(start + 1, min(len(letters), start + LONGEST_RUN) + 1):
            yield start, end


def rows(counts: Model) -> Iterator[str]:
    """The likeliest runs of each syllable as rows of the table."""
    for syllable, runs in sorted(counts.items()):
        total = fsum(runs.values())
        best = sorted(runs.items(), key=lambda item: (-item[1], item[0]))[:MOST_RUNS]
        for place, (run, count) in enumerate(best):
            if total >= LEAST_COUNT and (not place or count / total >= LEAST_SHARE):
                yield f"{syllable},{run},{count / total:.2f}\n"


if __name__ == "__main__":
    main()

"""Forms and texts to match, and what each way of matching says of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
import polars as pl
from hypothesis import strategies as st

from squatwatch.match import FormIndex, Units, agreements, find, match_few
from squatwatch.match.hits import unit_strings
from squatwatch.match.ragged import Ragged, starts_of
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of

Hit = tuple[str, str, str, str, int]
"""A form, a text, the relation, the unit, the edits."""

ALPHABETS = {
    "latin": "abcdnghsz",
    "two letters": "ab",
    "sounds": "xhsiaouzcjng",
    "with digits": "xiaom14",
    "cyrillic": "маохудй",
    "hangul": "마오타이한글",
    "thai": "กขามวีิ่้",
    "devanagari": "शाओमीिषक",
    "kana": "マオタガがー",
    "arabic": "شاومي",
    "han": "华為广廣王旺老古吉李",
    "mixed": "abgя한กี华マ1",
}
"""Few letters each, so that random strings often agree."""

LETTERS = st.sampled_from(sorted(ALPHABETS.values()))


def ragged(rows: Iterable[Sequence[int] | str]) -> Ragged:
    """Rows of letters, given as numbers or as strings."""
    listed = [
        [ord(letter) if isinstance(letter, str) else letter for letter in row] for row in rows
    ]
    values = np.array([letter for row in listed for letter in row], dtype=np.uint32)
    return Ragged(values, starts_of(np.array([len(row) for row in listed], dtype=np.int64)))


def frame(forms: Sequence[str]) -> pl.DataFrame:
    """Forms as the index takes them."""
    columns = {"form": forms, "script": [script_of(form) for form in forms]}
    return pl.DataFrame(columns, schema={"form": pl.String, "script": pl.String})


def by_reference(forms: Sequence[str], texts: Sequence[str]) -> set[Hit]:
    """What the relation says, pair by pair."""
    return {
        (form, text, found.relation, found.unit, found.edits)
        for form in forms
        for text in texts
        for found in agreements(form, script_of(form), text)
    }


def by_small_scan(forms: Sequence[str], texts: Sequence[str]) -> set[Hit]:
    """What the scan of few forms says."""
    hits = match_few(frame(forms), pl.Series(texts, dtype=pl.String))
    return {
        (forms[form], texts[text], relation, unit, edits)
        for form, text, unit, relation, edits in hits.iter_rows()
    }


def by_index(forms: Sequence[str], texts: Sequence[str]) -> set[Hit]:
    """What the index says."""
    return asked(FormIndex.build(frame(forms)), texts)


def asked(index: FormIndex, texts: Sequence[str]) -> set[Hit]:
    """What an index that is there already says; no hit is told twice."""
    units = Units.of(pl.Series(texts, dtype=pl.String))
    hits = find(index, units)
    told = hits.with_columns(unit_strings(hits, units), pl.col("relation").cast(pl.String))
    form_of = dict(index.forms.select("row", "form").iter_rows())
    rows = [
        (form_of[form], texts[text], relation, unit, edits)
        for form, text, relation, unit, edits in told.select(
            "form", "text", "relation", "unit", "edits"
        ).iter_rows()
    ]
    places = told.select("form", "text", "relation", "unit")
    assert not places.is_duplicated().any()
    return set(rows)


@st.composite
def forms_and_texts(draw: st.DrawFn, alphabet: str) -> tuple[list[str], list[str]]:
    """Some normalised forms, and texts most of which are nearly made of them."""
    names = draw(st.lists(st.text(alphabet, min_size=1, max_size=14), min_size=1, max_size=6))
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    copies = [near_copy(chance.choice(names), alphabet, chance) for _ in range(14)]
    free = draw(st.lists(st.text(alphabet + " ", max_size=20), max_size=4))
    forms = [joined(normalize(name)) for name in names]
    texts = [normalize(text) for text in (*names, *copies, *free, " ".join(names))]
    return list(dict.fromkeys(forms)), list(dict.fromkeys(texts))


def near_copy(name: str, alphabet: str, chance: random.Random) -> str:
    """A name with a few edits, perhaps with letters around it, perhaps parted."""
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3))):
        name = chance.choice(EDITS)(name, chance.randrange(len(name) + 1), chance.choice(alphabet))
    before, behind = (
        "".join(chance.choices(alphabet + " ", k=chance.choice((0, 0, 1, 4)))) for _ in range(2)
    )
    parted = name
    for _ in range(chance.choice((0, 0, 1, 2, 5))):
        place = chance.randrange(len(parted) + 1)
        parted = f"{parted[:place]} {parted[place:]}"
    return before + parted + behind


EDITS: tuple[Callable[[str, int, str], str], ...] = (
    lambda name, place, letter: name[:place] + letter + name[place:],
    lambda name, place, _letter: name[:place] + name[place + 1 :],
    lambda name, place, letter: name[:place] + letter + name[place + 1 :],
    lambda name, place, _letter: name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
    lambda name, place, _letter: name[:place] + name[place : place + 1] * 2 + name[place + 1 :],
)
"""Insert, leave out, replace, swap, double."""


_SAME_HASH = {
    # Differences between the letters of two strings of one hash: short vectors of the lattice
    # {x : sum of x[i] * BASE**i = 0 modulo 2**64}, found by LLL reduction.
    2: (-50920843, -2971215073),
    5: (2789, -2934, 2850, 788, 163),
    12: (8, -14, -8, -18, -11, 13, 4, -7, -8, 3, -10, 4),
    20: (-1, 4, 3, 0, 2, -3, 4, -2, 3, -3, 0, 2, 0, 5, 4, 2, 0, 1, -2, 1),
}  # fmt: skip


@cache
def of_one_hash(length: int, lowest: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two strings of this many letters, from the letter ``lowest`` on, whose hashes are equal."""
    differences = _SAME_HASH[length]
    one = tuple(lowest + max(0, -difference) for difference in differences)
    other = tuple(letter + step for letter, step in zip(one, differences, strict=True))
    return one, other


def spelled(letters: Iterable[int]) -> str:
    """Letters as a string."""
    return "".join(map(chr, letters))

"""Variants of generated brands planted among generated filings: how many of each class are found.

    python -m benchmarks.matching.planted --brands 1500

The variants are made from the first form of a brand, as someone would who files it with a change;
a brand finds its variant when any of its forms agrees with it on any relation. Classes that the
relation promises in whole say 1.000; the others tell what it leaves out by choice, and what other
forms of the brand make up for. All are Latin: the fixed set has no other forms.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator

import polars as pl

from benchmarks.matching.fixed_set import forms_of_brands
from benchmarks.matching.haystack import SIZES, texts_of
from squatwatch.match import FormIndex, Units, find
from squatwatch.text.bulk import normalize_all

SEED = 20260119
BRANDS = 1_500
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ("premium", "global", "express", "garden", "sport")
COMPANY = "co ltd"
LONG_MARK = "the original {} quality products for every day"
CONFUSIONS = (
    ("zh", "z"), ("sh", "s"), ("ch", "c"), ("x", "sh"), ("q", "ch"), ("ng", "n"), ("j", "zh"),
    ("b", "p"), ("d", "t"), ("g", "k"),
)  # fmt: skip
Variant = Callable[[str, random.Random], str | None]
"""The form changed; None where it cannot be changed so."""


def identical(form: str, chance: random.Random) -> str | None:
    """The form itself."""
    return form


def spaced(form: str, chance: random.Random) -> str | None:
    """A space somewhere inside."""
    place = chance.randrange(1, len(form))
    return f"{form[:place]} {form[place:]}"


def punctuated(form: str, chance: random.Random) -> str | None:
    """A hyphen somewhere inside, an exclamation mark behind."""
    place = chance.randrange(1, len(form))
    return f"{form[:place]}-{form[place:]}!"


def with_word_before(form: str, chance: random.Random) -> str | None:
    """A generic word before."""
    return f"{chance.choice(WORDS)} {form}"


def with_word_behind(form: str, chance: random.Random) -> str | None:
    """A generic word behind."""
    return f"{form} {chance.choice(WORDS)}"


def with_legal_form(form: str, chance: random.Random) -> str | None:
    """A legal form behind."""
    return f"{form} {COMPANY}"


def in_a_long_mark(form: str, chance: random.Random) -> str | None:
    """A word of a mark of many."""
    return LONG_MARK.format(form)


def embedded(form: str, chance: random.Random) -> str | None:
    """Inside a longer word; of five letters or more."""
    return f"{chance.choice(WORDS)}{form}plus" if len(form) >= 5 else None


def swapped(form: str, chance: random.Random) -> str | None:
    """Two neighbours changed places; of five letters or more."""
    places = [at for at in range(len(form) - 1) if form[at] != form[at + 1]]
    if len(form) < 5 or not places:
        return None
    at = chance.choice(places)
    return form[:at] + form[at + 1] + form[at] + form[at + 2 :]


def one_edit(form: str, chance: random.Random) -> str | None:
    """One letter put in, left out or replaced; of five letters or more."""
    return edited(form, chance) if len(form) >= 5 else None


def one_edit_with_word_behind(form: str, chance: random.Random) -> str | None:
    """One edit, and a generic word behind."""
    return f"{edited(form, chance)} {chance.choice(WORDS)}" if len(form) >= 5 else None


def one_edit_inside_a_word(form: str, chance: random.Random) -> str | None:
    """One edit, at an end of a longer word; of six letters or more."""
    return f"super{edited(form, chance)}" if len(form) >= 6 else None


def two_edits(form: str, chance: random.Random) -> str | None:
    """Two edits; of eight letters or more."""
    return edited(edited(form, chance), chance) if len(form) >= 8 else None


def two_edits_when_short(form: str, chance: random.Random) -> str | None:
    """Two edits in six or seven letters: more than spelling allows."""
    return edited(edited(form, chance), chance) if len(form) in (6, 7) else None


def respelled(form: str, chance: random.Random) -> str | None:
    """One sound written as another that is taken for it."""
    fitting = [pair for pair in CONFUSIONS if pair[0] in form]
    return form.replace(*chance.choice(fitting), 1) if len(form) >= 5 and fitting else None


VARIANTS: tuple[Variant, ...] = (
    identical, spaced, punctuated, with_word_before, with_word_behind, with_legal_form,
    in_a_long_mark, embedded, swapped, one_edit, one_edit_with_word_behind,
    one_edit_inside_a_word, two_edits, two_edits_when_short, respelled,
)  # fmt: skip
PROMISED = frozenset(VARIANTS) - {two_edits_when_short, respelled}
"""Those that the relation promises to find, each and every one."""


def edited(form: str, chance: random.Random) -> str:
    """One letter put in, left out or replaced by another."""
    at, letter = chance.randrange(len(form)), chance.choice(LETTERS)
    before, behind = form[:at], form[at + 1 :]
    return before + chance.choice((letter + form[at], "", letter)) + behind


def planted(forms: pl.DataFrame) -> pl.DataFrame:
    """The variants: ``brand, variant, text``, the text normalised."""
    chance = random.Random(SEED)  # noqa: S311
    firsts = forms.unique("brand", keep="first", maintain_order=True)
    rows = [
        (brand, make.__name__, mark.upper())
        for form, brand in firsts.select("form", "brand").iter_rows()
        for make in VARIANTS
        if (mark := make(form, chance))
    ]
    schema = {"brand": pl.UInt32, "variant": pl.String, "mark": pl.String}
    plants = pl.DataFrame(rows, schema=schema, orient="row")
    normal = plants["mark"].unique(maintain_order=True)
    texts = pl.DataFrame({"mark": normal, "text": normalize_all(normal)})
    return plants.join(texts, on="mark", maintain_order="left")


def recalls(forms: pl.DataFrame, plants: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """By variant: how many were planted among the texts, and the share that their brands found."""
    haystack = pl.concat([texts, plants["text"]]).unique(maintain_order=True)
    hits = find(FormIndex.build(forms), Units.of(haystack))
    found = hits.select(
        brand=forms["brand"].gather(hits["form"]), text=haystack.gather(hits["text"]), hit=True
    ).unique()
    return (
        plants.join(found, on=["brand", "text"], how="left", maintain_order="left")
        .group_by("variant", maintain_order=True)
        .agg(planted=pl.len(), recall=pl.col("hit").is_not_null().mean())
    )


def table(found: pl.DataFrame) -> Iterator[str]:
    """The recalls as a table."""
    promised = {make.__name__ for make in PROMISED}
    yield "| variant | planted | recall | promised |"
    yield "|---|---|---|---|"
    for variant, count, recall in found.iter_rows():
        told = variant.replace("_", " ")
        yield f"| {told} | {count:,} | {recall:.3f} | {'yes' if variant in promised else ''} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--brands", type=int, default=BRANDS)
    parser.add_argument("--haystack", choices=("real", *SIZES), default="0.2M")
    chosen = parser.parse_args()
    forms = forms_of_brands(chosen.brands)
    for line in table(recalls(forms, planted(forms), texts_of(chosen.haystack))):
        print(line)


if __name__ == "__main__":
    main()

"""The fixed set: generated Latin forms of generated brands, the same on every machine.

472,000 distinct forms of 4 to 24 letters stand for 100,000 brands, the first 59,000 of them for
the first 10,000. The names are generated: strings of Mandarin syllables, drawn as often as common
characters are read so, some with a generic word behind. The spellings are syllable tables and
short rewriting rules, not the generator of squatwatch, so that they stay when it changes.

    python -m benchmarks.matching.fixed_set
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import polars as pl
from pypinyin import lazy_pinyin

from squatwatch import reference

SEED = 20260115
BRANDS = 100_000
FIRST_BRANDS = 10_000
FORMS = {FIRST_BRANDS: 59_000, BRANDS: 472_000}
"""Forms by number of brands."""
LETTERS = range(4, 25)
MEAN_LETTERS = 9.5
SYLLABLES_A_NAME = {2: 0.44, 3: 0.43, 4: 0.13}
WITH_GENERIC_WORD = 0.06
"""Share of the names that have a generic word behind, such as shipin, keji, jituan."""

Name = tuple[tuple[str, ...], tuple[str, ...]]
"""The syllables of the brand's own word, and those of the generic word."""
Spelling = Callable[[str], str]


def forms_of_brands(brands: int) -> pl.DataFrame:
    """The forms of the first ``brands`` brands: ``form, script, brand``; each form once.

    ``brand`` is the first brand that has the form, from 0.
    """
    return fixed_set().filter(pl.col("brand") < brands)


@cache
def fixed_set() -> pl.DataFrame:
    """All forms: ``form, script, brand``, those of the first 10,000 brands first."""
    names = list(generated_names())
    forms: dict[str, int] = {}
    for first, last in ((0, FIRST_BRANDS), (FIRST_BRANDS, BRANDS)):
        for form, brand in _by_spelling(names, range(first, last)):
            if len(forms) == FORMS[last]:
                break
            forms.setdefault(form, brand)
    columns = {"form": list(forms), "script": "latin", "brand": list(forms.values())}
    return pl.DataFrame(columns, schema_overrides={"brand": pl.UInt32})


def generated_names() -> Iterator[Name]:
    """The names, in order."""
    chance = random.Random(SEED)  # noqa: S311
    syllables, often = zip(*sorted(common_syllables().items()), strict=True)
    generic = generic_words()
    for _ in range(BRANDS):
        (size,) = chance.choices(list(SYLLABLES_A_NAME), list(SYLLABLES_A_NAME.values()))
        own = tuple(chance.choices(syllables, often, k=size))
        has_generic_word = chance.random() < WITH_GENERIC_WORD
        yield own, chance.choice(generic) if has_generic_word else ()


@cache
def common_syllables() -> Counter[str]:
    """How many of the 3,755 common characters (GB 2312, level 1) pypinyin reads as a syllable."""
    places = [(row, column) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF)]
    characters = [bytes(place).decode("gb2312", errors="ignore") for place in places]
    readings = lazy_pinyin([character for character in characters if character])
    return Counter(reading.replace("v", "ü") for reading in readings)


def generic_words() -> list[tuple[str, ...]]:
    """The generic words of two characters, as syllables."""
    words = reference.table("generic_parts")["word"]
    readings = {tuple(lazy_pinyin(word)) for word in words if len(word) == 2}
    return sorted(readings)


def forms_of_one_brand(forms: int) -> list[str]:
    """As many forms of one brand in all spellings: the first that has them, of usual length."""
    names = list(generated_names())
    for brand in range(BRANDS):
        every = dict.fromkeys(form for form, _ in _by_spelling(names, range(brand, brand + 1)))
        found = list(every)[:forms]
        if len(found) == forms and sum(map(len, found)) <= MEAN_LETTERS * forms:
            return found
    raise ValueError(f"no generated brand has {forms} forms")


def _by_spelling(names: Sequence[Name], brands: range) -> Iterator[tuple[str, int]]:
    """The forms of some brands: first everybody's pinyin, then everybody's Wade-Giles ..."""
    for spelled in SPELLINGS:
        for brand in brands:
            own, generic = names[brand]
            for syllables in (own, own + generic) if generic else (own,):
                form = "".join(map(spelled, syllables)).replace("ü", "u")
                if len(form) in LETTERS:
                    yield form, brand


def _table(system: str) -> Spelling:
    rows = reference.table("syllables").select("pinyin", system).iter_rows()
    plain = {pinyin: spelled.replace("'", "") for pinyin, spelled in rows}
    return lambda syllable: plain.get(syllable, syllable)


def _rewriting(*rules: tuple[str, str]) -> Spelling:
    """The first beginning that fits is rewritten, and then every ending that fits."""

    @cache
    def rewritten(syllable: str) -> str:
        for old, new in rules:
            if not old.startswith("-") and syllable.startswith(old):
                syllable = new + syllable.removeprefix(old)
                break
        for old, new in rules:
            if old.startswith("-") and syllable.endswith(old[1:]):
                syllable = syllable.removesuffix(old[1:]) + new
        return syllable

    return rewritten


SPELLINGS: tuple[Spelling, ...] = (
    str,  # pinyin
    _table("wade_giles"),
    _table("postal"),
    # As an English reader would write what is heard.
    _rewriting(("x", "sh"), ("q", "ch"), ("zh", "j"), ("z", "ds"), ("c", "ts"), ("-ui", "uei")),
    # As a southern speaker merges sounds.
    _rewriting(("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("hu", "f"), ("-ng", "n")),
    # A stand-in for Cantonese.
    _rewriting(
        ("j", "g"), ("q", "k"), ("x", "h"), ("zh", "ch"), ("hu", "w"), ("r", "y"), ("-ao", "o")
    ),
    # Roughly Yale.
    _rewriting(("zh", "j"), ("z", "dz"), ("c", "ts"), ("x", "sy"), ("q", "ch"), ("-ong", "ung")),
    # Stand-ins for Hokkien and for Sino-Vietnamese.
    _rewriting(("zh", "t"), ("ch", "th"), ("sh", "s"), ("j", "k"), ("q", "kh"), ("f", "h")),
    _rewriting(("zh", "tr"), ("sh", "th"), ("j", "gi"), ("q", "kh"), ("f", "ph"), ("-ao", "eu")),
)  # fmt: skip


def digest(forms: pl.Series) -> str:
    """What two sets of forms in their order are told apart by."""
    return hashlib.sha256("\n".join(forms).encode()).hexdigest()[:16]


def main() -> None:
    """Print what the set looks like."""
    for brands in (1_500, FIRST_BRANDS, BRANDS):
        forms = forms_of_brands(brands)["form"]
        letters = Counter(map(len, forms))
        print(f"{brands:,} generated brands, {forms.len():,} forms, {digest(forms)}")
        print(
            f"  letters: mean {sum(map(len, forms)) / forms.len():.2f}, {sorted(letters.items())}"
        )


if __name__ == "__main__":
    main()

"""Normalising and folding many texts at once.

Each function gives exactly what the function for one text gives, which stays the definition:
``normalize``, ``sound_fold``, ``han_fold``. What can be said by rule is done over columns; what
cannot goes through that function, each distinct text once. A null stays null. Half a surrogate
pair, which a Python string may hold, cannot stand in a Polars series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

import polars as pl
import regex

from squatwatch import reference
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import (
    company_suffixes,
    in_plain_letters,
    normalize,
    without_company_suffixes,
)

_CJK = (
    r"\x{3005}\x{3041}-\x{3096}\x{30A1}-\x{30FA}\x{30FC}"
    r"\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{AC00}-\x{D7A3}"
)
"""Letters of no alphabet that normalising leaves as they are: characters, kana, Hangul."""
_LETTER = f"a-z{_CJK}"
_SPELLED_PLAINLY = (
    *range(0x80, 0x250),  # Latin letters with diacritics
    *range(0x1E00, 0x1F00),  # more of them, those of Vietnamese among them
    *range(0x2000, 0x2150),  # punctuation and signs
    *(0x3000, 0x3001, 0x3002, *range(0x3008, 0x3012), 0x30FB),  # punctuation of East Asia
    *range(0xFF01, 0xFF5F),  # full-width letters and punctuation
)
"""Code points among which most are worth some ASCII, whatever stands beside them."""
_SLICE = 65_536


def normalize_all(texts: pl.Series, *, with_legal_form: bool = False) -> pl.Series:
    """Every text as ``normalize`` gives it.

    >>> normalize_all(pl.Series(["Löwen-Bräu GmbH", "ХUAWEI™", None])).to_list()
    ['lowen brau', 'xuawei', None]
    """
    other = texts.str.contains(_other_letter())
    words = _changed(texts, ~other, partial(_by_rule, with_legal_form=with_legal_form))
    return _changed(
        words, other, partial(_one_by_one, partial(normalize, with_legal_form=with_legal_form))
    )


def sound_fold_all(texts: pl.Series) -> pl.Series:
    """Every text as ``sound_fold`` gives it.

    >>> sound_fold_all(pl.Series(["zhangyu", "changyu"])).n_unique()
    1
    """
    rules = reference.table("sound_fold").sort(pl.col("from").str.len_chars(), descending=True)
    # Of the rules that match from one place on, the first in the list is taken: the longest.
    return texts.str.replace_many(rules["from"].to_list(), rules["to"].to_list(), leftmost=True)


def han_fold_all(texts: pl.Series) -> pl.Series:
    """Every text as ``han_fold`` gives it.

    >>> han_fold_all(pl.Series(["華為", "huawei"])).to_list()
    ['华为', 'huawei']
    """
    return _changed(texts, _has_more_than_ascii(texts), _han_folded)


def _changed(
    texts: pl.Series, where: pl.Series, change: Callable[[pl.Series], pl.Series]
) -> pl.Series:
    """The texts, those of them changed ``where`` is true."""
    if where.all():
        return change(texts)
    rows = where.arg_true()
    return texts.clone().scatter(rows, change(texts.gather(rows))) if len(rows) else texts


def _one_by_one(change: Callable[[str], str], texts: pl.Series) -> pl.Series:
    distinct = texts.drop_nulls().unique()
    changed = pl.Series([change(text) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, changed, default=None, return_dtype=pl.String)


def _has_more_than_ascii(texts: pl.Series) -> pl.Series:
    return texts.str.len_bytes() != texts.str.len_chars()


def _by_rule(texts: pl.Series, *, with_legal_form: bool) -> pl.Series:
    """Texts without other letters, normalised: the steps of ``normalize`` over the column."""
    plain = _changed(texts, _has_more_than_ascii(texts), _spelled_plainly).str.to_lowercase()
    joined = _changed(plain, plain.str.contains("['`]"), _without_apostrophes)
    words = _changed(joined, joined.str.contains(f"[^{_LETTER}0-9 ]|  |^ | $"), _words)
    mixes = f"[a-z][0-9]*[{_CJK}]|[{_CJK}][0-9]*[a-z]"
    parted = _changed(words, words.str.contains(mixes), _parted_scripts)
    return parted if with_legal_form else _without_suffixes(parted)


@cache
def _other_letter() -> str:
    """A pattern for what is neither ASCII, nor worth some, nor left as it is by normalising."""
    return rf"[^\x00-\x7F{_CJK}{''.join(_plain_spellings())}]"


def _spelled_plainly(texts: pl.Series) -> pl.Series:
    return texts.str.replace_many(_plain_spellings())


@cache
def _plain_spellings() -> dict[str, str]:
    """ASCII by the character that is worth it."""
    spellings = {chr(point): _plain_spelling(chr(point)) for point in _SPELLED_PLAINLY}
    return {character: plain for character, plain in spellings.items() if plain.isascii()}


def _plain_spelling(character: str) -> str:
    """What a character is where words are made: letters, an apostrophe, or a space."""
    plain = regex.sub("[’‘]", "'", in_plain_letters(character))
    return regex.sub(r"[^\p{L}\p{M}\p{N}'`]", " ", plain)


def _without_apostrophes(texts: pl.Series) -> pl.Series:
    """Twice: of ``a'b'c`` a pattern that takes the letters in finds the first alone."""
    inside = f"([{_LETTER}])['`]([{_LETTER}])"
    return texts.str.replace_all(inside, "$1$2").str.replace_all(inside, "$1$2")


def _words(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(f"[^{_LETTER}0-9]+", " ").str.strip_chars(" ")


def _parted_scripts(texts: pl.Series) -> pl.Series:
    """A digit belongs to what stands before it."""
    return texts.str.replace_all(f"([a-z][0-9]*)([{_CJK}])", "$1 $2").str.replace_all(
        f"([{_CJK}][0-9]*)([a-z])", "$1 $2"
    )


def _without_suffixes(texts: pl.Series) -> pl.Series:
    """Most names end with one legal form; with several, or unspaced ones, they go one by one."""
    spaced, unspaced = _suffix_patterns()
    once = _changed(texts, texts.str.contains(spaced), partial(_without, spaced))
    more = once.str.contains(f"{spaced}|{unspaced}")
    return _changed(once, more, partial(_one_by_one, _without_all_suffixes))


@cache
def _suffix_patterns() -> tuple[str, str]:
    """The longest legal form of a mark at the end: as words, and as an ending of a word."""
    suffixes = company_suffixes(of_a_company=False)
    return _at_end(" ", map(" ".join, suffixes.spaced)), _at_end("", suffixes.unspaced)


def _at_end(before: str, suffixes: Iterable[str]) -> str:
    return f"{before}(?:{'|'.join(sorted(suffixes))})$"


def _without(pattern: str, texts: pl.Series) -> pl.Series:
    return texts.str.replace(pattern, "")


def _without_all_suffixes(words: str) -> str:
    return " ".join(without_company_suffixes(words.split()))


def _han_folded(texts: pl.Series) -> pl.Series:
    """Each distinct character is folded once."""
    slices = (texts.slice(start, _SLICE) for start in range(0, len(texts), _SLICE))
    characters = sorted(set().union(*(part.str.join().item() for part in slices)))
    folded = {one: other for one in characters if (other := han_fold(one)) != one}
    return texts.str.replace_many(folded) if folded else texts

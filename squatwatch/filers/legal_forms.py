"""Legal forms of companies: which family a name is of, and the name without what stands first."""

from __future__ import annotations

import re
from functools import cache

from squatwatch import reference
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import without_company_suffixes
from squatwatch.text.scripts import is_alphabet, script_of


def without_legal_forms(words: list[str]) -> list[str]:
    """The words of a name without legal forms at its end and its beginning; something stays.

    What a register puts first is taken off too.

    >>> without_legal_forms(["ооо", "пример"]), without_legal_forms(["美商例子有限公司"])
    (['пример'], ['例子'])
    """
    kept = [word for word in words if word not in _signs()] or words
    return _without_prefixes(without_company_suffixes(kept, of_a_company=True))


def legal_form(words: list[str]) -> str:
    """The family of the longest legal form that a name ends with, else of that it begins with.

    Empty where it has none.

    >>> legal_form(["anta", "co", "ltd"]), legal_form(["安踏有限公司"]), legal_form(["anta"])
    ('limited', 'limited', '')
    """
    families = _families()
    for first in range(max(0, len(words) - _most_words_to(words)), len(words)):
        if family := families.get(" ".join(words[first:])):
            return family
    if words and not words[-1].isascii() and (ending := _ending().search(words[-1])):
        return families[ending.group()]
    sign = next((word for word in words if word in _signs()), "")
    return _signs()[sign] if sign else _families_in_front().get(_in_front(words), "")


def _without_prefixes(words: list[str]) -> list[str]:
    """The words without legal forms, or what a register adds, that stand first."""
    while prefix := _in_front(words):
        count = len(prefix.split())
        if words[:count] == prefix.split():
            words = words[count:]
        else:
            words = [words[0].removeprefix(prefix), *words[1:]]
    return words


def _in_front(words: list[str]) -> str:
    """The longest prefix that stands before a name; empty where there is none, or nothing else.

    In a script that puts no space between words it may be the beginning of a word.
    """
    for prefix in _by_first_word().get(words[0], ()) if words else ():
        if words[: len(prefix)] == list(prefix) and len(words) > len(prefix):
            return " ".join(prefix)
    if words and not words[0].isascii() and (beginning := _beginning().match(words[0])):
        return beginning.group()
    return ""


@cache
def _families() -> dict[str, str]:
    rows = reference.table("company_suffixes").select("suffix", "family").iter_rows()
    return {han_fold(suffix): family for suffix, family in rows}


def _most_words_to(words: list[str]) -> int:
    """How many words the longest legal form has that ends with the last of these; 0 for none."""
    return _most_words().get(words[-1], 0) if words else 0


@cache
def _most_words() -> dict[str, int]:
    most: dict[str, int] = {}
    for words in map(str.split, _families()):
        most[words[-1]] = max(most.get(words[-1], 0), len(words))
    return most


@cache
def _ending() -> re.Pattern[str]:
    """A legal form at the end of a word; a search from the left finds the longest."""
    unspaced = filter(_is_unspaced, _families())
    return re.compile(rf"(?:{'|'.join(map(re.escape, unspaced))})$")


@cache
def _families_in_front() -> dict[str, str]:
    """What may stand before a name, with its family; empty for what a register adds."""
    return dict(reference.table("company_prefixes").select("prefix", "family").iter_rows())


@cache
def _by_first_word() -> dict[str, list[tuple[str, ...]]]:
    """What may stand before a name, as words, by the first of them; the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for prefix in sorted(_families_in_front(), key=len, reverse=True):
        words = tuple(prefix.split())
        found.setdefault(words[0], []).append(words)
    return found


@cache
def _beginning() -> re.Pattern[str]:
    """A prefix that a word begins with, and that is not all of it."""
    unspaced = sorted(filter(_is_unspaced, _families_in_front()), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, unspaced))})(?=.)")


def _is_unspaced(form: str) -> bool:
    """Whether a legal form may stand without a space beside a name."""
    return " " not in form and not is_alphabet(script_of(form))


@cache
def _signs() -> dict[str, str]:
    """Legal forms of one character, (株) and 주, with their family: legal forms as words alone."""
    return dict(reference.table("company_signs").select("sign", "family").iter_rows())

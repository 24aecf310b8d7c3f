"""Normalising: what two texts have in common before they are compared.

In this order: NFKC; look-alike letters of other alphabets mapped only in words that mix alphabets,
before case is folded, since capitals look alike where small letters do not (Greek Η and η); case
folding; diacritics off Latin letters only (a Cyrillic й, a kana が keeps its marks), vowel signs
off Arabic; punctuation to spaces; a space where an alphabet meets another kind of
script (白家BAIJIA); company suffixes off where they stand last. The result is words in small
letters, one space between.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from squatwatch import reference
from squatwatch.text.scripts import is_alphabet, script_of, script_of_character, scripts_in

_SIGNS = regex.compile(r"[™℠®©]")
_ACUTE = regex.compile(r"(?<=\p{L})´(?=\p{L})")
"""Signs that NFKC would make letters of, or part a word by."""
_LETTER_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_NOT_WORD = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_APOSTROPHES = regex.compile(r"(?<=\p{L})['’‘ʼ`´](?=\p{L})")
_LATIN_MARKS = regex.compile(r"(?<=\p{Script=Latin})\p{Mn}+")
_ARABIC_VOWELS = regex.compile(r"[\u064B-\u0652\u0670\u0640]+")
_LATIN_LETTERS_APART = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th", "ı": "i"}
)


def normalize(text: str, *, with_legal_form: bool = False) -> str:
    """The text as words in small letters, one space between; may be empty.

    ``with_legal_form`` leaves company suffixes on. Normalising again changes nothing.

    >>> normalize("Löwen-Bräu GmbH"), normalize("白家BAIJIA"), normalize("ХUAWEI™")
    ('lowen brau', '白家 baijia', 'xuawei')
    """
    once = _normalized(text, with_legal_form=with_legal_form)
    # What one step brings out (a legal form, parted scripts) may be work for an earlier one.
    while not once.isascii():
        again = _normalized(once, with_legal_form=with_legal_form)
        if again == once:
            break
        once = again
    return once


def _normalized(text: str, *, with_legal_form: bool) -> str:
    composed = unicodedata.normalize("NFKC", _SIGNS.sub("", _ACUTE.sub("'", text)))
    alike = composed if composed.isascii() else _LETTER_RUN.sub(_one_alphabet, composed)
    folded = unicodedata.normalize("NFKC", alike.casefold())
    plain = _ARABIC_VOWELS.sub("", _without_latin_diacritics(folded))
    words = _parted_scripts(" ".join(_words(plain))).split()
    return " ".join(words if with_legal_form else without_company_suffixes(words))


def joined(normalized: str) -> str:
    """A normalised text without its spaces.

    >>> joined("wang lao ji")
    'wanglaoji'
    """
    return normalized.replace(" ", "")


def _without_latin_diacritics(text: str) -> str:
    if text.isascii():
        return text
    bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_LATIN_LETTERS_APART)


def _words(text: str) -> list[str]:
    """Words between punctuation. An apostrophe inside a word (XI'AN, T'UNG) parts nothing."""
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text)).split()


@cache
def _homoglyphs() -> dict[str, dict[int, str]]:
    """Look-alike letters by the alphabet that a word is read in."""
    tables: dict[str, dict[int, str]] = {}
    for script, character, latin in (
        reference.table("homoglyphs").select("script", "character", "latin").iter_rows()
    ):
        tables.setdefault("latin", {})[ord(character)] = latin
        tables.setdefault(script, {}).setdefault(ord(latin), character)
    return tables


def _one_alphabet(found: regex.Match[str]) -> str:
    """A run of letters that mixes alphabets, read in the one that most of them belong to."""
    word = found.group()
    if word.isascii():
        return word
    alphabets = [item for item in scripts_in(word).most_common() if is_alphabet(item[0])]
    if len(alphabets) < 2:
        return word
    return word.translate(_homoglyphs().get(alphabets[0][0], {}))


def _parted_scripts(text: str) -> str:
    """A space where a letter of an alphabet stands next to one of another kind of script."""
    if text.isascii():
        return text
    parts: list[str] = []
    last_is_alphabet: bool | None = None
    for character in text:
        script = script_of_character(character)
        if character == " ":
            last_is_alphabet = None
        elif script is not None:
            this_is_alphabet = is_alphabet(script)
            if last_is_alphabet is not None and this_is_alphabet != last_is_alphabet:
                parts.append(" ")
            last_is_alphabet = this_is_alphabet
        parts.append(character)
    return "".join(parts)


def without_company_suffixes(words: list[str], *, of_a_company: bool = False) -> list[str]:
    """The words without the legal forms that stand last; something always stays.

    Of a mark only those come off that are no word or syllable anywhere; ``of_a_company`` says
    that the words are a company's name, of which all do.

    >>> without_company_suffixes("delson group inc".split())
    ['delson', 'group']
    >>> without_company_suffixes(["华为技术有限公司"])
    ['华为技术']
    """
    suffixes = _suffixes(of_a_company=of_a_company)
    kept = words
    while (shorter := _without_last_suffix(kept, suffixes)) is not None:
        kept = shorter
    return kept


@dataclass(frozen=True, slots=True)
class _Suffixes:
    """Legal forms as words; and as endings, the longest first, where a name is one word."""

    spaced: frozenset[tuple[str, ...]]
    unspaced: tuple[str, ...]
    longest: int


@cache
def _suffixes(*, of_a_company: bool) -> _Suffixes:
    rows = reference.table("company_suffixes").select("suffix", "in_marks").iter_rows()
    known = [suffix for suffix, in_marks in rows if of_a_company or in_marks == "yes"]
    unspaced = [suffix for suffix in known if not is_alphabet(script_of(suffix))]
    return _Suffixes(
        spaced=frozenset(tuple(suffix.split()) for suffix in known),
        unspaced=tuple(sorted(unspaced, key=lambda suffix: (-len(suffix), suffix))),
        longest=max(len(suffix.split()) for suffix in known),
    )


def _without_last_suffix(words: list[str], suffixes: _Suffixes) -> list[str] | None:
    """The words without one legal form at the end; None where none stands there."""
    for length in range(min(suffixes.longest, len(words) - 1), 0, -1):
        if tuple(words[-length:]) in suffixes.spaced:
            return words[:-length]
    if words and not words[-1].isascii():
        for suffix in suffixes.unspaced:
            if words[-1].endswith(suffix) and words[-1] != suffix:
                return [*words[:-1], words[-1].removesuffix(suffix)]
    return None

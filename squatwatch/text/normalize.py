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
from itertools import accumulate

import regex

from squatwatch import reference
from squatwatch.text.scripts import is_alphabet, script_of, script_of_character, scripts_in

_SIGNS = regex.compile(r"[™℠®©]")
_ACUTE = regex.compile(r"(?<=[\p{L}\p{M}])´(?=\p{L})")
"""Signs that NFKC would make letters of, or part a word by; a letter may have its marks apart."""
_LETTER_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_NOT_WORD = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_APOSTROPHES = regex.compile(r"(?<=\p{L})['’‘ʼ`´](?=\p{L})")
_LATIN_MARKS = regex.compile(r"(?<=\p{Script=Latin})\p{Mn}+")
_ARABIC_VOWELS = regex.compile(r"[\u064B-\u0652\u0670\u0640]+")
_MANY_MARKS = regex.compile(r"[\p{M}\uFF9E\uFF9F]{64,}")
"""Combining characters without end, half-width katakana marks among them; no text needs as many."""
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
    words = _parted_scripts(" ".join(_words(in_plain_letters(text)))).split()
    return " ".join(words if with_legal_form else without_company_suffixes(words))


def in_plain_letters(text: str) -> str:
    """The text after the steps that change letters, before those that make words of it.

    >>> in_plain_letters("Löwen-Bräu ＧｍｂＨ")
    'lowen-brau gmbh'
    """
    composed = _composed(_SIGNS.sub("", _ACUTE.sub("'", text)))
    alike = composed if composed.isascii() else _LETTER_RUN.sub(_one_alphabet, composed)
    folded = unicodedata.normalize("NFKC", alike.casefold())
    return _ARABIC_VOWELS.sub("", _without_latin_diacritics(folded))


def _composed(text: str) -> str:
    """NFKC. Long runs of marks are put in order before: it would take the square of their length.

    Later steps leave the order as it is.
    """
    return unicodedata.normalize(
        "NFKC", text if text.isascii() else _MANY_MARKS.sub(_in_canonical_order, text)
    )


def _in_canonical_order(found: regex.Match[str]) -> str:
    """The marks taken apart, and those on one base sorted by their combining class."""
    marks = "".join(unicodedata.normalize("NFKD", mark) for mark in found.group())
    classes = [unicodedata.combining(mark) for mark in marks]
    bases = accumulate(combining == 0 for combining in classes)
    order = sorted(zip(bases, classes, range(len(marks)), strict=True))
    return "".join(marks[place] for _, _, place in order)


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
    suffixes = company_suffixes(of_a_company=of_a_company)
    kept = list(words)
    while _take_off_last_suffix(kept, suffixes):
        pass
    return kept


@dataclass(frozen=True, slots=True)
class Suffixes:
    """Legal forms as words; and as endings, the longest first, where a name is one word."""

    spaced: frozenset[tuple[str, ...]]
    unspaced: tuple[str, ...]
    most_words: int
    longest_word: int


@cache
def company_suffixes(*, of_a_company: bool) -> Suffixes:
    """The legal forms that come off a company's name, or those of them that come off a mark."""
    rows = reference.table("company_suffixes").select("suffix", "in_marks").iter_rows()
    known = [suffix for suffix, in_marks in rows if of_a_company or in_marks == "yes"]
    unspaced = [suffix for suffix in known if not is_alphabet(script_of(suffix))]
    return Suffixes(
        spaced=frozenset(tuple(suffix.split()) for suffix in known),
        unspaced=tuple(sorted(unspaced, key=lambda suffix: (-len(suffix), suffix))),
        most_words=max(len(suffix.split()) for suffix in known),
        longest_word=max(len(word) for suffix in known for word in suffix.split()),
    )


def _take_off_last_suffix(words: list[str], suffixes: Suffixes) -> bool:
    """Whether a legal form stood at the end, which it is taken off."""
    for length in range(min(suffixes.most_words, len(words) - 1), 0, -1):
        if tuple(words[-length:]) in suffixes.spaced:
            del words[-length:]
            return True
    if not words or words[-1].isascii():
        return False
    whole, words[-1] = words[-1], _without_unspaced_suffix(words[-1], suffixes)
    return words[-1] != whole


def _without_unspaced_suffix(word: str, suffixes: Suffixes) -> str:
    """The word without its ending; without all of them as long as it is too long for a suffix.

    Each ending off by itself would copy a long word as many times.
    """
    end = len(word)
    while found := _unspaced_suffix(word, end, suffixes):
        end -= len(found)
        if end <= suffixes.longest_word:
            break
    return word[:end]


def _unspaced_suffix(word: str, end: int, suffixes: Suffixes) -> str:
    """The longest legal form that ``word[:end]`` ends with; empty where none does, or is all."""
    endings = (suffix for suffix in suffixes.unspaced if word.endswith(suffix, 0, end))
    return next((suffix for suffix in endings if len(suffix) < end), "")

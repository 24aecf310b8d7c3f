"""Words for what a company does, and for its place in a group, in any language and order."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from squatwatch import reference


class Trade(NamedTuple):
    """What a word says: the words that it is compared as, and whether of a group's structure."""

    compared_as: tuple[str, ...]
    structure: bool


def trade_of_words(words: list[str], at: int) -> tuple[Trade | None, int]:
    """The trade word that stands ``at``, the longest, and how many words it has.

    >>> trade_of_words(["import", "export"], 0)
    (Trade(compared_as=('importexport',), structure=False), 2)
    """
    known = trades()
    for length in range(min(_most_words_from(words[at]), len(words) - at), 0, -1):
        if found := known.get(" ".join(words[at : at + length])):
            return found, length
    return None, 0


def without_trades(word: str) -> tuple[str, list[Trade]]:
    """A word in characters, kana or Hangul without the trade words that it ends with.

    One letter never stays alone: it belongs to what stands behind it.

    >>> without_trades("例子技术")[0], without_trades("软件技术")[0], without_trades("人力资源")[0]
    ('例子', '', '人力资源')
    """
    rest, found = word, list[Trade]()
    while rest and (length := _ending(rest)):
        found.append(trades()[rest[-length:]])
        rest = rest[:-length]
    return (word, []) if len(rest) == 1 else (rest, found)


def _ending(word: str) -> int:
    """How long the longest trade word is that a word ends with; 0 for none."""
    known = trades()
    longest = min(_longest(), len(word))
    return next((length for length in range(longest, 1, -1) if word[-length:] in known), 0)


@cache
def trades() -> dict[str, Trade]:
    """Each word of ``company_trades.csv`` with what it says."""
    rows = reference.table("company_trades").select("word", "kind", "compared_as").iter_rows()
    return {word: Trade(tuple(same.split()), kind == "structure") for word, kind, same in rows}


def _most_words_from(word: str) -> int:
    """How many words the longest trade word has that begins with this one; 0 where none does."""
    return _most_words().get(word, 0)


@cache
def _most_words() -> dict[str, int]:
    most: dict[str, int] = {}
    for words in map(str.split, trades()):
        most[words[0]] = max(most.get(words[0], 0), len(words))
    return most


@cache
def _longest() -> int:
    return max(len(word) for word in trades() if not word.isascii())


@cache
def spelling_variants() -> dict[str, str]:
    """Words that company names write in several ways, and the one they are compared as."""
    return dict(reference.table("company_words").select("word", "compared_as").iter_rows())

"""Company names, reconciled: legal forms off, places and trade words apart, variants as one.

Nothing is compared by near spelling here. A shared brand in two names proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from squatwatch.filers.legal_forms import legal_form, without_legal_forms
from squatwatch.filers.places import place_of_words, without_places
from squatwatch.filers.trades import (
    Trade,
    spelling_variants,
    trade_of_words,
    without_trades,
)
from squatwatch.text.bulk import han_fold_all, normalize_all
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import joined, normalize

_MANY_NAMES = 262_144
"""How many names are remembered: those of a watch list and of a night."""


@dataclass(frozen=True, slots=True)
class CompanyName:
    """What identifies a company.

    ``residue``: all but legal form and places, in its order. ``places``: by their Chinese names.
    ``legal_form``: its family (Co., Ltd. and 有限公司 are one); empty where the name has none.
    ``distinctive``: the words of the residue that are the company's own, in their script.
    ``trades`` and ``structure``: what the others say, as ``company_trades.csv`` has it.
    """

    residue: str
    places: frozenset[str]
    legal_form: str = ""
    distinctive: tuple[str, ...] = ()
    trades: frozenset[str] = frozenset()
    structure: frozenset[str] = frozenset()

    @property
    def own(self) -> str:
        """The company's own words, joined."""
        return "".join(self.distinctive)

    @property
    def is_company(self) -> bool:
        """Whether anything in the name says that it is one: it may be a person's otherwise."""
        return bool(self.legal_form or self.trades or self.structure)


@lru_cache(maxsize=_MANY_NAMES)
def company_name(name: str) -> CompanyName:
    """The reconciled name; the residue is empty for an empty name, never for another.

    >>> found = company_name("Xiaomi Technology (Beijing) Company Limited")
    >>> found.residue, found.own, set(found.trades), set(found.places)
    ('xiaomitech', 'xiaomi', {'tech'}, {'北京'})
    >>> company_name("北京小米科技有限责任公司").residue
    '小米科技'
    """
    return company_of(han_fold(normalize(name, with_legal_form=True)))


def company_names(names: pl.Series) -> dict[str, CompanyName]:
    """The ``company_name`` of every distinct name; nulls have none.

    >>> company_names(pl.Series(["Example Ltd", None, "Example Ltd"])) == {
    ...     "Example Ltd": company_name("Example Ltd")
    ... }
    True
    """
    distinct = names.drop_nulls().unique()
    normalized = han_fold_all(normalize_all(distinct, with_legal_form=True))
    return dict(zip(distinct, map(company_of, normalized), strict=True))


@lru_cache(maxsize=_MANY_NAMES)
def company_of(normalized: str) -> CompanyName:
    """The reconciled name of a text that is normalised with its legal form and folded."""
    words = normalized.split()
    bare = without_legal_forms(words)
    kept = [same for same in (spelling_variants().get(word, word) for word in bare) if same]
    found = _parted(kept)
    if not (found.own or found.trades):
        # A company called by places or legal forms alone keeps them: else all such would be one.
        found = _Parts(own=[*kept] or [*bare], residue=[*kept] or [*bare])
    return CompanyName(
        "".join(found.residue), frozenset(found.places), legal_form(words), tuple(found.own),
        *found.said(),
    )  # fmt: skip


class _Parts:
    """The parts of a name while it is read from left to right."""

    def __init__(self, own: Collection[str] = (), residue: Collection[str] = ()) -> None:
        self.own = list(own)
        self.residue = list(residue)
        self.places: list[str] = []
        self.trades: list[Trade] = []

    def said(self) -> tuple[frozenset[str], frozenset[str]]:
        """What the trade words say: of the trade, of the structure."""
        if not self.trades:
            return frozenset(), frozenset()
        words = [(word, trade.structure) for trade in self.trades for word in trade.compared_as]
        trades = frozenset([word for word, structure in words if not structure])
        return trades, frozenset([word for word, structure in words if structure])


def _parted(words: list[str]) -> _Parts:
    parts, at = _Parts(), 0
    while at < len(words):
        place, length = place_of_words(words, at)
        if place:
            parts.places.append(place)
            at += length
            continue
        trade, length = trade_of_words(words, at)
        if trade:
            parts.trades.append(trade)
            parts.residue += words[at : at + length]
        elif words[at].isascii():
            parts.own.append(words[at])
            parts.residue.append(words[at])
        else:
            _add_unspaced(parts, words[at])
        at += length or 1
    return parts


def _add_unspaced(parts: _Parts, word: str) -> None:
    """A word in characters: places where it begins, trade words where it ends.

    安踏(中国)有限公司 comes as the words 安踏 and 中国, since brackets become spaces.
    """
    without, places = without_places(word)
    own, trades = without_trades(without)
    parts.places += places
    parts.trades += trades
    parts.residue.append(without)
    if own:
        parts.own.append(own)


def agreeing_places(a: CompanyName, b: CompanyName) -> bool:
    """Whether the places of one are among those of the other.

    Where a name has no words of its own (青岛啤酒), the place is what it goes by: they are equal.
    """
    if not (a.distinctive and b.distinctive):
        return a.places == b.places
    return a.places <= b.places or b.places <= a.places


def same_words(a: CompanyName, b: CompanyName) -> bool:
    """Whether trades and the group's structure are the same, in whatever order and language."""
    return a.trades == b.trades and a.structure == b.structure


def joined_name(name: str) -> str:
    """A name as one word, to compare with a residue.

    >>> joined_name("Wang Lao Ji")
    'wanglaoji'
    """
    return joined(han_fold(normalize(name)))

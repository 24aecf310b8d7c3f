"""A mark beside the form that it resembles, letter by letter: which of them agree.

The best alignment by edits, what stands around the form in the mark costing nothing. It shows
what the hit says; the match relation itself is in ``squatwatch.match``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from squatwatch.model import Filing, Hit
from squatwatch.report.plain import plain
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import in_plain_letters, joined, normalize

MOST_LETTERS = 120
"""Letters of a text that are aligned: a description may have thousands."""

Kind = Literal["same", "alike", "differs", "outside"]

_CLUSTER = regex.compile(r"\X")
_NO_LETTER = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is printed, and as it is compared; compared as nothing when it is none.

    ``begins`` says that a word begins with it.
    """

    shown: str
    key: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A letter of the mark over one of the form; either may be missing.

    ``alike``: they differ, and the hit rests on their sound. ``outside``: of the mark, beside
    what resembles the form. ``begins``: with a word of the mark.
    """

    above: str
    below: str
    kind: Kind
    begins: bool = False


def columns(hit: Hit, filing: Filing) -> tuple[Column, ...]:
    """The text of the filing that was hit over the form that it resembles.

    >>> filing = Filing("DE", "1", mark_text="Tok-Tok")
    >>> hit = Hit("b", "TIKTOK", "official-latin", 1, "toktok", "mark", "spelling", 1, 0.83)
    >>> [(one.above, one.below, one.kind) for one in columns(hit, filing)][:3]
    [('T', 'T', 'same'), ('o', 'I', 'differs'), ('k', 'K', 'same')]
    """
    above = [one for one in letters_of(text_hit(hit, filing)) if one.key][:MOST_LETTERS]
    below = [one for one in letters_of(hit.form) if one.key][:MOST_LETTERS]
    unlike: Kind = "alike" if hit.relation == "sound" else "differs"
    return tuple(_in_columns(above, below, unlike))


def text_hit(hit: Hit, filing: Filing) -> str:
    """The text of the filing in which the unit stands; the unit itself where none shows it."""
    texts: dict[str, Sequence[str]] = {
        "mark": (filing.mark_text,),
        "transliteration": filing.transliteration,
        "translation": filing.translation,
        "pseudo-mark": filing.pseudo_marks,
        "description": (filing.description,),
        "office-reading": filing.office_reading,
    }
    holding = (text for text in texts.get(hit.unit_source, ()) if _holds(text, hit.unit))
    return next(holding, hit.unit)


def _holds(text: str, unit: str) -> bool:
    return joined(normalize(unit)) in joined(normalize(text[:2_000]))


def letters_of(text: str) -> Iterator[Letter]:
    """The letters of a text, each as it is printed.

    >>> [(one.shown, one.key) for one in letters_of("É 華")]
    [('É', 'e'), ('華', '华')]
    """
    for word in unicodedata.normalize("NFC", plain(text)).split():
        printed = _CLUSTER.findall(word)
        # Look-alike letters of another alphabet are told by the word that they stand in.
        read = _CLUSTER.findall(in_plain_letters(word))
        if len(read) != len(printed):
            read = [in_plain_letters(sign) for sign in printed]
        for place, (shown, key) in enumerate(zip(printed, read, strict=True)):
            yield Letter(shown, _NO_LETTER.sub("", han_fold(key)), begins=not place)


def _in_columns(above: list[Letter], below: list[Letter], unlike: Kind) -> Iterator[Column]:
    steps = list(_steps([one.key for one in above], [one.key for one in below]))
    of_form = [place for place, (_, form) in enumerate(steps) if form is not None]
    first, last = (of_form[0], of_form[-1]) if of_form else (0, -1)
    for place, (mark, form) in enumerate(steps):
        top = above[mark] if mark is not None else None
        bottom = below[form] if form is not None else None
        kind: Kind = unlike if top and bottom else "differs"
        if top and bottom and top.key == bottom.key:
            kind = "same"
        elif not first <= place <= last:
            kind = "outside"
        yield Column(
            above=top.shown if top else "",
            below=bottom.shown if bottom else "",
            kind=kind,
            begins=bool(top and top.begins),
        )


def _steps(above: list[str], below: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of places, from the first to the last; None where one of the two has nothing."""
    costs = _costs(above, below)
    ends = range(len(above) + 1)
    row = min(ends, key=lambda place: (costs[place][-1], place))
    found: list[tuple[int | None, int | None]] = [(place, None) for place in range(row, len(above))]
    found.reverse()
    column = len(below)
    while column:
        row, column, step = _step_back(costs, above, below, row, column)
        found.append(step)
    found += [(place, None) for place in range(row - 1, -1, -1)]
    return reversed(found)


def _step_back(
    costs: list[list[int]], above: list[str], below: list[str], row: int, column: int
) -> tuple[int, int, tuple[int | None, int | None]]:
    """The step that led to a place of the table, and the place before it."""
    cost = costs[row][column]
    if row and cost == costs[row - 1][column - 1] + (above[row - 1] != below[column - 1]):
        return row - 1, column - 1, (row - 1, column - 1)
    if row and cost == costs[row - 1][column] + 1:
        return row - 1, column, (row - 1, None)
    return row, column - 1, (None, column - 1)


def _costs(above: list[str], below: list[str]) -> list[list[int]]:
    """Edits from a part of the mark, beginning anywhere, to the first letters of the form."""
    table = [list(range(len(below) + 1))]
    for mark in above:
        before, row = table[-1], [0]
        for place, form in enumerate(below):
            row.append(min(before[place] + (mark != form), before[place + 1] + 1, row[place] + 1))
        table.append(row)
    return table

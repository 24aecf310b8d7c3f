"""The filing's mark over the watched form: letters that agree are shaded and joined by a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from squatwatch.model import Filing, Hit
from squatwatch.report.html.letters import Column, columns
from squatwatch.report.html.svg import element, line, picture, words
from squatwatch.text.scripts import scripts_in

CELL, HIGH, BETWEEN = 26, 32, 12
"""Width and height of a letter's cell, and the room between a mark and a form, in pixels."""
APART = 8
"""Room between two words, in pixels."""
MOST_IN_A_LINE = 14
"""Letters in a line: so many that a phone shows them at about their size."""
MOST_OUTSIDE = 6
"""Letters of the mark that are shown on each side of what resembles the form."""

_MORE = Column("…", "", "outside")


@dataclass(frozen=True, slots=True)
class Agreement:
    """The picture, and of how many letters of the form how many agree."""

    picture: Markup
    same: int
    letters: int


def agreement(hit: Hit, filing: Filing, label: str) -> Agreement:
    """The picture of a hit; ``label`` says in words what it shows."""
    every = columns(hit, filing)
    rows = list(_lines(_shortened(every), from_the_right=_from_the_right(hit.form)))
    return Agreement(
        picture=_drawn(rows, label),
        same=sum(one.kind == "same" for one in every),
        letters=sum(bool(one.below) for one in every),
    )


def _drawn(rows: Sequence[Sequence[Column]], label: str) -> Markup:
    line_height = 2 * HIGH + BETWEEN + 16
    width = max((_begins(row)[-1] for row in rows), default=CELL)
    drawn = [
        _cells(column, x, number * line_height)
        for number, row in enumerate(rows)
        for column, x in zip(row, _begins(row), strict=False)
    ]
    return picture(width, line_height * max(len(rows), 1) - 16, *drawn, label=label)


def _begins(row: Sequence[Column]) -> list[float]:
    """Where each letter of a line begins, and where the last one ends."""
    places = [0.0]
    for after in (*row[1:], None):
        places.append(places[-1] + CELL + (APART if after and after.begins else 0))
    return places


def _cells(column: Column, x: float, y: float) -> Markup:
    middle = x + CELL / 2
    parts = [
        _cell(column.above, column.kind, x, y),
        _cell(column.below, column.kind, x, y + HIGH + BETWEEN),
    ]
    if column.kind in ("same", "alike"):
        parts.append(line(middle, y + HIGH, middle, y + HIGH + BETWEEN, f"joint {column.kind}"))
    return Markup("").join(parts)


def _cell(shown: str, kind: str, x: float, y: float) -> Markup:
    if not shown:
        return Markup("")
    box = element("rect", x=x + 1, y=y, width=CELL - 2, height=HIGH, rx=3, class_=f"cell {kind}")
    return box + words(shown, x + CELL / 2, y + HIGH * 0.68, class_=f"letter {kind}")


def _shortened(every: Sequence[Column]) -> list[Column]:
    """Without most of what stands far from the part that resembles the form."""
    inner = [place for place, column in enumerate(every) if column.kind != "outside"]
    if not inner:
        return list(every[: 2 * MOST_OUTSIDE])
    first, last = max(inner[0] - MOST_OUTSIDE, 0), inner[-1] + MOST_OUTSIDE + 1
    before = [_MORE] if first else []
    after = [_MORE] if last < len(every) else []
    return [*before, *every[first:last], *after]


def _lines(shown: Sequence[Column], *, from_the_right: bool) -> Iterator[list[Column]]:
    """Lines of about the same length, each in the direction in which it is read."""
    count = -(-len(shown) // MOST_IN_A_LINE)
    length = -(-len(shown) // count) if count else 0
    for start in range(0, len(shown), length or 1):
        row = list(shown[start : start + length])
        if from_the_right:
            row = [replace(_MORE, above="")] * (length - len(row)) + row[::-1]
        yield row


def _from_the_right(text: str) -> bool:
    """Whether a text is read from the right."""
    return scripts_in(text).most_common(1)[:1] == [("arabic", scripts_in(text)["arabic"])]

"""A filer group as a graph: its filers on the left, the brands that they took on the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.filers.keys import filer_key
from squatwatch.model import Alert
from squatwatch.report.html.svg import element, fitted, picture, words

WIDTH, STEP, LETTERS = 420, 30, 13
"""Width of the picture, room for a line of it, and size of its letters, in pixels."""
FILERS_END, BRANDS_BEGIN = 208, 280
"""Where the names on the left end and those on the right begin."""
MOST_NODES = 12
"""Names drawn on a side; the table beside the picture has all of them."""


def filer_graph(warning: GroupWarning, label: str, more: Callable[[int], str]) -> Markup:
    """Who filed marks like which brands, a line the thicker the more filings.

    ``more`` says how many more there are on a side than are drawn.
    """
    filers, brands = filer_names(warning), list(warning.brands)
    left = _places(len(filers), max(len(filers), len(brands)))
    right = _places(len(brands), max(len(filers), len(brands)))
    at_left = {filer_key(name): y for name, y in zip(filers, left, strict=False)}
    at_right = {one.brand_id: y for one, y in zip(brands, right, strict=False)}
    names = [next(iter(brand.names), brand.brand_id) for brand in brands]
    ties = Counter(_ties(warning.alerts, set(at_left)))
    drawn = [
        *(
            _tie(at_left[filer], at_right[brand], number)
            for (filer, brand), number in sorted(ties.items())
            if filer in at_left and brand in at_right
        ),
        *_nodes(filers, left, FILERS_END, "end", more),
        *_nodes(names, right, BRANDS_BEGIN, "start", more),
    ]
    lines = min(max(len(filers), len(brands)), MOST_NODES + 1)
    return picture(WIDTH, lines * STEP, *drawn, label=label)


def filer_names(warning: GroupWarning) -> list[str]:
    """The filers, each by the first spelling of its name; the group's own where none has one."""
    names: dict[str, str] = {}
    for name in warning.filers:
        names.setdefault(filer_key(name) or name, name)
    return list(names.values()) or [warning.filer_group]


def _ties(alerts: Sequence[Alert], filers: set[str]) -> Iterator[tuple[str, str]]:
    """Filer and brand of each alert; of a filing that names none of the filers, all of them."""
    for alert in alerts:
        found = alert.assessment
        named = {filer_key(one.name) for one in found.filing.applicants} & filers
        yield from ((filer, found.brand.brand_id) for filer in named or filers)


def _places(count: int, lines: int) -> list[float]:
    """The heights of the names on a side, in the middle of the picture."""
    shown = min(count, MOST_NODES)
    side, whole = min(count, MOST_NODES + 1), min(lines, MOST_NODES + 1)
    above = (whole - side) * STEP / 2
    return [above + (place + 0.5) * STEP for place in range(shown)]


def _tie(left: float, right: float, filings: int) -> Markup:
    bend = (FILERS_END + BRANDS_BEGIN) / 2
    begin, end = FILERS_END + 10, BRANDS_BEGIN - 10
    path = f"M{begin} {left:g}C{bend:g} {left:g} {bend:g} {right:g} {end} {right:g}"
    return element("path", d=path, class_="tie", stroke_width=min(1 + filings / 2, 5))


def _nodes(
    names: Sequence[str], places: Sequence[float], x: float, anchor: str, more: Callable[[int], str]
) -> Iterator[Markup]:
    room = FILERS_END - 4 if anchor == "end" else WIDTH - BRANDS_BEGIN - 4
    dot = x + 8 if anchor == "end" else x - 8
    for name, y in zip(names, places, strict=False):
        shown = fitted(name, room, LETTERS)
        yield element("circle", cx=dot, cy=y, r=4, class_="node")
        yield words(shown, x, y + 4.5, class_="name", text_anchor=anchor)
    if len(names) > len(places):
        below = (places[-1] if places else 0) + STEP
        told = more(len(names) - len(places))
        yield words(told, x, below + 4.5, class_="name more", text_anchor=anchor)

"""Pictures as text: a few elements of SVG, every value in them escaped."""

from __future__ import annotations

from unicodedata import east_asian_width

from markupsafe import Markup, escape

from squatwatch.report.plain import plain


def element(name: str, *inside: Markup, **attributes: object) -> Markup:
    """An element; ``_`` stands for ``-`` in names of attributes, one at the end for nothing.

    >>> element("rect", x=1.5, width=2.0, class_="a", text_anchor='"')
    Markup('<rect x="1.5" width="2" class="a" text-anchor="&#34;"></rect>')
    """
    # Made by hand: Markup.format takes ten times as long, and a page has ten thousand elements.
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{told}>{''.join(map(escape, inside))}</{name}>")  # noqa: S704


def picture(width: float, height: float, *inside: Markup, label: str = "") -> Markup:
    """A whole picture at its natural size; without a label it is one that a table tells beside."""
    told: dict[str, object] = {"role": "img", "aria_label": plain(label)} if label else {}
    return element(
        "svg",
        *inside,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        **(told or {"aria_hidden": "true", "focusable": "false"}),
    )


def words(text: str, x: float, y: float, **attributes: object) -> Markup:
    """A text that stands at a point."""
    return element("text", escape(plain(text)), x=x, y=y, **attributes)


def bar(x: float, width: float, height: float, kind: str, y: float = 0) -> Markup:
    """A bar that is seen however short it is."""
    return element(
        "rect", x=x, y=y, width=max(width, 1.5), height=height, rx=1.5, class_=f"bar {kind}"
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def fitted(text: str, room: float, size: float) -> str:
    """The text as far as there is room for it in letters of a size, in the same unit.

    >>> fitted("LUCKIN COFFEE", 60, 12), fitted("瑞幸咖啡", 60, 12)
    ('LUCKIN…', '瑞幸咖啡')
    """
    shown = plain(text)
    while len(shown) > 1 and width(shown, size) > room:
        shown = shown[:-2].rstrip() + "…"
    return shown


def width(text: str, size: float) -> float:
    """About how wide a text is: fonts differ, so rather too much than too little."""
    return sum(_share(sign) for sign in text) * size


def _share(sign: str) -> float:
    """The width of a character as a share of the size of its letters."""
    if east_asian_width(sign) in "WF":
        return 1.0
    return 0.68 if sign.isupper() else 0.58


def _value(value: object) -> str:
    """A value of an attribute; a number with as many places as can be seen."""
    return f"{round(value, 2):g}" if isinstance(value, int | float) else str(value)

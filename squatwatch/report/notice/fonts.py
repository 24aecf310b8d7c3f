"""Which fonts of the machine a notice is set in as PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import typst

from squatwatch import reference
from squatwatch.errors import DataError

INSTALL = (
    "install fonts with Chinese characters, such as fonts-noto-cjk (Debian, Ubuntu),"
    " google-noto-cjk-fonts (Fedora) or noto-fonts-cjk (Arch), or ask for --format docx"
)


@dataclass(frozen=True, slots=True)
class NoticeFonts:
    """The families for text and for headings."""

    text: str
    heading: str


def fonts_available() -> NoticeFonts | None:
    """The fonts that a notice would be set in; None where the machine has none for Chinese."""
    return chosen(_families())


def chosen(families: Collection[str]) -> NoticeFonts | None:
    """The first family for each use; one that is missing is taken from the other use.

    >>> chosen(["SimSun", "Libertinus Serif"])
    NoticeFonts(text='SimSun', heading='SimSun')
    >>> chosen(["Libertinus Serif"])
    """
    rows = reference.table("notice_fonts").iter_rows()
    found: dict[str, str] = {}
    for use, family in rows:
        if family in families:
            found.setdefault(use, family)
    if not found:
        return None
    either = next(iter(found.values()))
    return NoticeFonts(found.get("text", either), found.get("heading", either))


def needed_fonts() -> NoticeFonts:
    """The fonts that a notice is set in.

    Raises:
        DataError: the machine has none; it names what to install.
    """
    found = fonts_available()
    if found is None:
        raise DataError("no font here has Chinese characters, which a PDF needs", do=INSTALL)
    return found


@cache
def machine_fonts() -> typst.Fonts:
    """The fonts of the machine, looked for once."""
    return typst.Fonts()


@cache
def _families() -> frozenset[str]:
    return frozenset(machine_fonts().families())

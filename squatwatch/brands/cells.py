"""One row taken apart, column by column, with a note of every mistake in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from squatwatch.brands.rows import Row
from squatwatch.errors import Mistake

T = TypeVar("T")
D = TypeVar("D")

_BETWEEN_ITEMS = re.compile("[;；]")
_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of Persian and Indian names."""
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LOST = "\ufffd"


class Cells:
    """The cells of a row. A value that is wrong is noted in ``mistakes`` and read as absent."""

    def __init__(self, row: Row) -> None:
        """Take the row; nothing is checked before it is asked for."""
        self.row = row.number
        self.mistakes: list[Mistake] = []
        self._cells = row.cells

    def wrong(self, column: str, message: str) -> None:
        """Note a mistake in a column."""
        self.mistakes.append(Mistake(self.row, column, message))

    def need(self, *columns: str) -> None:
        """Note a mistake unless one of the columns is filled."""
        if not any(_BETWEEN_ITEMS.sub("", self._cells.get(name, "")).strip() for name in columns):
            self.wrong(" or ".join(columns), "needed, but empty")

    def text(self, column: str) -> str:
        """The cell as one line, trimmed and in Unicode's composed form (NFC)."""
        text = _composed(self._cells.get(column, ""))
        if "\n" in text:
            self.wrong(column, "holds a line break; write it on one line")
            return ""
        return self._printable(column, text)

    def lines(self, column: str) -> str:
        """The cell as text that may run over several lines."""
        text = _composed(self._cells.get(column, ""))
        return text if self._printable(column, text.replace("\n", "").replace("\t", "")) else ""

    def one(self, column: str, parse: Callable[[str], T], absent: D) -> T | D:
        """The value of the cell, ``absent`` when it is empty or wrong."""
        values = self._parsed(column, [text] if (text := self.text(column)) else [], parse)
        return values[0] if values else absent

    def many(self, column: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """The items of a list with ``;`` between them, without empty and repeated ones."""
        items = [item.strip() for item in _BETWEEN_ITEMS.split(self.text(column))]
        return tuple(dict.fromkeys(self._parsed(column, [item for item in items if item], parse)))

    def _parsed(self, column: str, texts: list[str], parse: Callable[[str], T]) -> list[T]:
        values = []
        for text in texts:
            try:
                values.append(parse(text))
            except ValueError as error:
                self.wrong(column, str(error))
        return values

    def _printable(self, column: str, text: str) -> str:
        if text.isprintable() and _LOST not in text:
            return text
        for character in text:
            if _cannot_be_meant(character):
                code = f"U+{ord(character):04X}"
                self.wrong(column, f"holds {code}, which cannot be printed; type the value anew")
                return ""
        return text


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _cannot_be_meant(character: str) -> bool:
    """Whether a character is a control, a lone surrogate, a sign of loss or no character."""
    if character in _JOINERS:
        return False
    if unicodedata.category(character) in _UNPRINTABLE or character == _LOST:
        return True
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF

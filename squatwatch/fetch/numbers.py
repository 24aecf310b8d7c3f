"""The file of ``--numbers``: one number of the EUIPO a line."""

from __future__ import annotations

import re
from pathlib import Path

from squatwatch.errors import DataError, Mistake, MistakesError
from squatwatch.files import read_bytes

_NUMBER = re.compile(r"\d{9}|W\d{8}[A-Z]?", re.ASCII)
_EIGHT = re.compile(r"\d{8}", re.ASCII)


def read_numbers(path: Path) -> tuple[str, ...]:
    """The numbers of a file, in its order; blank lines and what follows a ``#`` do not count.

    Spaces inside a number are left out. Eight digits get the zero before them that a spreadsheet
    takes away. Raises ``MistakesError`` for lines that are no number, ``DataError`` for a file
    that has none or cannot be read.
    """
    found: list[str] = []
    mistakes: list[Mistake] = []
    text = read_bytes(path).decode("utf-8-sig", errors="replace")
    for row, line in enumerate(text.splitlines(), start=1):
        said = "".join(line.partition("#")[0].split()).upper()
        number = f"0{said}" if _EIGHT.fullmatch(said) else said
        if _NUMBER.fullmatch(number):
            found.append(number)
        elif said:
            wrong = f"{said[:20]} is no number of nine digits, or of W and eight"
            mistakes.append(Mistake(row, "", wrong))
    if mistakes:
        raise MistakesError(str(path), mistakes)
    if not found:
        raise DataError("has no number", where=str(path), do="write one number on each line")
    return tuple(found)

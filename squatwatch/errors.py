"""The errors that a person can mend, and how they are told.

Every error says three things: what happened, where (file, line or record) and what to do.
The command line prints it as one line and ends with exit code 2; the library raises it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SquatwatchError(Exception):
    """Something a person can mend.

    ``what`` happened, ``where`` (file, line or record; empty when it has no place) and what to
    ``do`` about it.

    >>> str(SquatwatchError("the file is empty", where="brands.csv", do="add a header row"))
    'brands.csv: the file is empty; add a header row'
    """

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what = what
        self.where = where
        self.do = do
        super().__init__(self.line())

    def line(self) -> str:
        """The error as one line."""
        place = f"{self.where}: " if self.where else ""
        remedy = f"; {self.do}" if self.do else ""
        return f"{place}{self.what}{remedy}"


class ConfigError(SquatwatchError):
    """A setting, option or combination of options that cannot be used."""


class DataError(SquatwatchError):
    """A file that cannot be used, or not as it is."""


class StoreError(SquatwatchError):
    """The store is missing, held by another process, damaged or of another version."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an input file: its row (1 is the header), its column, what is wrong."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        """``row 3, classes: 46 is no Nice class``."""
        place = f"row {self.row}, {self.column}" if self.column else f"row {self.row}"
        return f"{place}: {self.message}"


class MistakesError(DataError):
    """All the mistakes of one file, told together.

    >>> print(MistakesError("b.csv", [Mistake(2, "classes", "46 is no Nice class (1 to 45)")]))
    b.csv: row 2, classes: 46 is no Nice class (1 to 45); correct the file and try again
    """

    def __init__(
        self,
        file: str,
        mistakes: Sequence[Mistake],
        *,
        do: str = "correct the file and try again",
    ) -> None:
        self.mistakes = tuple(mistakes)
        if len(self.mistakes) == 1:
            what = str(self.mistakes[0])
        else:
            listed = "".join(f"\n  {mistake}" for mistake in self.mistakes)
            what = f"{len(self.mistakes)} mistakes{listed}\n"
        super().__init__(what, where=file, do=do)

    def line(self) -> str:
        """One line for one mistake; a heading and a line each for several."""
        if len(self.mistakes) == 1:
            return super().line()
        return f"{self.where}: {self.what}{self.do}"

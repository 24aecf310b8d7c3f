"""Where filings come from: files, what became of their records, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from squatwatch.model.kinds import SourceState


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the records of a batch or a file."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The counts of both.

        >>> Counts(new=1, changed=2) + Counts(new=3)
        Counts(new=4, changed=2, unchanged=0, deleted=0)
        """
        return Counts(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.deleted + other.deleted,
        )


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that could not be read: where it stands and why it was set aside."""

    file: str
    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an office as the store knows it, by its content.

    ``digest`` is the SHA-256 of its bytes in hexadecimal, ``name`` and ``size`` (bytes) those it
    had, ``reader`` the short name of the reader, ``taken_on`` the day that the caller gave.
    ``counts`` and ``set_aside`` (how many records) are those of the whole file once ``state`` is
    ``taken``.
    """

    digest: str
    name: str
    size: int
    reader: str
    taken_on: date
    counts: Counts = Counts()
    set_aside: int = 0
    state: SourceState = "begun"

"""How a fetch tells of its progress."""

from __future__ import annotations

from typing import Protocol


class Telling(Protocol):
    """Is told of the progress of a fetch, in bytes or records, and in seconds."""

    def begins(self, name: str, done: int, total: int | None, *, records: bool = False) -> None:
        """A file begins or goes on: ``done`` bytes of ``total``, or so many records, are there."""

    def moves(self, count: int) -> None:
        """So many bytes or records more are there."""

    def waits(self, reason: str, seconds: float) -> None:
        """Nothing moves for some seconds, and why."""

    def ends(self, name: str) -> None:
        """The file is in the inbox, or given up."""


class Silence:
    """Tells nothing."""

    def begins(self, name: str, done: int, total: int | None, *, records: bool = False) -> None:
        """Tells nothing."""

    def moves(self, count: int) -> None:
        """Tells nothing."""

    def waits(self, reason: str, seconds: float) -> None:
        """Tells nothing."""

    def ends(self, name: str) -> None:
        """Tells nothing."""

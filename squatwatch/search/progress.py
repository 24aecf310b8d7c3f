"""Telling how far a long search has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told what is being done, how much of it is done, and how much there is."""

    def __call__(self, what: str, done: int, of: int) -> None:
        """``what`` is a label of ``reference/labels.csv``; ``done`` counts up to ``of``."""
        ...


def untold(what: str, done: int, of: int) -> None:
    """Tell nobody."""

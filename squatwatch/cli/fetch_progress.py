"""The progress of ``squatwatch fetch``, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from squatwatch.cli.output import say
from squatwatch.fetch import Telling

TOLD_WAIT = 5.0
"""Seconds from which on a wait is told where there is no progress bar."""


@contextmanager
def telling(*, quiet: bool) -> Iterator[Telling]:
    """A progress bar on a terminal, lines about long waits elsewhere."""
    console = Console(file=sys.stderr)
    if quiet or not console.is_terminal:
        yield Plain(quiet=quiet)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        _Amount(),
        _Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as progress:
        yield Bar(progress)


class Plain:
    """Tells of long waits only."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def begins(self, name: str, done: int, total: int | None, *, records: bool = False) -> None:
        """Tells nothing."""

    def moves(self, count: int) -> None:
        """Tells nothing."""

    def waits(self, reason: str, seconds: float) -> None:
        """Tells of a wait that makes a person wonder."""
        if seconds >= TOLD_WAIT:
            say(f"  waiting {seconds:,.0f} seconds: {reason}", quiet=self._quiet)

    def ends(self, name: str) -> None:
        """Tells nothing."""


class Bar:
    """A progress bar with rate and time left; one file at a time."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begins(self, name: str, done: int, total: int | None, *, records: bool = False) -> None:
        """Shows the file from where it is."""
        self._drop()
        self._task = self._progress.add_task(name, total=total, completed=done, records=records)

    def moves(self, count: int) -> None:
        """Moves the bar."""
        if self._task is not None:
            self._progress.advance(self._task, count)

    def waits(self, reason: str, seconds: float) -> None:
        """Says so above the bar."""
        self._progress.console.print(f"waiting {seconds:,.0f} seconds: {reason}", markup=False)

    def ends(self, name: str) -> None:
        """Takes the bar away."""
        self._drop()

    def _drop(self) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
            self._task = None


class _Amount(DownloadColumn):
    """Bytes of bytes; records of records."""

    _records = MofNCompleteColumn()

    def render(self, task: Any) -> Any:
        """The amount in the unit of the task."""
        return self._records.render(task) if task.fields.get("records") else super().render(task)


class _Rate(TransferSpeedColumn):
    """Bytes a second; records a second of records."""

    def render(self, task: Any) -> Text:
        """The rate in the unit of the task."""
        if not task.fields.get("records"):
            return super().render(task)
        return Text(f"{task.finished_speed or task.speed or 0:.1f}/s")

"""What a long search tells on stderr, and the memory that it may take."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from squatwatch.cli.output import say
from squatwatch.config import Language
from squatwatch.errors import ConfigError
from squatwatch.report.labels import label
from squatwatch.search import MEMORY
from squatwatch.search.progress import Progress as Told
from squatwatch.search.progress import untold

LEAST_MEMORY = 256 * 1024**2
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4}
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([kmgt])(?:i?b)?\s*", re.IGNORECASE)


def memory_of(given: str | None) -> int:
    """Bytes that the search may take, from a size such as ``2GiB`` or ``800MB``.

    >>> memory_of("2GiB") == memory_of("2g") == 2 * 1024**3
    True
    """
    if given is None:
        return MEMORY
    found = _SIZE.fullmatch(given)
    size = int(float(found.group(1)) * _UNITS[found.group(2).lower()]) if found else 0
    if size < LEAST_MEMORY:
        raise ConfigError(
            f"--memory is {given!r}", do="give a size of 256MiB or more, such as 2GiB"
        )
    return size


@contextmanager
def searching(lang: Language, *, quiet: bool) -> Iterator[Told]:
    """A bar with rate and time left on a terminal; elsewhere only what makes a person wonder."""
    if quiet:
        yield untold
        return
    console = Console(file=sys.stderr)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        yield _Bar(bar, lang)


class _Bar:
    """A bar for each thing that is done, and a line for what is told once."""

    def __init__(self, bar: Progress, lang: Language) -> None:
        self._bar = bar
        self._lang: Language = lang
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, of: int) -> None:
        """Move the bar of ``what``; say it where there is no amount."""
        text = label(what, self._lang)
        if not of:
            self._say(text)
            return
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(text, total=of)
        self._bar.update(self._tasks[what], completed=done, total=of)

    def _say(self, text: str) -> None:
        if self._bar.disable:
            say(text)
        else:
            self._bar.console.print(text, markup=False, highlight=False)


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")

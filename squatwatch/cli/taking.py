"""What ``ingest`` tells while it takes files, and at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from squatwatch.cli.output import say
from squatwatch.errors import DataError
from squatwatch.ingest import Outcome
from squatwatch.model import Counts
from squatwatch.report.plain import plain

SHOWN_SET_ASIDE = 5
"""Records set aside that are shown of a file."""
SHOWN_FILES = 50
"""Files up to which each has its line; of more only those with something to tell."""
INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended: 128 and the number of the signal."""


class Telling:
    """Lines on stderr, and on a terminal a bar with the bytes, their rate and the time left."""

    def __init__(self, sizes: Mapping[Path, int], *, quiet: bool) -> None:
        self._sizes = sizes
        self._quiet = quiet
        self._all = len(sizes)
        self._total = Counts()
        self._taken = self._known = self._set_aside = self._kept = 0
        self._failed: list[DataError] = []
        total = sum(sizes.values())
        self._bar = _bar(shown=total > 0 and not quiet and sys.stderr.isatty())
        self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Self:
        """Begin to show."""
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def read(self, count: int) -> None:
        """So many bytes more were read."""
        self._bar.advance(self._task, count)

    def outcome(self, outcome: Outcome) -> None:
        """What became of a file."""
        if outcome.error:
            self._failed.append(outcome.error)
        elif outcome.known:
            self._known += 1
            self.read(self._sizes.get(outcome.path, 0))
            if self._all <= SHOWN_FILES:
                self._line(f"{outcome.path}: already taken on {outcome.known.taken_on} 此前已导入")
        else:
            self._taken += 1
            self._total += outcome.counts
            self._set_aside += len(outcome.set_aside)
            self._kept += outcome.kept
            self._tell(outcome)

    def interrupted(self) -> None:
        """Ctrl-C: what is in the store and what is not."""
        self._line(
            f"interrupted 已中断: {self._taken:,} of {self._all:,} files were taken, "
            "nothing of the others; run it again to go on 再次运行即可继续"
        )

    def end(self) -> None:
        """The sum of all files; raises ``DataError`` when one failed."""
        if self._all > 1:
            counted = _counted(self._total, self._set_aside, self._kept)
            files = [f"{self._taken:,} taken 已导入", f"{self._known:,} already taken 此前已导入"]
            files.append(f"{len(self._failed):,} failed 失败")
            self._line(f"{self._all:,} files 个文件: {', '.join(files)}; {counted}")
        if len(self._failed) == 1:
            raise self._failed[0]
        if self._failed:
            listed = "".join(f"\n  {error.line()}" for error in self._failed)
            raise DataError(
                f"{len(self._failed)} of {self._all} files failed, the others were taken{listed}"
            )

    def _tell(self, outcome: Outcome) -> None:
        if self._all > SHOWN_FILES and not (outcome.set_aside or outcome.notes):
            return
        counted = _counted(outcome.counts, len(outcome.set_aside), outcome.kept)
        self._line(f"{outcome.path}: {counted}")
        for note in outcome.notes:
            self._line(f"  {note}")
        for record in outcome.set_aside[:SHOWN_SET_ASIDE]:
            self._line(f"  set aside 搁置: {record.file}, {record.position}: {record.reason}")
        if len(outcome.set_aside) > SHOWN_SET_ASIDE:
            self._line(f"  and {len(outcome.set_aside) - SHOWN_SET_ASIDE:,} more set aside")

    def _line(self, line: str) -> None:
        """One line, above the bar where there is one."""
        if self._quiet:
            return
        if self._bar.disable:
            say(plain(line))
        else:
            self._bar.console.print(plain(line), markup=False, highlight=False, soft_wrap=True)


def _counted(counts: Counts, set_aside: int, kept: int) -> str:
    deleted = f", {counts.deleted:,} deleted" if counts.deleted else ""
    raw = f", {kept:,} kept raw" if kept else ""
    return (
        f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged"
        f"{deleted}, {set_aside:,} set aside{raw}"
    )


def _bar(*, shown: bool) -> Progress:
    return Progress(
        TextColumn("ingest 导入"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not shown,
    )

"""``squatwatch sweep``: what is new, every night, without anyone watching."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from squatwatch.alerts.ignore_file import IGNORE_FILE, read_ignore
from squatwatch.alerts.journal import merge_journal
from squatwatch.alerts.run import RunResult
from squatwatch.cli.fetch import fetch_all
from squatwatch.cli.filings import STORE_MEMORY, jobs_for
from squatwatch.cli.options import (
    AsOfOption,
    LangOption,
    MemoryOption,
    QuietOption,
    StoreOption,
    as_of_day,
    settings_of,
)
from squatwatch.cli.output import FAILED, emit, say, terminal_width
from squatwatch.cli.scanning import tell_run
from squatwatch.cli.searching import memory_of, searching
from squatwatch.cli.taking import Telling
from squatwatch.cli.weighing import WeightsOption, weights_of
from squatwatch.config import Settings
from squatwatch.errors import SquatwatchError
from squatwatch.notify import deliver_all, ping, queue, recipients
from squatwatch.offices.ahead.reading import Wanted
from squatwatch.offices.files.folders import files_of
from squatwatch.report.coverage import counts_line, group_lines
from squatwatch.report.folder import has_something_to_tell, write_reports
from squatwatch.report.formats import FORMATS, format_of, format_of_file, rendered
from squatwatch.report.plain import plain
from squatwatch.report.run_lines import failure_lines, standing_line, told_line
from squatwatch.store import Store
from squatwatch.sweep import SweepOrder, take, unreported
from squatwatch.sweep import sweep as sweep_store


class _DryRunError(Exception):
    """Ends a dry run, so that nothing of it is written."""


def sweep(
    inbox: Annotated[
        Path | None, typer.Option(help="Where new files lie 收件目录 [inbox beside the store].")
    ] = None,
    fetch: Annotated[
        list[str] | None, typer.Option(help="Fetch from this source first 先下载; repeatable.")
    ] = None,
    store: StoreOption = None,
    level: Annotated[
        str | None, typer.Option(help="The lowest level told 最低等级 [medium].")
    ] = None,
    fail_on: Annotated[
        str | None, typer.Option(help="Exit code 1 from this level up 返回码阈值 [high].")
    ] = None,
    weights: WeightsOption = None,
    as_of: AsOfOption = None,
    reports: Annotated[
        Path | None, typer.Option(help="Where reports go 报告目录 [reports].")
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="Write this too 另写入; repeatable, by suffix."),
    ] = None,
    output_format: Annotated[
        str | None, typer.Option("--format", help=f"{', '.join(FORMATS)} [table].")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Look at all filings again 重新检索全部申请.")
    ] = False,
    keep_raw: Annotated[
        bool, typer.Option("--keep-raw", help="Keep records as they were given 保留原始记录.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be told, write nothing 只预览.")
    ] = False,
    lang: LangOption = None,
    memory: MemoryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Take what is new, match, weigh, remember and tell it; for every night 夜间巡检.

    New and changed filings are matched with all brands, new brands with all filings. What was
    told stays told. Run it again after any stop: nothing is lost or told twice.
    """
    settings = settings_of(
        store=store, lang=lang, level=level, fail_on=fail_on, weights=weights,
        inbox=str(inbox) if inbox else None, reports=str(reports) if reports else None,
    )  # fmt: skip
    shown = format_of(output_format) if output_format else None
    day, told = as_of_day(as_of), [(format_of_file(path, None), path) for path in output or ()]
    order = SweepOrder(
        day,
        level=settings.level,  # type: ignore[arg-type]
        settings=settings.of_the_findings(),
        weights=weights_of(settings),
        ignore=read_ignore(Path(IGNORE_FILE)),
        memory=memory_of(memory) // 2,  # the rest is for the database and what is found
    )
    recipients(settings, os.environ)  # a mistake in the table of regions is told before any work
    try:
        failures = fetch_all(fetch or (), inbox_of(settings), quiet=quiet)
        of_store = max(STORE_MEMORY, order.memory // 3)
        with Store.open(Path(settings.store), memory=of_store) as opened:
            if everything:
                opened.everything_due()
            night = _Night(
                opened, settings, order, failures,
                shown=shown, keep_raw=keep_raw, quiet=quiet,
            )  # fmt: skip
            code = night.previewed() if dry_run else night.swept(told)
    except BaseException:
        _say_alive(settings, ok=False)
        raise
    if not dry_run:
        _say_alive(settings, ok=code != FAILED)
    raise typer.Exit(code)


def inbox_of(settings: Settings) -> Path:
    """Where new files lie: the folder that is set, by itself the one beside the store."""
    return _beside_the_store(settings, "inbox")


def _beside_the_store(settings: Settings, name: str) -> Path:
    """The folder that a setting names; where nothing was set, the one beside the store."""
    folder = Path(getattr(settings, name))
    return Path(settings.store).parent / folder if folder == Path(name) else folder


def _say_alive(settings: Settings, *, ok: bool) -> None:
    """Ask for the address that waits for a sign of life, if one is set."""
    if unheard := ping(settings, os.environ, ok=ok):
        say(f"squatwatch: {plain(unheard)}")


@dataclass(frozen=True, slots=True)
class _Night:
    """One run of the sweep, from the inbox to the messages."""

    store: Store
    settings: Settings
    order: SweepOrder
    failures: Sequence[str]
    shown: str | None
    keep_raw: bool
    quiet: bool

    def swept(self, outputs: Sequence[tuple[str, Path]]) -> int:
        """Finish what was broken off, sweep what is new, report both; the exit code."""
        self._merge_journal()
        results, later = [], list[str]()
        if left := unreported(self.store):
            results.append(left)
            later += self._reported(left, ())
        failures = [*self.failures, *self._take()]
        with searching(self.settings.lang, quiet=self.quiet) as progress:
            result = sweep_store(
                self.store, self.order,
                failures=failures, before_commit=self._queue, progress=progress,
            )  # fmt: skip
        results.append(result)
        later += self._reported(result, outputs)
        self.store.sweep_finished(result.run_id, datetime.now(UTC))
        self._tell(result, later)
        return max(self._exit_code(one, later) for one in results)

    def previewed(self) -> int:
        """All of it done, told, and undone again; the exit code."""
        found: list[RunResult] = []
        with suppress(_DryRunError), self.store.atomically():
            failures = [*self.failures, *self._take()]
            found.append(sweep_store(self.store, self.order, failures=failures))
            raise _DryRunError
        self._tell(found[0], ())
        return self._exit_code(found[0], ())

    def _take(self) -> list[str]:
        """Take the new files of the inbox; a line for each that failed."""
        folder = inbox_of(self.settings)
        files = list(files_of([folder]))  # a folder that is not there fails as a file would
        sizes = {path: path.stat().st_size if path.exists() else 0 for path in files}
        with Telling(sizes, quiet=self.quiet) as telling:
            return take(
                self.store, files, today=self.order.as_of, jobs=jobs_for(list(sizes.values())),
                wanted=Wanted(self.keep_raw, {}, ""), told=telling.outcome,
            )  # fmt: skip

    def _queue(self, result: RunResult) -> None:
        """Put the messages of the sweep into the outbox."""
        queue(self.store, result, self.settings, os.environ)

    def _reported(self, result: RunResult, outputs: Sequence[tuple[str, Path]]) -> list[str]:
        """Write the reports, then send the messages; a line for each that failed."""
        failed = [*self._written(result, outputs)]
        self.store.sweep_reported(result.run_id)
        sent = deliver_all(self.store, self.settings, os.environ, datetime.now(UTC))
        return [*failed, *sent.failures]

    def _written(self, result: RunResult, outputs: Sequence[tuple[str, Path]]) -> Iterator[str]:
        lang, fail_on = self.settings.lang, self.settings.fail_on
        if has_something_to_tell(result):
            reports = _beside_the_store(self.settings, "reports")
            written = write_reports(
                result, reports, lang, fail_on=fail_on, issuer=self.settings.issuer
            )
            for path, error in written:
                if error:
                    yield error.line()
                else:
                    say(str(path), quiet=self.quiet)
        for name, path in outputs:
            try:
                emit(rendered(result, name, lang, fail_on=fail_on), path)
            except SquatwatchError as error:
                yield error.line()

    def _merge_journal(self) -> None:
        """Take in decisions that were taken while another process held the store."""
        merged = merge_journal(self.store)
        if merged.added:
            say(f"{merged.added:,} decisions of the journal 已并入的决定", quiet=self.quiet)
        if merged.set_aside_in:
            lines = len(merged.unknown) + len(merged.refused)
            say(f"squatwatch: {lines} lines of the journal were set aside in {merged.set_aside_in}")
        for line in merged.refused:
            say(plain(f"  {line.file}: {line.position}: {line.reason}"))

    def _tell(self, result: RunResult, later: Sequence[str]) -> None:
        """What went wrong, what is new, and what the run covered."""
        lang = self.settings.lang
        for line in (*failure_lines(result), *later):
            say(f"squatwatch: {plain(line)}")
        if self.shown or result.alerts:
            self._show(result, self.shown or "table")
        groups = map(plain, group_lines(result, lang))
        lines = (told_line(result, lang), standing_line(result, lang), counts_line(result, lang))
        tell_run(result, lang, *filter(None, lines), *groups, quiet=self.quiet)

    def _show(self, result: RunResult, name: str) -> None:
        """What was found, on stdout; without --format only when there is anything."""
        data = rendered(result, name, self.settings.lang, terminal_width(), self.settings.fail_on)
        emit(data, None, binary=FORMATS[name].binary)

    def _exit_code(self, result: RunResult, later: Sequence[str]) -> int:
        """2 when anything failed, findings or not; 1 when what is new is at the level or above."""
        if result.failures or later:
            return FAILED
        return 1 if result.at_or_above(self.settings.fail_on) else 0

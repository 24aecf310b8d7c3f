"""Files read ahead by processes of their own, given in their order.

Reading is Python at work on one core; what is read is written by one process. So each of a few
worker processes reads a file, puts what it has read into a folder (``spool``) and says so, and the
process that asked takes it from there when the file has its turn. The result is that of reading one
file after the other. No more files are read ahead than there are workers, plus one: the folder
stays as small as that.

A worker that dies fails the file it was reading, alone. Workers end with the process that started
them, however it ends, and take their folders with them.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self, TypeVar

from squatwatch.errors import DataError
from squatwatch.offices.ahead.reading import FILINGS, Read, Wanted, read_file
from squatwatch.offices.ahead.spool import Spooled, take
from squatwatch.offices.ahead.worker import Begin, Ended, Failed, Fault, Message, Progress, work
from squatwatch.offices.files.source import telling

_SPAWN = get_context("spawn")
"""A process is made anew: a copy of one that has threads, as those of DuckDB, may hang."""

T = TypeVar("T")


def read_ahead(
    files: Iterable[tuple[T, Path | None]],
    *,
    jobs: int,
    wanted: Wanted = FILINGS,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[tuple[T, Iterator[Read]]]:
    """For each file what it is known by, and what is read of it; nothing for one without path.

    ``jobs`` processes read what is ``wanted``; with one this process reads itself. ``progress`` is
    told of bytes read. What is read of a file raises ``DataError`` where the file, or its worker,
    fails.
    """
    if jobs == 1:
        with telling(progress):
            for key, path in files:
                yield key, read_file(path, wanted) if path else iter(())
        return
    with _Workers(jobs, progress, wanted) as workers:
        yield from workers.read(files)


@dataclass(slots=True)
class _Reading:
    """A file that is being read, or waits for it."""

    path: Path | None
    ready: deque[Spooled] = field(default_factory=deque)
    ended: bool = False
    error: Exception | None = None


class _Worker:
    """A process that reads one file at a time."""

    def __init__(self, folder: Path) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=work, args=(theirs, folder), daemon=True)
        with _without_ctrl_c():
            self.process.start()
        theirs.close()
        self.reading: _Reading | None = None

    def begin(self, reading: _Reading, wanted: Wanted) -> None:
        self.reading = reading
        with suppress(OSError):  # one that has died tells it by the end of its messages
            self.connection.send(Begin(str(reading.path), wanted))

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class _Workers:
    """The workers, with the folder of what they have read."""

    def __init__(self, jobs: int, progress: Callable[[int], None], wanted: Wanted) -> None:
        self._jobs = jobs
        self._progress = progress
        self._wanted = wanted
        self._folder = TemporaryDirectory(prefix="squatwatch-", ignore_cleanup_errors=True)
        self._workers: list[_Worker] = []
        self._waiting: deque[_Reading] = deque()
        self._started = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.end()
        self._folder.cleanup()

    def read(self, files: Iterable[tuple[T, Path | None]]) -> Iterator[tuple[T, Iterator[Read]]]:
        """What is read of the files, in their order."""
        coming = iter(files)
        ahead: deque[tuple[T, _Reading]] = deque()
        while True:
            while len(ahead) <= self._jobs and (following := next(coming, None)):
                ahead.append((following[0], self._waits(following[1])))
            self._employ()
            if not ahead:
                return
            key, reading = ahead.popleft()
            items = self._items(reading)
            yield key, items
            with suppress(DataError):  # what the caller did not want has to go all the same
                deque(items, maxlen=0)

    def _waits(self, path: Path | None) -> _Reading:
        reading = _Reading(path, ended=path is None)
        if path is not None:
            self._waiting.append(reading)
        return reading

    def _items(self, reading: _Reading) -> Iterator[Read]:
        while True:
            while reading.ready:
                yield take(reading.ready.popleft())
            if reading.error:
                raise reading.error
            if reading.ended:
                return
            self._employ()
            self._listen()

    def _employ(self) -> None:
        """Give the files that wait to the workers that do nothing, or to new ones."""
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.reading is None), None)
            if idle is None and len(self._workers) == self._jobs:
                return
            (idle or self._new()).begin(self._waiting.popleft(), self._wanted)

    def _new(self) -> _Worker:
        self._started += 1
        folder = Path(self._folder.name) / str(self._started)
        folder.mkdir()
        self._workers.append(_Worker(folder))
        return self._workers[-1]

    def _listen(self) -> None:
        """Wait for messages of the workers, and note what they say."""
        by_connection: dict[Any, _Worker] = {one.connection: one for one in self._workers}
        for ready in connection.wait(list(by_connection)):
            worker = by_connection[ready]
            try:
                self._note(worker, worker.connection.recv())
            except (EOFError, OSError):
                self._bury(worker)

    def _note(self, worker: _Worker, message: Message) -> None:
        if isinstance(message, Progress):
            self._progress(message.count)
            return
        reading = worker.reading
        assert reading is not None  # noqa: S101 - a worker speaks of the file that it was given
        if isinstance(message, Spooled):
            reading.ready.append(message)
            return
        worker.reading = None
        reading.ended = isinstance(message, Ended)
        if isinstance(message, Failed):
            reading.error = DataError(message.line)
        elif isinstance(message, Fault):
            reading.error = RuntimeError(message.text)
            reading.error.add_note(message.trace)

    def _bury(self, worker: _Worker) -> None:
        """Take leave of a worker that has died, and of the file that it was reading."""
        worker.end()
        self._workers.remove(worker)
        if worker.reading is not None:
            worker.reading.error = DataError(
                f"the process that read it was ended ({_end_of(worker)})",
                where=str(worker.reading.path),
                do="take it again; if the memory ran out, with --jobs 1",
            )


def _end_of(worker: _Worker) -> str:
    """What ended a process: ``SIGKILL``, or the code with which it ended."""
    code = worker.process.exitcode or 0
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Processes started in the block are not reached by Ctrl-C: who started them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its start, within that of a process, would end the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

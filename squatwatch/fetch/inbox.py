"""The inbox, and the folder beside it in which files are made before they go there.

What stands in the inbox is whole. A file grows in the working folder ``.inbox-fetch`` and gets
its place by one rename, once it is checked and on the disk; both folders must lie on one file
system for that. One process at a time works there.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from squatwatch.errors import DataError
from squatwatch.fetch.disk import telling_of_the_disk, to_disk
from squatwatch.fetch.errors import StoppedError
from squatwatch.fetch.ledger import Ledger


class Inbox:
    """An inbox that is there.

    Raises ``DataError`` when the folder is missing or is none.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir() or not folder.resolve().name:
            raise DataError(
                "there is no such folder",
                where=str(folder),
                do="make it, or name the inbox with --inbox",
            )
        self.folder = folder
        whole = folder.resolve()
        self.working = whole.with_name(f".{whole.name}-fetch")

    @cached_property
    def ledger(self) -> Ledger:
        """What was fetched into this inbox."""
        return Ledger(self.working)

    def has(self, name: str, size: int | None) -> bool:
        """Whether a file of that name, and of that size where it is known, is in the inbox."""
        file = self.folder / name
        return file.is_file() and size in (None, file.stat().st_size)

    def part(self, name: str) -> Path:
        """Where a file grows."""
        return self.working / f"{name}.part"

    def place(self, part: Path, name: str) -> Path:
        """Give a finished file its place in the inbox; it is on the disk when this returns."""
        target = self.folder / name
        with telling_of_the_disk(self.folder):
            to_disk(part)
            part.replace(target)
            to_disk(self.folder)
        return target

    @contextmanager
    def held(self) -> Iterator[None]:
        """Have the inbox for this process alone.

        Raises ``DataError`` when another process has it, ``StoppedError`` when the folders cannot
        be written to or lie on different file systems. The system frees the lock of a killed
        process.
        """
        with telling_of_the_disk(self.working):
            self.working.mkdir(exist_ok=True)
            self._check_one_disk()
            lock = (self.working / "lock").open("a+")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise self._taken() from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def _check_one_disk(self) -> None:
        if self.folder.stat().st_dev != self.working.stat().st_dev:
            raise StoppedError(
                f"lies on another file system than {self.working}, where files are made",
                where=str(self.folder),
                do="name a folder inside it with --inbox",
            )
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise StoppedError(
                "cannot be written to", where=str(self.folder), do="check its permissions"
            )

    def _taken(self) -> DataError:
        holder = (self.working / "lock").read_text(encoding="utf-8").strip()
        who = f"process {holder}" if holder.isdecimal() else "another process"
        return DataError(
            f"{who} is fetching into this inbox",
            where=str(self.folder),
            do="wait until it has ended and try again",
        )

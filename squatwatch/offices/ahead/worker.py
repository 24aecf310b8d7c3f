"""A process that reads files for another one, and the messages between them."""

from __future__ import annotations

import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree

from squatwatch.errors import SquatwatchError
from squatwatch.offices.ahead import spool
from squatwatch.offices.ahead.reading import Wanted, read_file
from squatwatch.offices.ahead.spool import Spooled
from squatwatch.offices.files.source import telling

_EVERY = 0.2
"""Seconds between two messages about progress."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Read this file."""

    path: str
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Progress:
    """So many bytes were read since the last message of this kind."""

    count: int


@dataclass(frozen=True, slots=True)
class Ended:
    """All of the file was read."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The file cannot be read, or not to its end: why, as one line."""

    line: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of squatwatch itself."""

    text: str
    trace: str


Message = Spooled | Progress | Ended | Failed | Fault


class _GoneError(Exception):
    """The other process is no more."""


def work(connection: Connection, folder: Path) -> None:
    """Read the files that are named, put what was read into the folder and tell, until the end.

    The end is when the other process closes the connection or is no more; the folder goes with it.
    """
    telephone = _Telephone(connection)
    try:
        with telling(telephone.progress):
            number = 0
            while True:
                begin: Begin = connection.recv()
                number = _read(begin, telephone, folder, number)
    except (EOFError, _GoneError):
        rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()


def _read(begin: Begin, telephone: _Telephone, folder: Path, number: int) -> int:
    """Read one file; the number of the last frame that was written."""
    try:
        for read in read_file(Path(begin.path), begin.wanted):
            number += 1
            telephone.say(spool.write(read, folder, number))
        telephone.tell()
    except SquatwatchError as error:
        telephone.say(Failed(error.line()))
    except _GoneError:
        raise
    except Exception as error:
        telephone.say(Fault(f"{type(error).__name__}: {error}", traceback.format_exc()))
    else:
        telephone.say(Ended())
    return number


class _Telephone:
    """The way to the other process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._count = 0
        self._told = time.monotonic()

    def say(self, message: Message) -> None:
        """Send a message; raises ``_GoneError`` when nobody is there to hear it."""
        try:
            self._connection.send(message)
        except OSError as error:
            raise _GoneError from error

    def progress(self, count: int) -> None:
        """Tell of bytes that were read, a few times a second."""
        self._count += count
        if time.monotonic() - self._told > _EVERY:
            self.tell()

    def tell(self) -> None:
        """Tell of the bytes that nobody was told of yet."""
        if self._count:
            self.say(Progress(self._count))
        self._count, self._told = 0, time.monotonic()

"""A file to read: its name for messages, its bytes as a stream, its first bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from squatwatch.errors import DataError

HEAD_BYTES = 16 * 1024
"""Bytes kept of the beginning of a file, for telling its format."""
WHOLE_LIMIT = 1024**3
"""Most bytes of a file that has to be held in memory as a whole."""
_BLOCK = 256 * 1024


@dataclass(slots=True)
class OfficeFile:
    """One file to read: a name for messages, its bytes as a stream, its first bytes.

    ``name`` is what messages show, such as ``apc240925.zip/apc240925.xml``; ``siblings`` counts
    the other files of the same archive. A member can be opened while its archive is being walked.
    """

    name: str
    opener: Callable[[], BinaryIO] = field(repr=False)
    siblings: int = 0
    _head: bytes | None = field(default=None, init=False, repr=False)

    def open(self) -> BinaryIO:
        """The bytes from the beginning; the caller closes the stream."""
        return self.opener()

    def head(self, size: int = HEAD_BYTES) -> bytes:
        """The first bytes, ``size`` of them or fewer, at most ``HEAD_BYTES``; read once."""
        if self._head is None:
            with self.open() as stream:
                self._head = stream.read(HEAD_BYTES)
        return self._head[:size]

    def content(self, limit: int = WHOLE_LIMIT) -> bytes:
        """All the bytes, for formats that cannot be streamed.

        Raises ``DataError`` when there are more than ``limit``.
        """
        with self.open() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise DataError(
                f"is larger than {size_of(limit)}", where=self.name, do="split it and try again"
            )
        return content


def bytes_source(name: str, content: bytes) -> OfficeFile:
    """A file that is already in memory."""
    return OfficeFile(name, lambda: io.BytesIO(content))


def on_disk(path: Path, name: str) -> OfficeFile:
    """A file on disk."""
    return OfficeFile(name, lambda: cast(BinaryIO, io.BufferedReader(_Told(path), _BLOCK)))


@contextmanager
def telling(progress: Callable[[int], None]) -> Iterator[None]:
    """Within the block ``progress`` is told how many bytes were read, of every block on disk.

    A file is read a little more than once: its beginning once more, to tell its format.
    """
    before = _progress.set(progress)
    try:
        yield
    finally:
        _progress.reset(before)


def size_of(count: int) -> str:
    """A size as people read it.

    >>> size_of(4 * 1024**3)
    '4.0 GiB'
    """
    size = float(count)
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"


class _Told(io.FileIO):
    """A file on disk that tells of what is read."""

    def readinto(self, buffer: object) -> int | None:
        count = super().readinto(cast(bytearray, buffer))
        _progress.get()(count or 0)
        return count

    def readall(self) -> bytes:
        content = super().readall()
        _progress.get()(len(content))
        return content


def _nobody(_: int) -> None:
    """Nobody asked to be told."""


_progress: ContextVar[Callable[[int], None]] = ContextVar("progress", default=_nobody)

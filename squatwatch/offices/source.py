"""Where the bytes of an office file come from: a plain file, or the members of a zip.

Office files are hostile input. Nothing is ever written to disk, so the paths inside an archive
are only names; what a member unpacks to is counted while it is read and cut off at a limit.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from squatwatch.errors import DataError

HEAD_BYTES = 16 * 1024
"""Bytes kept of the beginning of a file, for telling its format."""
MEMBER_LIMIT = 4 * 1024**3
"""Most bytes that one member may unpack to; an annual part of the USPTO has 0.6 GB."""
RATIO_LIMIT = 200
"""Most times its packed size that a member may unpack to; office XML packs 18 to 20 times."""
RATIO_FREE = 64 * 1024**2
"""Unpacked bytes up to which the ratio does not matter."""
WHOLE_LIMIT = 1024**3
"""Most bytes of a file that has to be held in memory as a whole."""

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")


@dataclass(slots=True)
class SourceFile:
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
                f"is larger than {_size(limit)}", where=self.name, do="split it and try again"
            )
        return content


def bytes_source(name: str, content: bytes) -> SourceFile:
    """A file that is already in memory."""
    return SourceFile(name, lambda: io.BytesIO(content))


def open_source(path: Path, *, member_limit: int = MEMBER_LIMIT) -> Iterator[SourceFile]:
    """The file itself, or the members of a zip in their order.

    An office document (``.xlsx``) is a zip too, but one file: it is yielded whole. Raises
    ``DataError`` for a file that is missing, empty, a folder or unreadable, for a damaged archive
    and for one inside another.
    """
    start = _start(path)
    if start not in _ZIP_STARTS:
        yield SourceFile(path.name, lambda: path.open("rb"))
        return
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise _damaged(path.name) from error
    with archive:
        if "[Content_Types].xml" in archive.namelist():
            yield SourceFile(path.name, lambda: path.open("rb"))
        else:
            yield from _members(archive, path.name, member_limit)


def document(source: SourceFile, *, member_limit: int = RATIO_FREE * 8) -> bytes:
    """The content of an office document, once its parts have been unpacked under the limits.

    What reads such documents unpacks them itself, without a limit. Older documents are no zip and
    are given as they are.
    """
    content = source.content()
    if content.startswith(_ZIP_STARTS):
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as error:
            raise _damaged(source.name) from error
        with archive:
            for member in _members(archive, source.name, member_limit):
                _unpack(member)
    return content


def _start(path: Path) -> bytes:
    """The first four bytes of a file that must be there, be a file and not be empty."""
    where = str(path)
    if path.is_dir():
        raise DataError("is a folder, not a file", where=where, do="name the files in it")
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except FileNotFoundError as error:
        raise DataError("there is no such file", where=where, do="check the path") from error
    except NotADirectoryError as error:
        what = "a part of the path is a file, not a folder"
        raise DataError(what, where=where, do="check the path") from error
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise DataError(what, where=where, do="check its permissions") from error
    if not start:
        raise DataError("is empty", where=where, do="fetch it again")
    return start


def _members(archive: zipfile.ZipFile, name: str, limit: int) -> list[SourceFile]:
    """The files of an archive; folders and what file managers leave behind are passed over."""
    infos = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not any(clutter in info.filename for clutter in _CLUTTER)
    ]
    if not infos:
        raise DataError("is an archive without a file", where=name, do="fetch it again")
    return [_member(archive, info, name, limit, siblings=len(infos) - 1) for info in infos]


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int, *, siblings: int
) -> SourceFile:
    shown = f"{name}/{_printable(info.filename)}"
    if info.filename.lower().endswith(".zip"):
        raise DataError(
            "is an archive inside an archive, which is not supported",
            where=shown,
            do="unpack the outer archive and read the inner ones",
        )
    if info.flag_bits & 0x1:
        raise DataError("is encrypted", where=shown, do="unpack it and read what it holds")

    def opener() -> BinaryIO:
        try:
            member = archive.open(info)
        except _DAMAGE as error:
            raise _damaged(shown) from error
        capped = _Capped(cast(BinaryIO, member), shown, info.compress_size, limit)
        return cast(BinaryIO, io.BufferedReader(capped, 1024 * 1024))

    return SourceFile(shown, opener, siblings=siblings)


class _Capped(io.RawIOBase):
    """A member of an archive that is cut off when it unpacks to more than it may."""

    def __init__(self, member: BinaryIO, name: str, packed: int, limit: int) -> None:
        self._member = member
        self._name = name
        self._limit = min(limit, max(RATIO_FREE, packed * RATIO_LIMIT))
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            block = self._member.read(len(view))
        except _DAMAGE as error:
            raise _damaged(self._name) from error
        self._count += len(block)
        if self._count > self._limit:
            raise DataError(
                f"unpacks to more than {_size(self._limit)}",
                where=self._name,
                do="check where the file comes from; unpack it yourself if you trust it",
            )
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._member.close()
        super().close()


def _unpack(member: SourceFile) -> None:
    """Unpack a member and keep nothing of it."""
    with member.open() as stream:
        while stream.read(1024 * 1024):
            pass


def _damaged(name: str) -> DataError:
    return DataError("the archive is damaged or cut short", where=name, do="fetch it again")


def _printable(name: str) -> str:
    """A member's name without control characters, which could forge lines of a message."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _size(count: int) -> str:
    """``4.0 GiB``: a size as people read it."""
    size = float(count)
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"

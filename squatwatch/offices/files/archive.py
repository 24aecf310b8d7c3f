"""The files of a zip, and of the zips inside it, from archives that may be hostile.

Nothing is ever written to disk, so the paths inside an archive are only names. What a member
unpacks to is counted while it is read, and all that an archive and those inside it unpack to is
counted together: a bomb made of archives in archives is one bomb.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from squatwatch.errors import DataError
from squatwatch.offices.files.office_file import OfficeFile, bytes_source, size_of

RATIO_LIMIT = 200
"""Most times its packed size that a member, or all of an archive, may unpack to; office XML packs
18 to 20 times."""
RATIO_FREE = 64 * 1024**2
"""Unpacked bytes up to which the ratio does not matter."""
TOTAL_LIMIT = 64 * 1024**3
"""Most bytes that an archive may unpack to with all archives in it; the largest one known, a
gazette with its images, has 22 GB."""
MEMBERS_LIMIT = 500_000
"""Most members of an archive and those in it; one file a filing makes some ten thousand."""
DIRECTORY_LIMIT = 128 * 1024**2
"""Most bytes of the list of members, which is held in memory: 250 bytes for each of them."""
INNER_LIMIT = 256 * 1024**2
"""Most bytes of an archive inside another: it is held in memory while its files are read."""
DEPTH_LIMIT = 3
"""Most archives around a file."""

_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_DOCUMENT = "[Content_Types].xml"
"""The member by which an office document is known."""
_BLOCK = 256 * 1024
_TRUST = "check where the file comes from; unpack it yourself if you trust it"


def is_zip(start: bytes) -> bool:
    """Whether a file that starts with these four bytes is a zip."""
    return start in _STARTS


def files(outermost: OfficeFile, size: int, member_limit: int) -> Iterator[OfficeFile]:
    """The files of an archive of ``size`` bytes, and of those inside it, in their order.

    Folders and what file managers leave behind are passed over. An office document is one file.
    Raises ``DataError`` where an archive is damaged, encrypted, empty or over a limit.
    """
    with outermost.open() as stream:
        yield from _walk(stream, outermost, _Allowance.of(size, member_limit), depth=1)


def check_document(content: bytes, name: str, member_limit: int) -> None:
    """Unpack all parts of an office document under the limits, and keep nothing of them."""
    allowed = _Allowance.of(len(content), member_limit)
    with _opened(io.BytesIO(content), name) as archive:
        for member in _members(archive, bytes_source(name, content), allowed):
            with member.open() as stream:
                while stream.read(_BLOCK):
                    pass


@dataclass(slots=True)
class _Allowance:
    """What an archive, with all archives in it, may still unpack to."""

    bytes: int
    member_limit: int
    members: int

    @classmethod
    def of(cls, packed: int, member_limit: int) -> _Allowance:
        most = min(TOTAL_LIMIT, max(RATIO_FREE, packed * RATIO_LIMIT))
        return cls(most, member_limit, MEMBERS_LIMIT)

    def unpack(self, count: int, name: str) -> None:
        """Take off bytes that were unpacked."""
        self.bytes -= count
        if self.bytes < 0:
            raise DataError("the archive unpacks to more than it may", where=name, do=_TRUST)

    def list(self, count: int, name: str) -> None:
        """Take off members that were listed."""
        self.members -= count
        if self.members < 0:
            raise DataError(
                f"the archive holds more than {MEMBERS_LIMIT:,} files", where=name, do=_TRUST
            )


def _walk(
    stream: BinaryIO, whole: OfficeFile, allowed: _Allowance, depth: int
) -> Iterator[OfficeFile]:
    """The files of one archive, those of archives in it at the place of the archive."""
    with _opened(stream, whole.name) as archive:
        if _DOCUMENT in archive.NameToInfo:
            yield whole
            return
        for member in _members(archive, whole, allowed):
            if not is_zip(member.head(4)):
                yield member
                continue
            if depth == DEPTH_LIMIT:
                raise DataError(
                    f"is an archive inside {DEPTH_LIMIT} others",
                    where=member.name,
                    do="unpack the outermost archive and read the inner ones",
                )
            inner = io.BytesIO(member.content(INNER_LIMIT))
            yield from _walk(inner, member, allowed, depth + 1)


def _opened(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    """The archive; one whose list of members would fill the memory is not even opened."""
    if _directory_bytes(stream) > DIRECTORY_LIMIT:
        raise DataError(
            f"the archive's list of files is larger than {size_of(DIRECTORY_LIMIT)}",
            where=name,
            do=_TRUST,
        )
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGE as error:
        raise _damaged(name) from error


def _directory_bytes(stream: BinaryIO) -> int:
    """The bytes of the list of members, as the largest of all records that may tell it says.

    The record stands at the end, before a comment of up to 64 KiB (APPNOTE.TXT 4.3.14 to 4.3.16).
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    sizes = [0]
    for found in re.finditer(rb"PK\x05\x06|PK\x06\x06", tail):
        old = found.group() == b"PK\x05\x06"
        at = found.start() + (12 if old else 40)
        told = int.from_bytes(tail[at : at + (4 if old else 8)], "little")
        # All ones: the record of large archives tells it. No list is larger than its file.
        sizes.append(told if told <= size else 0)
    return max(sizes)


def _members(
    archive: zipfile.ZipFile, whole: OfficeFile, allowed: _Allowance
) -> Iterator[OfficeFile]:
    infos = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not any(clutter in info.filename for clutter in _CLUTTER)
    ]
    allowed.list(len(archive.filelist), whole.name)
    if not infos:
        raise DataError("is an archive without a file", where=whole.name, do="fetch it again")
    for info in infos:
        yield _member(archive, info, whole, allowed, siblings=whole.siblings + len(infos) - 1)


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    whole: OfficeFile,
    allowed: _Allowance,
    *,
    siblings: int,
) -> OfficeFile:
    shown = f"{whole.name}/{_printable(info.filename)}"
    if info.flag_bits & 0x1:
        raise DataError("is encrypted", where=shown, do="unpack it and read what it holds")
    meter = _Meter(shown, info.compress_size, allowed)

    def opener() -> BinaryIO:
        try:
            member = archive.open(info)
        except _DAMAGE as error:
            raise _damaged(shown) from error
        capped = _Capped(cast(BinaryIO, member), meter)
        return cast(BinaryIO, io.BufferedReader(capped, _BLOCK))

    return OfficeFile(shown, opener, siblings=siblings)


@dataclass(slots=True)
class _Meter:
    """How far a member was unpacked; a part that is read again counts once."""

    name: str
    packed: int
    allowed: _Allowance
    furthest: int = 0
    limit: int = field(init=False)

    def __post_init__(self) -> None:
        ratio = max(RATIO_FREE, self.packed * RATIO_LIMIT)
        self.limit = min(self.allowed.member_limit, ratio)

    def reach(self, position: int) -> None:
        if position > self.limit:
            what = f"unpacks to more than {size_of(self.limit)}"
            raise DataError(what, where=self.name, do=_TRUST)
        if position > self.furthest:
            self.allowed.unpack(position - self.furthest, self.name)
            self.furthest = position


class _Capped(io.RawIOBase):
    """A member of an archive that is cut off when it unpacks to more than it may."""

    def __init__(self, member: BinaryIO, meter: _Meter) -> None:
        self._member = member
        self._meter = meter
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            block = self._member.read(len(view))
        except _DAMAGE as error:
            raise _damaged(self._meter.name) from error
        self._position += len(block)
        self._meter.reach(self._position)
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._member.close()
        super().close()


def _damaged(name: str) -> DataError:
    return DataError("the archive is damaged or cut short", where=name, do="fetch it again")


def _printable(name: str) -> str:
    """A member's name without control characters, which could forge lines of a message."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)

"""Whether a file that came is a whole zip."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from squatwatch.fetch.errors import WrongContentError
from squatwatch.fetch.wire import is_web_page, web_page

START = b"PK\x03\x04"
MOST_TIMES = 200
"""Most times its size that an archive may unpack to, as for the readers; office XML does 20."""
MOST_FREE = 64 * 1024**2
"""Unpacked bytes up to which the ratio does not matter."""

_CHUNK = 1024**2
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def check_start(head: bytes, where: str) -> None:
    """Raises ``WrongContentError`` unless a file that begins so can be a zip."""
    if head[:4] == START[: len(head)]:
        return
    if is_web_page(head):
        raise web_page(where)
    raise WrongContentError(
        "what came is no zip", where=where, do="look on the office's site what it is"
    )


def check_whole(path: Path, where: str) -> None:
    """Raises ``WrongContentError`` unless the archive is whole and every checksum in it holds.

    Reading all of it finds a file that was put together wrongly from two parts, too.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > max(MOST_FREE, MOST_TIMES * path.stat().st_size):
                raise WrongContentError(
                    f"unpacks to more than {MOST_TIMES} times its size",
                    where=where,
                    do="look on the office's site what it is",
                )
            for member in members:
                _read_through(archive, member)
    except _DAMAGE as error:
        raise WrongContentError(
            "the zip that came is damaged or not whole", where=where, do="try again later"
        ) from error


def _read_through(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as stream:
        while stream.read(_CHUNK):
            pass

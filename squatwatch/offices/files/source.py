"""Where the bytes of an office file come from: a plain file, or the files of a zip."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from squatwatch.errors import DataError
from squatwatch.offices.files import archive
from squatwatch.offices.files.office_file import OfficeFile, bytes_source, on_disk, telling

__all__ = [
    "MEMBER_LIMIT",
    "OfficeFile",
    "bytes_source",
    "digest_of",
    "document",
    "open_source",
    "telling",
]

MEMBER_LIMIT = 4 * 1024**3
"""Most bytes that one member may unpack to; an annual part of the USPTO has 0.6 GB."""
PART_LIMIT = 512 * 1024**2
"""Most bytes that one part of an office document may unpack to."""


def open_source(path: Path, *, member_limit: int = MEMBER_LIMIT) -> Iterator[OfficeFile]:
    """The file itself, or the files of a zip in their order, those of zips inside it too.

    An office document (``.xlsx``) is a zip too, but one file: it is yielded whole. Raises
    ``DataError`` for a file that is missing, empty, a folder or unreadable, and for an archive
    that is damaged, encrypted or unpacks to more than it may.
    """
    file = on_disk(path, path.name)
    if archive.is_zip(_start(path)):
        yield from archive.files(file, path.stat().st_size, member_limit)
    else:
        yield file


def digest_of(path: Path) -> str:
    """The SHA-256 of the bytes of a file, in hexadecimal; raises as ``open_source`` does."""
    _start(path)
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def document(source: OfficeFile, *, member_limit: int = PART_LIMIT) -> bytes:
    """The content of an office document, once its parts have been unpacked under the limits.

    What reads such documents unpacks them itself, without a limit. Older documents are no zip and
    are given as they are.
    """
    content = source.content()
    if archive.is_zip(content[:4]):
        archive.check_document(content, source.name, member_limit)
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

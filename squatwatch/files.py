"""The bytes of a file in and out; what the system reports becomes an error a person can mend."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from squatwatch.errors import DataError


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        DataError: there is no such file, it is a folder, or it cannot be read.
    """
    if path.is_dir():
        raise DataError("is a folder, not a file", where=str(path), do="name a file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError("no such file", where=str(path), do="check the path") from error
    except OSError as error:
        raise DataError(
            f"the file cannot be read ({_reason(error)})",
            where=str(path),
            do="check its permissions",
        ) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that it is never there by half.

    Raises:
        DataError: the file cannot be written; what was there before stays.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise DataError(
            f"the file cannot be written ({_reason(error)})",
            where=str(path),
            do="check that its folder is there and may be written to",
        ) from error


def _reason(error: OSError) -> str:
    return error.strerror or "no reason given"

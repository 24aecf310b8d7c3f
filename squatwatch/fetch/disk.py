"""The disk: bytes that are on it for certain, and what it reports told to a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from squatwatch.fetch.errors import StoppedError


@contextmanager
def telling_of_the_disk(where: Path) -> Iterator[None]:
    """What the system reports while something is written, as ``StoppedError``."""
    try:
        yield
    except OSError as error:
        raise StoppedError(
            f"cannot be written to ({error.strerror})",
            where=str(where),
            do="check the permissions and the room on the disk",
        ) from error


def to_disk(path: Path) -> None:
    """Have the bytes of a file, or the names of a folder, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

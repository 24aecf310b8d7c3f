"""Which files are meant when folders are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those of the folders named and of folders in them.

    A file that is named is given whatever it is, even when it is not there, so that it is told
    of. In folders what is hidden is passed over, and with it the working folder of ``fetch``; so
    is what is no plain file. Files come by name: those of the USPTO are then in the order of their
    days, the annual ones first.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _in_folder(entry)
        elif entry.is_file():
            yield entry

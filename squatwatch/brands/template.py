"""The empty watch list with which an owner starts."""

from __future__ import annotations

from pathlib import Path

from squatwatch.brands.export import write_brands
from squatwatch.errors import DataError


def write_template(path: Path) -> None:
    """Write a watch list that has its header row and no brand yet, by suffix CSV or XLSX.

    There is no example row that could be watched by mistake; docs/watch-list.md has examples.

    Raises:
        DataError: a file of that name is there already, or cannot be written.
    """
    if path.exists():
        raise DataError("the file is there already", where=str(path), do="choose another name")
    write_brands(path, ())

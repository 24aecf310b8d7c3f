"""Where brands stand in the file of the watch list, for reports that point at lines of files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from squatwatch.files import read_bytes

_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class WatchedIn:
    """A watch list as a report names it, and the line on which each of its brands begins.

    ``path`` is relative, so that no report tells how a machine is laid out; of a workbook no
    line is known.
    """

    path: str
    lines: Mapping[str, int]


def watched_in(path: Path) -> WatchedIn:
    """The lines of a watch list that has been read without a mistake.

    An absolute path is cut to the name of the file.
    """
    named = path.name if path.is_absolute() or ".." in path.parts else path.as_posix()
    data = read_bytes(path)
    if data.startswith(_WORKBOOK):
        return WatchedIn(named, {})
    text = data.decode("utf-8-sig")
    found = _of_json_lines(text) if text.lstrip().startswith("{") else _of_csv(text)
    return WatchedIn(named, dict(found))


def _of_csv(text: str) -> Iterator[tuple[str, int]]:
    """A row may go over several lines: it begins after the last line of the one before it."""
    reader = csv.reader(io.StringIO(text, newline=""))
    column: int | None = None
    begins = 1
    for cells in reader:
        trimmed = [cell.strip() for cell in cells]
        if column is None and any(trimmed):
            column = trimmed.index("brand_id")
        elif column is not None and column < len(trimmed):
            yield trimmed[column], begins
        begins = reader.line_num + 1


def _of_json_lines(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield str(json.loads(line).get("brand_id", "")).strip(), number

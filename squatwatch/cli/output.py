"""Findings to stdout or a file, messages to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from squatwatch.errors import ConfigError
from squatwatch.files import write_bytes
from squatwatch.report.listing import ListingFormat, listing


def say(message: str, *, quiet: bool = False) -> None:
    """A message to the person, on stderr."""
    if not quiet:
        sys.stderr.write(message + "\n")


def terminal_width() -> int | None:
    """The width of the terminal that stdout is; None when it is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    return int(os.environ.get("COLUMNS", "0")) or shutil.get_terminal_size((120, 40)).columns


def emit(data: bytes, output: Path | None, *, binary: bool = False) -> None:
    """Findings to the file, or to stdout when none is named."""
    if output is not None:
        write_bytes(output, data)
        return
    if binary and sys.stdout.isatty():
        raise ConfigError("this format is no text for a terminal", do="name a file with --output")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def emit_listing(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    listing_format: ListingFormat,
    output: Path | None,
    headings: Mapping[str, str] | None = None,
) -> None:
    """Rows in the format, to the file or to stdout."""
    width = terminal_width() if output is None else None
    data = listing(rows, columns, listing_format, headings=headings, terminal_width=width)
    emit(data, output, binary=listing_format == "xlsx")

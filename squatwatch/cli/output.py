"""Findings to stdout or a file, messages to stderr."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from squatwatch.errors import ConfigError, DataError
from squatwatch.files import write_bytes
from squatwatch.report.listing import ListingFormat, listing

FAILED = 2
"""The exit code of a run that failed or was asked wrongly."""
INTERRUPTED = 130
"""The exit code of a run that Ctrl-C ended: 128 and the number of the signal."""


def say(message: str, *, quiet: bool = False) -> None:
    """A message to the person, on stderr."""
    if not quiet:
        sys.stderr.write(message + "\n")


def terminal_width() -> int | None:
    """The width of the terminal that stdout is; None when it is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size((120, 40)).columns


def emit(data: bytes, output: Path | None, *, binary: bool = False) -> None:
    """Findings to the file, or to stdout when none is named."""
    if output is not None:
        write_bytes(output, data)
        return
    if binary and sys.stdout.isatty():
        raise ConfigError("this format is no text for a terminal", do="name a file with --output")
    try:
        # The mark by which Excel knows UTF-8 is for files: the next program in a pipe stumbles.
        sys.stdout.buffer.write(data.removeprefix(codecs.BOM_UTF8))
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up_stdout()
        if isinstance(error, BrokenPipeError):
            # The reader of the pipe has gone (head, less): nothing is left to tell it.
            raise typer.Exit(FAILED) from error
        raise DataError(
            f"nothing can be written there ({error.strerror})",
            where="stdout",
            do="name a file with --output",
        ) from error


def _give_up_stdout() -> None:
    """Let what is still to be written go nowhere, so that the end of the run says nothing."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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

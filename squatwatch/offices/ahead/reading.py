"""All that is read of one file: its filings, and on request its records as the office gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import polars as pl

from squatwatch.errors import DataError
from squatwatch.offices import READERS, read_filings
from squatwatch.offices.batch import Batch, Reader
from squatwatch.offices.files.source import OfficeFile, open_source


@dataclass(frozen=True, slots=True)
class Raw:
    """Records byte for byte: ``office, application_number, content``."""

    records: pl.DataFrame


Read = Batch | Raw


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of files beside their filings, and what is known of them.

    With ``keep_raw`` the records byte for byte. ``headings`` and ``office`` explain lists
    (``read_filings``).
    """

    keep_raw: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)
    office: str = ""


FILINGS = Wanted()
"""Only the filings."""


@runtime_checkable
class RawReader(Protocol):
    """A reader that can give records byte for byte."""

    def raw(self, source: OfficeFile) -> Iterator[pl.DataFrame]:
        """The records of a file that it recognises: ``office, application_number, content``."""
        ...


def read_file(path: Path, wanted: Wanted = FILINGS) -> Iterator[Read]:
    """The batches of a file, and behind them its raw records where wanted and to be had.

    Raises ``DataError`` for what cannot be read, after what stands before it.
    """
    try:
        yield from read_filings(path, headings=wanted.headings, office=wanted.office)
        if wanted.keep_raw:
            yield from _raw(path)
    except OSError as error:
        raise DataError(
            f"cannot be read to its end ({error.strerror or error})",
            where=str(path),
            do="check the disk and take it again",
        ) from error


def _raw(path: Path) -> Iterator[Raw]:
    for source in open_source(path):
        reader = _reader_of(source)
        if isinstance(reader, RawReader):
            yield from map(Raw, reader.raw(source))


def format_of(path: Path) -> str:
    """The short name of the first format that is found in a file; empty when none is."""
    try:
        readers = (_reader_of(source) for source in open_source(path))
        return next((reader.name for reader in readers if reader), "")
    except DataError:
        return ""


def _reader_of(source: OfficeFile) -> Reader | None:
    return next((reader for reader in READERS if reader.recognises(source)), None)
